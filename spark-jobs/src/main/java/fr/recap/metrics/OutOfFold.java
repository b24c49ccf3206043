package fr.recap.metrics;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What a training chose its threshold from: forms by the score of their decision, each scored by
 * what had not learned it. It has no form, only counts, and no more than some 200 of these however
 * many forms there were. Thresholds for other precisions can be chosen from it as the training
 * would; that for the training's own is the training's own.
 *
 * @param target precision that the training was asked for
 * @param rule how it chooses
 * @param bins that hold forms, by increasing score: those of {@link ScoreBins}, which begin anew
 *     where the training's threshold lies
 */
public record OutOfFold(double target, Rule rule, List<Bin> bins) {
  /** Name of its file. */
  public static final String FILE = "out-of-fold.json";

  private static final JsonMapper JSON = new JsonMapper();

  public OutOfFold {
    bins = List.copyOf(bins);
  }

  /**
   * Forms of similar scores.
   *
   * @param from the lowest of these
   * @param forms at least one
   * @param right those for which the decision is right by their labels
   * @param sum of the scores
   */
  public record Bin(double from, long forms, long right, double sum) {}

  /**
   * How a training chooses beside {@link Threshold#forPrecision}.
   *
   * @param labelErrors share of labels that it takes to be wrong, as {@link LabelErrors#atLeast}
   * @param byMean whether the mean score of the accepted must reach the target too
   * @param least no threshold is lower; above 0
   */
  public record Rule(double labelErrors, boolean byMean, double least) {
    /** Nothing beside it. */
    public static final Rule PLAIN = new Rule(0, false, Double.MIN_VALUE);

    private double byLabels(double target) {
      return target * (1 - labelErrors);
    }
  }

  /**
   * Forms from some score on.
   *
   * @param right those for which the decision is right by their labels
   */
  public record Accepted(long forms, long right) {}

  /**
   * Takes together what a training sees.
   *
   * @param outcomes by the score that is compared with the threshold when forms are coded, in [0,
   *     1]
   * @param target of the training
   */
  public static OutOfFold of(Outcomes outcomes, Rule rule, double target) {
    double byLabels = rule.byLabels(target);
    double[] marks = {
      rule.least(),
      Threshold.forPrecision(outcomes, byLabels).value(),
      rule.byMean() ? Threshold.byMean(outcomes, byLabels) : rule.least()
    };
    List<Bin> bins = new ArrayList<>();
    int begun = 0;
    for (int end = 1; end <= outcomes.different(); end++) {
      if (end == outcomes.different()
          || parts(outcomes.score(end - 1), outcomes.score(end), marks)) {
        bins.add(bin(outcomes, begun, end));
        begun = end;
      }
    }
    return new OutOfFold(target, rule, bins);
  }

  /** Whether two scores that follow each other belong to different bins. */
  private static boolean parts(double score, double next, double[] marks) {
    return ScoreBins.of(score) != ScoreBins.of(next)
        || DoubleStream.of(marks).anyMatch(mark -> score < mark && mark <= next);
  }

  private static Bin bin(Outcomes outcomes, int from, int end) {
    long forms = 0;
    long right = 0;
    double sum = 0;
    for (int i = from; i < end; i++) {
      forms += outcomes.all(i);
      right += outcomes.right(i);
      sum += outcomes.score(i) * outcomes.all(i);
    }
    return new Bin(outcomes.score(from), forms, right, sum);
  }

  /**
   * The threshold with the largest coverage that the training would choose from these bins; empty
   * if none reaches the target.
   *
   * @param precision by truth, in [0, 1]
   */
  public OptionalDouble threshold(double precision) {
    double byLabels = byLabels(precision);
    Outcomes binned =
        new Outcomes(
            bins.stream().mapToDouble(Bin::from).toArray(),
            bins.stream().mapToLong(Bin::forms).toArray(),
            bins.stream().mapToLong(Bin::right).toArray());
    double threshold = Math.max(rule.least(), Threshold.forPrecision(binned, byLabels).value());
    if (rule.byMean()) {
      threshold =
          Math.max(threshold, Threshold.byMean(binned, bin -> bins.get(bin).sum(), byLabels));
    }
    return accepted(threshold).forms() == 0 ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }

  /** The precision by labels that goes with one by truth, for this training. */
  public double byLabels(double precision) {
    return rule.byLabels(precision);
  }

  /** All forms. */
  public long forms() {
    return accepted(0).forms();
  }

  /** Those for which the decision is right by their labels. */
  public long right() {
    return accepted(0).right();
  }

  /** Forms whose bins begin at a threshold or above. */
  public Accepted accepted(double threshold) {
    long forms = 0;
    long right = 0;
    for (Bin bin : bins) {
      if (bin.from() >= threshold) {
        forms += bin.forms();
        right += bin.right();
      }
    }
    return new Accepted(forms, right);
  }

  /** Writes it beside the files of a model. */
  public void write(Path folder) throws IOException {
    Files.write(
        folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  /** That of a model; empty if its training kept none. */
  public static Optional<OutOfFold> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), OutOfFold.class))
        : Optional.empty();
  }
}
