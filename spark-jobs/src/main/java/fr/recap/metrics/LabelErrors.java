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
   * @param outcomes higher scores for surer predictions; right is what is as its label says
   * @return in [0, 0.05]; 0 where even the surest predictions are wrong more often than that
   */
  public static double atLeast(Outcomes outcomes) {
    long surest = (long) (SUREST * outcomes.size());
    long seen = 0;
    double wrong = 0;
    for (int i = outcomes.different() - 1; i >= 0 && seen < surest; i--) {
      long taken = Math.min(outcomes.all(i), surest - seen);
      // Of equal scores that don't all belong to the surest, the share of wrong ones.
      wrong += taken * (1 - (double) outcomes.right(i) / outcomes.all(i));
      seen += taken;
    }
    double share = surest == 0 ? 0 : wrong / surest;
    return share == 0 || share > MOST ? 0 : Threshold.lowerLimit(share, surest);
  }

  /**
   * The precision by labels that goes with a precision by truth.
   *
   * @param target precision by truth, in [0, 1]
   */
  public static double precisionByLabels(double target, Outcomes outcomes) {
    return target * (1 - atLeast(outcomes));
  }
}
