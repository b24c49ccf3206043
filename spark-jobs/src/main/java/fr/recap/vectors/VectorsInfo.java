package fr.recap.vectors;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.models.ModelRef;
import fr.recap.models.RemoteFiles;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.NearestWords;
import fr.recap.udfs.vectors.NearestWords.Neighbour;
import fr.recap.udfs.vectors.VectorsFormatException;
import fr.recap.udfs.vectors.VectorsHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a model is, and which words are near which. */
public final class VectorsInfo {
  private final MappedVectors vectors;

  private VectorsInfo(MappedVectors vectors) {
    this.vectors = vectors;
  }

  /**
   * Opens a local file, or else the version of the settings.
   *
   * @throws ConfigException if there is no such file or version
   * @throws RefusedInputException if the file can't be used
   */
  public static VectorsInfo open(RecapConfig config, Optional<String> file) throws IOException {
    if (file.isPresent() && RemoteFiles.isRemote(file.get())) {
      throw new ConfigException(
          "Only a local file can be mapped, cannot be: %s; publish it, and leave --input out"
              .formatted(file.get()));
    }
    return open(
        file.isPresent()
            ? RemoteFiles.local(file.get())
            : PublishedVectors.resolve(config).ref().fetch().resolve(PublishedVectors.FILE));
  }

  /**
   * Opens a published version, fetched unless this machine has it.
   *
   * @throws ConfigException if there is no such version
   */
  public static VectorsInfo ofVersion(RecapConfig config, String version) throws IOException {
    return open(
        ModelRef.resolve(config, PublishedVectors.MODEL, Optional.of(version))
            .fetch()
            .resolve(PublishedVectors.FILE));
  }

  private static VectorsInfo open(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new ConfigException("There is no file " + path);
    }
    try {
      return new VectorsInfo(MappedVectors.open(path));
    } catch (VectorsFormatException e) {
      throw new RefusedInputException(e.getMessage(), e);
    }
  }

  /** The model's head. */
  public VectorsHeader header() {
    return vectors.header();
  }

  /** The words nearest to a word, the nearest first. */
  public List<Neighbour> neighbours(String word, int k) {
    return new NearestWords(vectors).of(word, k);
  }

  /** The same as one line: {@code infirmiere: aide 0.81, soignante 0.79}. */
  public String nearest(String word, int k) {
    return word
        + (vectors.vocabulary().id(word) < 0 ? " (unknown)" : "")
        + ": "
        + line(neighbours(word, k));
  }

  /** Words with their cosines: {@code aide 0.81, soignante 0.79}. */
  public static String line(List<Neighbour> neighbours) {
    return neighbours.stream()
        .map(n -> String.format(Locale.ROOT, "%s %.2f", n.word(), n.cosine()))
        .collect(Collectors.joining(", "));
  }

  /** A model's head in words. */
  public static String of(VectorsHeader h) {
    return "%s, %d dimensions, %,d words%s, %,d tokens; %s; window %d, %d epochs, minimal count %d, loss %s"
        .formatted(
            h.kind().command(),
            h.dimension(),
            h.words(),
            h.labels() > 0 ? ", %,d labels".formatted(h.labels()) : "",
            h.tokens(),
            h.hasSubwords()
                ? "sub-words of %d to %d characters in %,d buckets"
                    .formatted(h.minSubword(), h.maxSubword(), h.buckets())
                : "no sub-words",
            h.window(),
            h.epochs(),
            h.minCount(),
            h.loss().option());
  }
}
