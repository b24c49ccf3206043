package fr.recap.bench;

import com.github.jfasttext.JFastText;
import fr.recap.encoder.VectorStart;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Skip-gram vectors of the open data's corpus, trained once and kept in the bench's folder. */
final class BenchVectors {
  private static final int WIDTH = 100;

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
    Path vectors = folder.resolve(name + ".vec");
    if (!Files.isRegularFile(vectors)) {
      Path text = folder.resolve("vectors.txt");
      VectorCorpus.write(data, heldOut, text, seed);
      Path output = folder.resolve("vectors-new");
      new JFastText()
          .runCmd(
              new String[] {
                "skipgram",
                "-input",
                text.toString(),
                "-output",
                output.toString(),
                "-dim",
                Integer.toString(WIDTH),
                "-minn",
                "3",
                "-maxn",
                "6",
                "-minCount",
                "2",
                "-bucket",
                "200000",
                "-epoch",
                Integer.toString(epochs),
                "-thread",
                Integer.toString(Runtime.getRuntime().availableProcessors()),
                "-verbose",
                "0"
              });
      Files.delete(folder.resolve("vectors-new.bin"));
      Files.delete(text);
      Files.move(folder.resolve("vectors-new.vec"), vectors);
    }
    return read(vectors);
  }

  private static VectorStart read(Path file) throws IOException {
    VectorStart start = new VectorStart(WIDTH);
    try (BufferedReader in = Files.newBufferedReader(file)) {
      in.readLine();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        List<String> cells = List.of(line.strip().split(" ", -1));
        if (cells.size() == WIDTH + 1) {
          float[] vector = new float[WIDTH];
          for (int i = 0; i < WIDTH; i++) {
            vector[i] = Float.parseFloat(cells.get(i + 1));
          }
          start.add(cells.get(0), vector);
        }
      }
    }
    return start;
  }
}
