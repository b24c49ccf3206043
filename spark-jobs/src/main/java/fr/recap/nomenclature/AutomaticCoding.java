package fr.recap.nomenclature;

import fr.recap.metrics.LabelErrors;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import java.util.stream.IntStream;

/**
 * Probability that the first code is right, from the first two scores, their gap, the entropy, how
 * near the main field is to a known wording, whether lexical coder and encoder agree, and how many
 * fields are filled; from a threshold on, the form is coded automatically.
 *
 * <p>A form whose main field tells less than nearly all that are coded rightly has only the other
 * fields and the prior to go by, on which the calibration can't be trusted: its probability is at
 * most the share of such forms that was right, and below the threshold.
 *
 * @param leastEvidence of {@link Ranking#evidence}, in nats; 0 for none
 * @param withoutEvidence most probability of a form that has less, in [0, 1]
 */
record AutomaticCoding(
    LogisticCalibration calibration,
    double threshold,
    double leastEvidence,
    double withoutEvidence) {
  /** Share of forms that are coded rightly and automatically which have less evidence. */
  private static final double MOST_LOST = 0.005;

  /** Weights of {@link #features} that leave the first score as it is. */
  private static final double[] SCORE_ALONE = {0, 1, 0, 0, 0, 0, 0, 0};

  /** The first score as it is, and no form is coded automatically. */
  static final AutomaticCoding NEVER =
      new AutomaticCoding(LogisticCalibration.of(SCORE_ALONE), Math.nextUp(1.0), 0, 0);

  /** Keeps logarithms finite. */
  private static final double SMALLEST = 1e-6;

  /**
   * Fits the calibration and chooses the threshold, both on forms that were not learned from.
   *
   * <p>The threshold must reach the target twice: by the share of right codes among the accepted
   * forms, with its margin, and by their mean probability, which chance moves less where the
   * accepted are few. It is a target of the truth, of which labels are an erring copy ({@link
   * LabelErrors}).
   */
  static AutomaticCoding fit(Ranking[] rankings, boolean[] correct, double targetPrecision) {
    double[][] features = new double[rankings.length][];
    for (int i = 0; i < rankings.length; i++) {
      features[i] = features(rankings[i]);
    }
    LogisticCalibration calibration = LogisticCalibration.fit(SCORE_ALONE, features, correct);
    AutomaticCoding open = new AutomaticCoding(calibration, 0, 0, 0);
    double free = threshold(open.probabilities(rankings), correct, targetPrecision);
    double least = open.leastEvidence(rankings, correct, free);
    double without = Math.min(rightBelow(rankings, correct, least), Math.nextDown(free));
    AutomaticCoding held = new AutomaticCoding(calibration, 0, least, without);
    double threshold = threshold(held.probabilities(rankings), correct, targetPrecision);
    return new AutomaticCoding(
        calibration, Math.max(threshold, Math.nextUp(without)), least, without);
  }

  private static double threshold(double[] probabilities, boolean[] correct, double target) {
    Outcomes outcomes = Outcomes.of(probabilities, correct);
    double byLabels = LabelErrors.precisionByLabels(target, outcomes);
    return Math.max(
        Threshold.forPrecision(outcomes, byLabels).value(), Threshold.byMean(outcomes, byLabels));
  }

  /**
   * What the threshold was chosen from.
   *
   * @param rankings that {@link #fit} had
   * @param targetPrecision likewise
   */
  OutOfFold outOfFold(Ranking[] rankings, boolean[] correct, double targetPrecision) {
    Outcomes outcomes = Outcomes.of(probabilities(rankings), correct);
    return OutOfFold.of(
        outcomes,
        new OutOfFold.Rule(LabelErrors.atLeast(outcomes), true, Math.nextUp(withoutEvidence)),
        targetPrecision);
  }

  /** What all but {@link #MOST_LOST} of the forms have that are right from the threshold on. */
  private double leastEvidence(Ranking[] rankings, boolean[] correct, double from) {
    double[] evidence =
        IntStream.range(0, rankings.length)
            .filter(i -> correct[i] && probability(rankings[i]) >= from)
            .mapToDouble(i -> rankings[i].evidence())
            .sorted()
            .toArray();
    return evidence.length == 0 ? 0 : evidence[(int) (MOST_LOST * evidence.length)];
  }

  /** Share of right ones among the forms with less evidence; 0 if there are none. */
  private static double rightBelow(Ranking[] rankings, boolean[] correct, double least) {
    int forms = 0;
    int right = 0;
    for (int i = 0; i < rankings.length; i++) {
      if (rankings[i].evidence() < least) {
        forms++;
        right += correct[i] ? 1 : 0;
      }
    }
    return forms == 0 ? 0 : (double) right / forms;
  }

  /** The same probabilities, and no form is coded automatically. */
  AutomaticCoding never() {
    return new AutomaticCoding(calibration, Math.nextUp(1.0), leastEvidence, withoutEvidence);
  }

  double[] probabilities(Ranking[] rankings) {
    double[] probabilities = new double[rankings.length];
    for (int i = 0; i < rankings.length; i++) {
      probabilities[i] = probability(rankings[i]);
    }
    return probabilities;
  }

  /** In (0, 1). */
  double probability(Ranking ranking) {
    double probability = calibration.probability(features(ranking));
    return ranking.evidence() < leastEvidence
        ? Math.min(probability, withoutEvidence)
        : probability;
  }

  private static double[] features(Ranking ranking) {
    double first = ranking.score(0);
    double second = ranking.size() > 1 ? ranking.score(1) : 0;
    return new double[] {
      logit(first),
      logit(second),
      first - second,
      ranking.entropy(),
      ranking.similarity(),
      ranking.agreement() ? 1 : 0,
      ranking.filled()
    };
  }

  private static double logit(double score) {
    double inside = Math.min(1 - SMALLEST, Math.max(SMALLEST, score));
    return Math.log(inside / (1 - inside));
  }
}
