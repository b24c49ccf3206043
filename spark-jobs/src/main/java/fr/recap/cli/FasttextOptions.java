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
    options.text("kind", "kind", value -> kind = value);
    options.text("loss", "loss", value -> loss = value);
    options.number("dim", 1, 2000, n -> dimension = n);
    options.number("window", 1, 100, n -> window = n);
    options.number("epochs", 1, 1000, n -> epochs = n);
    options.number("min-count", 1, Integer.MAX_VALUE, n -> minCount = n);
    options.number("negatives", 1, 1000, n -> negatives = n);
    options.number("word-ngrams", 1, 10, n -> wordNgrams = n);
    options.number("buckets", 1, 100_000_000, n -> buckets = n);
    options.number("min-subword", 0, 50, n -> minSubword = n);
    options.number("max-subword", 0, 50, n -> maxSubword = n);
    options.decimal("learning-rate", 0, 1, x -> learningRate = x);
    options.number("threads", 1, 256, n -> threads = n);
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
