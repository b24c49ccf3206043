package fr.recap.bench;

import fr.recap.encoder.VectorStart;
import fr.recap.nomenclature.VectorsOfWords;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Skip-gram vectors of the open data's corpus, trained once and kept in the bench's folder. */
final class BenchVectors {
  private BenchVectors() {}

  /**
   * Trains or reads vectors.
   *
   * @param heldOut texts in normal form that must not be learned from
   * @param epochs of the training
   */
  static VectorStart of(Path data, Path folder, Set<String> heldOut, long seed, int epochs)
      throws IOException {
    // Another split holds other texts out: its vectors are others.
    String name = "vectors-%d-%d-%08x".formatted(seed, epochs, heldOut.hashCode());
    Path vectors = folder.resolve(name + ".bin");
    if (!Files.isRegularFile(vectors)) {
      Path text = folder.resolve("vectors.txt");
      VectorCorpus.write(data, heldOut, text, seed);
      int cores = Runtime.getRuntime().availableProcessors();
      FastTextModels.train(
          text,
          vectors,
          new TrainingArguments(
              Kind.SKIPGRAM,
              Loss.NEGATIVE_SAMPLING,
              100,
              5,
              epochs,
              2,
              5,
              1,
              200_000,
              3,
              6,
              0.05,
              cores));
      Files.delete(text);
    }
    return VectorsOfWords.read(vectors);
  }
}
