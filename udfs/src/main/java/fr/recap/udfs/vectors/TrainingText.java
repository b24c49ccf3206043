package fr.recap.udfs.vectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that a text can train a model: with fewer than two words the native code samples negatives
 * for ever, with no word it fails.
 */
final class TrainingText {
  private static final int NEEDED = 2;

  private final TrainingArguments arguments;
  private final Map<String, Integer> counts = new HashMap<>();
  private int words;
  private int labels;

  private TrainingText(TrainingArguments arguments) {
    this.arguments = arguments;
  }

  /**
   * Reads as much of the text as it takes to be sure.
   *
   * @throws IllegalArgumentException if the text has too few words, or labels for a supervised
   *     model
   */
  static void check(Path file, TrainingArguments arguments) throws IOException {
    TrainingText text = new TrainingText(arguments);
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine();
          line != null && !text.suffices();
          line = reader.readLine()) {
        Tokens.ofLine(line).forEach(text::count);
      }
    }
    if (text.suffices()) {
      return;
    }
    if (text.words < NEEDED) {
      throw new IllegalArgumentException(
          "%s has fewer than two words that occur %d times: give more text or a smaller minimal count"
              .formatted(file, arguments.minCount()));
    }
    throw new IllegalArgumentException(
        "%s has fewer than two labels: each line of a supervised model needs one, such as %s431f"
            .formatted(file, NativeTraining.LABEL_PREFIX));
  }

  private boolean suffices() {
    return words >= NEEDED
        && (arguments.kind() != VectorsHeader.Kind.SUPERVISED || labels >= NEEDED);
  }

  private void count(String token) {
    if (token.equals(Tokens.END_OF_LINE)) {
      return;
    }
    boolean label = token.startsWith(NativeTraining.LABEL_PREFIX);
    int count = counts.merge(token, 1, Integer::sum);
    if (count == (label ? 1 : arguments.minCount())) {
      if (label) {
        labels++;
      } else {
        words++;
      }
    }
  }
}
