package fr.recap.nomenclature;

import fr.recap.encoder.EncoderModel;
import fr.recap.metrics.TopK;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the encoders of a coder bring on forms that they have not learned: alone and in the whole
 * coder, on validation and on test forms, with what they cost.
 */
final class EncoderStudy {
  private static final int WARM_UP = 3_000;

  private EncoderStudy() {}

  /**
   * Measures.
   *
   * @param chosen learned without the validation and the test forms
   * @param validation that the epochs and weights were chosen on; each form is ranked by the
   *     weights of the half that it is not in
   */
  static Map<String, Double> of(
      CoderTraining.Chosen chosen, List<HeldOut> validation, List<HeldOut> test) {
    Map<String, Double> figures = new TreeMap<>();
    Components components = chosen.coder().components();
    Ranking[] cross = WeightChoice.of(chosen.coder().form(), components, validation).rankings();
    put(figures, "validation.coder", ranks(cross, validation));
    Ranking[] ranked =
        test.stream().map(form -> chosen.coder().rank(form.cleaned())).toArray(Ranking[]::new);
    put(figures, "test.coder", ranks(ranked, test));
    put(figures, "validation.encoder", alone(components, validation));
    put(figures, "test.encoder", alone(components, test));
    figures.put("forms-a-second.coder", speed(test, form -> chosen.coder().rank(form.cleaned())));
    figures.put("forms-a-second.encoder", speed(test, form -> logits(components, form)));
    double epochs = 0;
    for (List<Double> losses : chosen.losses()) {
      epochs += losses.size();
    }
    figures.put("epochs", epochs);
    return figures;
  }

  private static void put(Map<String, Double> figures, String name, int[] ranks) {
    figures.put(name + ".top-1", TopK.accuracy(ranks, 1));
    figures.put(name + ".top-5", TopK.accuracy(ranks, 5));
  }

  private static int[] ranks(Ranking[] rankings, List<HeldOut> forms) {
    int[] ranks = new int[rankings.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rankings[i].rankOf(forms.get(i).leaf());
    }
    return ranks;
  }

  /** By the product of what the encoders say. */
  private static int[] alone(Components components, List<HeldOut> forms) {
    int[] ranks = new int[forms.size()];
    for (int i = 0; i < ranks.length; i++) {
      float[] logits = logits(components, forms.get(i));
      int leaf = forms.get(i).leaf();
      for (int other = 0; other < logits.length; other++) {
        if (logits[other] > logits[leaf] || (logits[other] == logits[leaf] && other < leaf)) {
          ranks[i]++;
        }
      }
    }
    return ranks;
  }

  private static float[] logits(Components components, HeldOut form) {
    float[] sum = new float[components.leafCount()];
    for (EncoderModel encoder : components.encoders()) {
      float[] logs = encoder.logProbabilities(form.cleaned());
      for (int leaf = 0; leaf < sum.length; leaf++) {
        sum[leaf] += logs[leaf];
      }
    }
    return sum;
  }

  /** The best of three passes, as other programs may disturb one. */
  private static double speed(List<HeldOut> forms, Consumer<HeldOut> score) {
    for (int i = 0; i < WARM_UP; i++) {
      score.accept(forms.get(i % forms.size()));
    }
    double best = 0;
    for (int pass = 0; pass < 3; pass++) {
      long start = System.nanoTime();
      forms.forEach(score);
      best = Math.max(best, forms.size() / ((System.nanoTime() - start) / 1e9));
    }
    return best;
  }
}
