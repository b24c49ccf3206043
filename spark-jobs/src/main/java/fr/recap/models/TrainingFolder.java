package fr.recap.models;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.runtime.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Local scratch of one training: what is in it becomes the training, then it is deleted. */
public final class TrainingFolder implements AutoCloseable {
  /** Name of the file with all settings that a training was run with. */
  static final String CONFIGURATION = "configuration.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Scratch scratch;

  private TrainingFolder(Scratch scratch) {
    this.scratch = scratch;
  }

  /** An empty folder below {@code <work-directory>/scratch}. */
  public static TrainingFolder create(Path workDirectory) throws IOException {
    return new TrainingFolder(Scratch.create(workDirectory, "training"));
  }

  /** Folder for the checkpoints of a model's training under way, which may not be there yet. */
  public static Path checkpoints(Path workDirectory, String model) {
    return workDirectory.resolve("checkpoints").resolve(model);
  }

  /** Deletes the checkpoints of a model once its training is stored. */
  public static void deleteCheckpoints(Path workDirectory, String model) throws IOException {
    LocalModelCache.delete(checkpoints(workDirectory, model));
  }

  /** Where the files go. */
  public Path path() {
    return scratch.path();
  }

  /**
   * Writes {@code configuration.json}, {@code metrics.json} and {@code log.txt}.
   *
   * @param configuration all settings as JSON, without secrets
   * @param counts rows by what became of them
   */
  public void describe(String configuration, TrainingFacts facts, Map<String, Long> counts)
      throws IOException {
    Files.writeString(path().resolve(CONFIGURATION), configuration);
    Files.write(
        path().resolve("metrics.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(facts.metrics()));
    StringBuilder log = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((state, count) -> log.append("forms, %s: %d%n".formatted(state, count)));
    facts.metrics().forEach((name, value) -> log.append("%s: %s%n".formatted(name, value)));
    Files.writeString(path().resolve("log.txt"), log);
  }

  @Override
  public void close() throws IOException {
    scratch.close();
  }
}
