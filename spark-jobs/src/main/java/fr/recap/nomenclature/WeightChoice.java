package fr.recap.nomenclature;

import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of the features, chosen on forms that the parts did not learn from: those that make
 * the true leaf most likely ({@link LeafLogit}), drawn towards the best ones of the lexical
 * features alone as far as that puts more true leaves first. Where forms are few and their wordings
 * repeat, encoders add little, and likely is not yet first.
 */
final class WeightChoice {
  private static final double[] LEXICAL_SHARES = {0, 0.25, 0.5, 0.75, 1};

  /** Forms that the weights are fitted on; each takes some 30 kB. */
  private static final int FITTED_ON = 2_000;

  private static final int ALL = -1;

  private final double[] weights;
  private final Ranking[] rankings;
  private final boolean[] correct;

  private WeightChoice(double[] weights, Ranking[] rankings, boolean[] correct) {
    this.weights = weights;
    this.rankings = rankings;
    this.correct = correct;
  }

  static WeightChoice of(FormText form, Components components, List<HeldOut> heldOut) {
    NomenclatureCoder open =
        new NomenclatureCoder(form, components, LeafFeatures.start(components), null);
    double[][] halves = {fit(components, heldOut, 0), fit(components, heldOut, 1)};
    double[] fitted = fit(components, heldOut, ALL);
    double[] lexical = lexical(components, heldOut);
    WeightChoice best = null;
    double bestValue = -1;
    for (double share : LEXICAL_SHARES) {
      Ranking[] rankings = new Ranking[heldOut.size()];
      boolean[] correct = new boolean[rankings.length];
      double value = 0;
      for (int i = 0; i < rankings.length; i++) {
        HeldOut held = heldOut.get(i);
        // Each half is ranked by the weights of the other, so that they are honest.
        double[] others = blend(halves[(i + 1) % 2], lexical, share);
        rankings[i] = open.rank(held.cleaned(), others);
        int rank = rankings[i].rankOf(held.leaf());
        correct[i] = rank == 0;
        value += ParameterSearch.value(rank);
      }
      if (value > bestValue) {
        bestValue = value;
        best = new WeightChoice(blend(fitted, lexical, share), rankings, correct);
      }
    }
    return best;
  }

  /** One a feature of {@link LeafFeatures#names}. */
  double[] weights() {
    return weights;
  }

  /** Of each form, by weights that were not fitted on it. */
  Ranking[] rankings() {
    return rankings;
  }

  /** Whether the first leaf of each ranking is the true one. */
  boolean[] correct() {
    return correct;
  }

  /**
   * @param half of the forms, by position, or {@link #ALL}
   */
  private static double[] fit(Components components, List<HeldOut> forms, int half) {
    LeafFeatures features = new LeafFeatures(components);
    List<LeafLogit.Observation> observations = new ArrayList<>();
    for (int i = 0; i < forms.size() && observations.size() < FITTED_ON; i++) {
      if (half == ALL || i % 2 == half) {
        observations.add(features.observe(forms.get(i)));
      }
    }
    return LeafLogit.fit(observations, LeafFeatures.start(components));
  }

  private static double[] lexical(Components components, List<HeldOut> heldOut) {
    List<Double> fields =
        new ParameterSearch(components.lexical(), heldOut).weights(components.sharpness());
    double[] weights = new double[LeafFeatures.names(components).size()];
    weights[0] = 1;
    for (int field = 0; field < fields.size(); field++) {
      weights[field + 1] = fields.get(field);
    }
    return weights;
  }

  /**
   * @param share of the second ones, in [0, 1]
   */
  static double[] blend(double[] fitted, double[] lexical, double share) {
    double[] blend = new double[fitted.length];
    for (int i = 0; i < blend.length; i++) {
      blend[i] = (1 - share) * fitted[i] + share * lexical[i];
    }
    return blend;
  }
}
