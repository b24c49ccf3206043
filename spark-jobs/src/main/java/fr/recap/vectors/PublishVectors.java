package fr.recap.vectors;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.models.ModelStore;
import fr.recap.models.Publish;
import fr.recap.models.RemoteFiles;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.VectorsFormatException;
import fr.recap.udfs.vectors.VectorsHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Publishes a {@code .bin} file as a version of the word vectors. */
public final class PublishVectors {
  private final RecapConfig config;
  private final String input;

  /** The version, and what it is. */
  public record Result(String version, VectorsHeader header) {}

  /**
   * @param input path or s3a URL of the file
   */
  public PublishVectors(RecapConfig config, String input) {
    this.config = config;
    this.input = input;
  }

  /**
   * Stores, checks and publishes.
   *
   * @throws RefusedInputException if the file can't be used
   */
  public Result execute() throws IOException {
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory())) {
      Path file = folder.path().resolve(PublishedVectors.FILE);
      if (RemoteFiles.isRemote(input)) {
        new RemoteFiles(config.store()).download(input, file);
      } else {
        // A link: the file may be of many gigabytes.
        Files.createSymbolicLink(file, RemoteFiles.local(input).toAbsolutePath());
      }
      VectorsHeader header = header(file);
      TrainingFacts facts =
          new TrainingFacts(
              config.seed(),
              "%d-%d".formatted(header.tokens(), header.words()),
              Map.of(
                  "dimension", (double) header.dimension(),
                  "words", (double) header.words(),
                  "tokens", (double) header.tokens()));
      folder.describe(config.rendered(), facts, Map.of("words", (long) header.words()));
      String training;
      try (ModelStore store = ModelStore.open(config.store())) {
        training = store.saveTraining(PublishedVectors.MODEL, folder.path(), facts);
      }
      Publish.Result published =
          new Publish(config, training, Map.of(PublishedVectors.MODEL, PublishedVectors.verifier()))
              .execute();
      return new Result(published.version(), header);
    }
  }

  private static VectorsHeader header(Path file) throws IOException {
    try (MappedVectors vectors = MappedVectors.open(file)) {
      return vectors.header();
    } catch (VectorsFormatException e) {
      throw new RefusedInputException(e.getMessage(), e);
    }
  }
}
