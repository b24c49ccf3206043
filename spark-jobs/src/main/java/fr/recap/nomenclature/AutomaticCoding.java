package fr.recap.nomenclature;

import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.Threshold;

/**
 * Probability that the first code is right, from the first two scores, their gap and how near the
 * main field is to a known wording; from a threshold on, the form is coded automatically.
 */
record AutomaticCoding(LogisticCalibration calibration, double threshold) {
  /** Keeps logarithms finite. */
  private static final double SMALLEST = 1e-6;

  /** Fits the calibration and chooses the threshold, both on forms that were not learned from. */
  static AutomaticCoding fit(Ranking[] rankings, boolean[] correct, double targetPrecision) {
    double[][] features = new double[rankings.length][];
    for (int i = 0; i < rankings.length; i++) {
      features[i] = features(rankings[i]);
    }
    LogisticCalibration calibration = LogisticCalibration.fit(features, correct);
    AutomaticCoding open = new AutomaticCoding(calibration, 0);
    Threshold chosen =
        Threshold.forPrecision(open.probabilities(rankings), correct, targetPrecision);
    return new AutomaticCoding(calibration, chosen.value());
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
    return calibration.probability(features(ranking));
  }

  private static double[] features(Ranking ranking) {
    double first = ranking.score(0);
    double second = ranking.size() > 1 ? ranking.score(1) : 0;
    return new double[] {logit(first), logit(second), first - second, ranking.similarity()};
  }

  private static double logit(double score) {
    double inside = Math.min(1 - SMALLEST, Math.max(SMALLEST, score));
    return Math.log(inside / (1 - inside));
  }
}
