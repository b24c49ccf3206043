package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** The options of a fastText training; what is not given is fastText's own default. */
final class FasttextOptions {
  private String kind = Kind.SKIPGRAM.command();
  private String loss;
  private Long dimension;
  private Long window;
  private Long epochs;
  private Long minCount;
  private Long negatives;
  private Long wordNgrams;
  private Long buckets;
  private Long minSubword;
  private Long maxSubword;
  private Double learningRate;
  private Long threads;

  void declare(Options options) {
    options.text(
        "kind", "kind", "train: skipgram (default), cbow, supervised", value -> kind = value);
    options.text("loss", "loss", "train: ns, hs or softmax", value -> loss = value);
    options.number("dim", "dimensions; train: default 100", 1, 2000, n -> dimension = n);
    options.number("window", "train: words on each side; default 5", 1, 100, n -> window = n);
    options.number("epochs", "train: passes over the texts; default 5", 1, 1000, n -> epochs = n);
    options.number(
        "min-count",
        "train: occurrences under which a word is dropped; default 5 (supervised 1)",
        1,
        Integer.MAX_VALUE,
        n -> minCount = n);
    options.number("negatives", "train: negative samples; default 5", 1, 1000, n -> negatives = n);
    options.number(
        "word-ngrams", "train: longest n-gram of words, supervised", 1, 10, n -> wordNgrams = n);
    options.number(
        "buckets", "train: rows of sub-words; default 2000000", 1, 100_000_000, n -> buckets = n);
    options.number("min-subword", "train: default 3", 0, 50, n -> minSubword = n);
    options.number(
        "max-subword", "train: default 6; 0 for no sub-words", 0, 50, n -> maxSubword = n);
    options.decimal("learning-rate", "train: default 0.05", 0, 1, x -> learningRate = x);
    options.number(
        "threads",
        "train: default all cores; only 1 trains the same model again",
        1,
        256,
        n -> threads = n);
  }

  OptionalInt dimension() {
    return dimension == null ? OptionalInt.empty() : OptionalInt.of(dimension.intValue());
  }

  /**
   * The arguments.
   *
   * @throws IllegalArgumentException if one is out of its bounds
   */
  TrainingArguments arguments() {
    TrainingArguments d =
        TrainingArguments.defaults(named("kind", kind, List.of(Kind.values()), Kind::command));
    return new TrainingArguments(
        d.kind(),
        loss == null ? d.loss() : named("loss", loss, List.of(Loss.values()), Loss::option),
        or(dimension, d.dimension()),
        or(window, d.window()),
        or(epochs, d.epochs()),
        or(minCount, d.minCount()),
        or(negatives, d.negatives()),
        or(wordNgrams, d.wordNgrams()),
        or(buckets, d.buckets()),
        or(minSubword, d.minSubword()),
        or(maxSubword, d.maxSubword()),
        learningRate == null ? d.learningRate() : learningRate,
        or(threads, d.threads()));
  }

  private static <T> T named(String option, String value, List<T> all, Function<T, String> nameOf) {
    List<String> known = all.stream().map(nameOf).toList();
    return all.stream()
        .filter(candidate -> nameOf.apply(candidate).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "--%s must be one of %s, cannot be: %s%s"
                        .formatted(
                            option, String.join(", ", known), value, Nearest.hint(value, known))));
  }

  private static int or(Long given, int otherwise) {
    return given == null ? otherwise : given.intValue();
  }
}
