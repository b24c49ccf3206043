package fr.recap.siret;

import fr.recap.metrics.IsotonicCalibration;
import fr.recap.siret.Formula.Ranked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Tells whether the first candidate of a form is sure enough: gradient-boosted trees on the
 * evidence for it and the final scores of the first two. Safe to share between threads.
 */
final class AutomaticCoding {
  /** Similarity, answers and score of the activity of the first; finals of two; their gap. */
  private static final int FEATURES = 6;

  private static final int ROUNDS = 60;

  private final Booster booster;
  private final double threshold;
  private final IsotonicCalibration calibration;

  /**
   * @param threshold score from which on a form is coded automatically
   * @param calibration of the scores
   */
  AutomaticCoding(Booster booster, double threshold, IsotonicCalibration calibration) {
    this.booster = booster;
    this.threshold = threshold;
    this.calibration = calibration;
  }

  /**
   * Trains the trees.
   *
   * @param best candidates of each form, at least one, the best first
   * @param correct whether the first one is the true establishment
   */
  static Booster train(List<List<Ranked>> best, boolean[] correct, long seed) {
    float[] labels = new float[correct.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = correct[i] ? 1 : 0;
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", 3);
    parameters.put("eta", 0.1);
    parameters.put("min_child_weight", 5);
    parameters.put("nthread", 1);
    parameters.put("tree_method", "exact");
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("verbosity", 0);
    try {
      DMatrix matrix = matrix(best);
      try {
        matrix.setLabel(labels);
        return XGBoost.train(matrix, parameters, ROUNDS, Map.of(), null, null);
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("The automatic coding can't be trained", e);
    }
  }

  /** Scores of the first candidates, in [0, 1]; not calibrated. */
  static double[] scores(Booster booster, List<List<Ranked>> best) {
    if (best.isEmpty()) {
      return new double[0];
    }
    try {
      DMatrix matrix = matrix(best);
      try {
        float[][] predicted;
        synchronized (booster) {
          predicted = booster.predict(matrix);
        }
        double[] scores = new double[predicted.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = predicted[i][0];
        }
        return scores;
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("The automatic coding can't score", e);
    }
  }

  static Booster read(byte[] bytes) throws IOException {
    try {
      return XGBoost.loadModel(new ByteArrayInputStream(bytes));
    } catch (XGBoostError e) {
      throw new IOException("The trees of the automatic coding can't be read", e);
    }
  }

  byte[] trees() throws IOException {
    try {
      return booster.toByteArray("ubj");
    } catch (XGBoostError e) {
      throw new IOException("The trees of the automatic coding can't be written", e);
    }
  }

  double threshold() {
    return threshold;
  }

  IsotonicCalibration calibration() {
    return calibration;
  }

  /** What is decided of a form with at least one candidate. */
  Decision decide(List<Ranked> best) {
    double score = scores(booster, List.of(best))[0];
    return new Decision(score >= threshold, calibration.probability(score));
  }

  /**
   * A decision.
   *
   * @param automatic whether the first candidate is taken without a clerk
   * @param probability that it is right
   */
  record Decision(boolean automatic, double probability) {}

  private static DMatrix matrix(List<List<Ranked>> best) throws XGBoostError {
    float[] values = new float[best.size() * FEATURES];
    for (int i = 0; i < best.size(); i++) {
      float[] features = features(best.get(i));
      System.arraycopy(features, 0, values, i * FEATURES, FEATURES);
    }
    return new DMatrix(values, best.size(), FEATURES, Float.NaN);
  }

  /** The features of a form; what a second candidate would tell is missing (NaN) without one. */
  static float[] features(List<Ranked> best) {
    Ranked first = best.get(0);
    double second = best.size() > 1 ? best.get(1).score() : Double.NaN;
    return new float[] {
      (float) first.evidence().nafScore(),
      first.evidence().timesFound(),
      (float) first.evidence().similarity(),
      (float) first.score(),
      (float) second,
      (float) (first.score() - second)
    };
  }
}
