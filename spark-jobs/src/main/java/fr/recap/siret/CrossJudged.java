package fr.recap.siret;

import fr.recap.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees that tell which forms are right, with scores of the forms they learned from by trees that
 * have not seen them.
 */
final class CrossJudged {
  private final TreeEnsemble trees;
  private final double[] scores;
  private final boolean[] correct;

  private CrossJudged(TreeEnsemble trees, double[] scores, boolean[] correct) {
    this.trees = trees;
    this.scores = scores;
    this.correct = correct;
  }

  /**
   * Teaches the trees.
   *
   * @param forms ranked by what has not learned them
   * @param folds the fold of each form, from 0
   * @param count how many folds there are; a fold whose forms are all there is is judged by the
   *     trees of all
   */
  static CrossJudged of(
      List<RankedForm> forms, boolean[] correct, int[] folds, int count, long seed) {
    TreeEnsemble ofAll = MatchAcceptance.train(forms, correct, seed);
    double[] scores = new double[correct.length];
    for (int fold = 0; fold < count; fold++) {
      List<RankedForm> others = new ArrayList<>();
      List<Boolean> right = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] != fold) {
          others.add(forms.get(i));
          right.add(correct[i]);
        }
      }
      boolean[] judged = new boolean[right.size()];
      for (int i = 0; i < judged.length; i++) {
        judged[i] = right.get(i);
      }
      TreeEnsemble trees = others.isEmpty() ? ofAll : MatchAcceptance.train(others, judged, seed);
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == fold) {
          scores[i] = trees.score(forms.get(i).features());
        }
      }
    }
    return new CrossJudged(ofAll, scores, correct);
  }

  /** The automatic coding for a target precision, in [0, 1]. */
  MatchAcceptance choose(double target) {
    return MatchAcceptance.choose(trees, scores, correct, target);
  }
}
