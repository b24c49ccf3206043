package fr.recap.udfs.vectors;

import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a model is trained; every value is checked, since the native code ends its process or runs
 * for ever on some wrong ones.
 *
 * @param dimension of the vectors, 1 to 2000
 * @param window words on each side ({@code -ws}), 1 to 100
 * @param epochs passes over the text, 1 to 1000
 * @param minCount occurrences under which a word is dropped, 1 or more
 * @param negatives negative samples a word ({@code -neg}), 1 to 1000
 * @param wordNgrams longest n-gram of words, 1 to 10; more than 1 for supervised models only
 * @param buckets rows that sub-words and word n-grams share, 1 to 100 million
 * @param minSubword shortest sub-word in characters, 1 to maxSubword
 * @param maxSubword longest sub-word, 0 to 50; 0 for none
 * @param learningRate over 0, up to 1
 * @param threads threads that train at once, 1 to 256; only one thread gives the same model again
 */
public record TrainingArguments(
    Kind kind,
    Loss loss,
    int dimension,
    int window,
    int epochs,
    int minCount,
    int negatives,
    int wordNgrams,
    int buckets,
    int minSubword,
    int maxSubword,
    double learningRate,
    int threads) {

  public TrainingArguments {
    within("dimension", dimension, 1, 2000);
    within("window", window, 1, 100);
    within("epochs", epochs, 1, 1000);
    within("minimal count", minCount, 1, Integer.MAX_VALUE);
    within("number of negatives", negatives, 1, 1000);
    within("length of word n-grams", wordNgrams, 1, kind == Kind.SUPERVISED ? 10 : 1);
    within("number of buckets", buckets, 1, 100_000_000);
    within("longest sub-word", maxSubword, 0, 50);
    within("shortest sub-word", minSubword, maxSubword == 0 ? 0 : 1, maxSubword);
    within("number of threads", threads, 1, 256);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "The learning rate must be over 0 and at most 1, cannot be: " + learningRate);
    }
    if (loss == Loss.ONE_VERSUS_ALL) {
      throw new IllegalArgumentException(
          "The native library trains with the losses ns, hs and softmax, cannot: ova");
    }
  }

  /** The native library's own defaults for a kind of model, with all cores. */
  public static TrainingArguments defaults(Kind kind) {
    int cores = Runtime.getRuntime().availableProcessors();
    return kind == Kind.SUPERVISED
        ? new TrainingArguments(kind, Loss.SOFTMAX, 100, 5, 5, 1, 5, 1, 2_000_000, 0, 0, 0.1, cores)
        : new TrainingArguments(
            kind, Loss.NEGATIVE_SAMPLING, 100, 5, 5, 5, 5, 1, 2_000_000, 3, 6, 0.05, cores);
  }

  /** The command line of fastText. */
  List<String> command(String input, String output) {
    List<String> command = new ArrayList<>(List.of(kind.command()));
    command.addAll(List.of("-input", input, "-output", output, "-loss", loss.option()));
    command.addAll(List.of("-dim", text(dimension), "-ws", text(window), "-epoch", text(epochs)));
    command.addAll(List.of("-minCount", text(minCount), "-neg", text(negatives)));
    command.addAll(List.of("-wordNgrams", text(wordNgrams), "-bucket", text(buckets)));
    command.addAll(List.of("-minn", text(minSubword), "-maxn", text(maxSubword)));
    command.addAll(List.of("-lr", String.format(Locale.ROOT, "%.6f", learningRate)));
    command.addAll(List.of("-thread", text(threads)));
    return command;
  }

  private static String text(int value) {
    return Integer.toString(value);
  }

  private static void within(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "The %s must be between %d and %d, cannot be: %d".formatted(what, min, max, value));
    }
  }
}
