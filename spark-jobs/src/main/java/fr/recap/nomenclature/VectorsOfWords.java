package fr.recap.nomenclature;

import fr.recap.config.ConfigException;
import fr.recap.encoder.VectorStart;
import fr.recap.udfs.text.AsciiFolder;
import fr.recap.udfs.vectors.MappedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Word vectors of a fastText model as the beginning of embeddings. */
public final class VectorsOfWords {
  /** The most frequent words; each takes a row of the embeddings. */
  private static final int MOST = 200_000;

  private VectorsOfWords() {}

  /**
   * Reads a model. Of words that are the same without accents and in lower case, the most frequent
   * one counts.
   *
   * @throws ConfigException if there is no such file
   */
  public static VectorStart read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("vectors of a nomenclature: there is no file " + file);
    }
    // Mapped as long as somebody may ask.
    MappedVectors vectors = MappedVectors.open(file);
    SortedMap<String, String> words = new TreeMap<>();
    int known = vectors.vocabulary().words();
    for (int id = 0; id < known && words.size() < MOST; id++) {
      String word = vectors.vocabulary().word(id);
      String normal = AsciiFolder.normalize(word);
      if (!normal.isEmpty()
          && normal.indexOf(' ') < 0
          && !words.containsKey(normal)
          && VectorStart.norm(vectors.word(word)) > 0) {
        words.put(normal, word);
      }
    }
    return new VectorStart(vectors.header().dimension(), words, vectors::word);
  }
}
