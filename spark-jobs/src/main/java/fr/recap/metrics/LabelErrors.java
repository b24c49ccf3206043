package fr.recap.metrics;

/**
 * How often labels are wrong, told by the predictions that are surest. Clerks err, and a coder that
 * is right where a label is not counts as wrong: a precision that is measured on such labels is
 * lower than the true one by their share. No coder agrees with labels more often than they are
 * right, so what the surest predictions still miss is mostly the labels' own errors (as in
 * Northcutt, Jiang and Chuang, "Confident learning", JAIR 2021, which counts disagreements where a
 * model is confident).
 */
public final class LabelErrors {
  /** The surest share of the predictions. */
  private static final double SUREST = 0.2;

  /** Where the surest are wrong more often, it is the coder that errs. */
  private static final double MOST = 0.05;

  private LabelErrors() {}

  /**
   * Share of labels that are surely wrong: one standard error below the share of wrong ones among
   * the surest fifth of the predictions.
   *
   * @param scores higher for surer predictions
   * @param correct whether each prediction is what its label says
   * @return in [0, 0.05]; 0 where even the surest predictions are wrong more often than that
   */
  public static double atLeast(double[] scores, boolean[] correct) {
    Pairs.check(scores, correct);
    int[] order = Pairs.decreasing(scores);
    int surest = (int) (SUREST * order.length);
    int wrong = 0;
    for (int i = 0; i < surest; i++) {
      wrong += correct[order[i]] ? 0 : 1;
    }
    double share = surest == 0 ? 0 : (double) wrong / surest;
    return share == 0 || share > MOST ? 0 : Threshold.lowerLimit(share, surest);
  }

  /**
   * The precision by labels that goes with a precision by truth.
   *
   * @param target precision by truth, in [0, 1]
   */
  public static double precisionByLabels(double target, double[] scores, boolean[] correct) {
    return target * (1 - atLeast(scores, correct));
  }
}
