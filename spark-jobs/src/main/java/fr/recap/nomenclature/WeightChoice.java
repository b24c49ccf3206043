package fr.recap.nomenclature;

import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
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

  private final double[] weights;
  private final Ranking[] rankings;
  private final boolean[] correct;

  private WeightChoice(double[] weights, Ranking[] rankings, boolean[] correct) {
    this.weights = weights;
    this.rankings = rankings;
    this.correct = correct;
  }

  static WeightChoice of(FormText form, Components components, List<HeldOut> heldOut, Aim aim) {
    NomenclatureCoder open =
        new NomenclatureCoder(form, components, LeafFeatures.start(components), null);
    List<double[]> even = blends(components, half(heldOut, 0), aim);
    List<double[]> odd = blends(components, half(heldOut, 1), aim);
    Ranking[][] rankings = new Ranking[LEXICAL_SHARES.length][heldOut.size()];
    double[] values = new double[LEXICAL_SHARES.length];
    for (int i = 0; i < heldOut.size(); i++) {
      HeldOut held = heldOut.get(i);
      // Each half is ranked by the weights of the other, so that they are honest.
      List<Ranking> ranked = open.rank(held.cleaned(), i % 2 == 0 ? odd : even);
      for (int share = 0; share < values.length; share++) {
        rankings[share][i] = ranked.get(share);
        values[share] += aim.value(ranked.get(share).rankOf(held.leaf()));
      }
    }
    int best = 0;
    for (int share = 1; share < values.length; share++) {
      best = values[share] > values[best] ? share : best;
    }
    boolean[] correct = new boolean[heldOut.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = rankings[best][i].leaf(0) == heldOut.get(i).leaf();
    }
    return new WeightChoice(blends(components, heldOut, aim).get(best), rankings[best], correct);
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

  private static List<HeldOut> half(List<HeldOut> forms, int half) {
    List<HeldOut> taken = new ArrayList<>();
    for (int i = half; i < forms.size(); i += 2) {
      taken.add(forms.get(i));
    }
    return taken;
  }

  /** The weights that are best on forms, one array for each of {@link #LEXICAL_SHARES}. */
  private static List<double[]> blends(Components components, List<HeldOut> forms, Aim aim) {
    List<HeldOut> some = forms.subList(0, Math.min(FITTED_ON, forms.size()));
    LeafFeatures features = new LeafFeatures(components);
    double[] fitted =
        LeafLogit.fit(
            some.stream().map(features::observe).toList(), LeafFeatures.start(components));
    double[] lexical = lexical(components, some, aim);
    return Arrays.stream(LEXICAL_SHARES).mapToObj(share -> blend(fitted, lexical, share)).toList();
  }

  private static double[] lexical(Components components, List<HeldOut> heldOut, Aim aim) {
    List<Double> fields =
        new ParameterSearch(components.lexical(), heldOut, aim).weights(components.sharpness());
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
