package fr.recap.nomenclature;

import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns a lexical coder in three steps: parameters, calibration and threshold on validation, from
 * a coder that knows the training part; measures on test, once as it is and once with the
 * validation part learned as well, which shows that the threshold holds as the coder learns more;
 * then learns all forms, with parameters, calibration and threshold unchanged.
 */
final class LexicalTrainer {
  /** A leaf that no form has is as likely as half a form. */
  private static final double PRIOR_FORMS = 0.5;

  private static final int CALIBRATION_BINS = 10;

  private final FormText form;
  private final List<String> codes;
  private final LabelledTexts nodeTexts;
  private final TrainingForms forms;

  LexicalTrainer(FormText form, List<String> codes, LabelledTexts nodeTexts, TrainingForms forms) {
    this.form = form;
    this.codes = codes;
    this.nodeTexts = nodeTexts;
    this.forms = forms;
  }

  /** The coder, with what was measured on test before it learned the test part too. */
  record Outcome(NomenclatureCoder coder, Map<String, Double> metrics) {}

  Outcome train(double targetPrecision) {
    LexicalCoder learned = learn(Split.TRAIN);
    List<HeldOut> validation = forms.heldOut(Split.VALIDATION);
    LexicalParameters parameters = new ParameterSearch(learned, validation).best();
    NomenclatureCoder open = coder(learned, parameters, null);
    Ranking[] rankings = rankings(open, validation);
    AutomaticCoding automatic =
        AutomaticCoding.fit(rankings, correct(rankings, validation), targetPrecision);
    Map<String, Double> metrics = new TreeMap<>();
    measure(metrics, "train-only.", coder(learned, parameters, automatic));
    measure(metrics, "", coder(learn(Split.TRAIN, Split.VALIDATION), parameters, automatic));
    metrics.put("threshold", automatic.threshold());
    return new Outcome(coder(learn(Split.values()), parameters, automatic), metrics);
  }

  private LexicalCoder learn(Split... splits) {
    List<LexicalIndex> indices = new ArrayList<>();
    List<LabelledTexts> texts = forms.texts(form.inputs().size(), splits);
    texts.get(0).addAll(nodeTexts);
    for (LabelledTexts field : texts) {
      indices.add(LexicalIndexBuilder.build(field));
    }
    double[] counts = forms.leafCounts(splits);
    double total = 0;
    for (double count : counts) {
      total += count + PRIOR_FORMS;
    }
    float[] prior = new float[counts.length];
    for (int leaf = 0; leaf < prior.length; leaf++) {
      prior[leaf] = (float) ((counts[leaf] + PRIOR_FORMS) / total);
    }
    return new LexicalCoder(indices, prior);
  }

  private NomenclatureCoder coder(
      LexicalCoder learned, LexicalParameters parameters, AutomaticCoding automatic) {
    return new NomenclatureCoder(form, codes, learned, parameters, automatic);
  }

  private void measure(Map<String, Double> metrics, String prefix, NomenclatureCoder coder) {
    List<HeldOut> test = forms.heldOut(Split.TEST);
    Ranking[] rankings = rankings(coder, test);
    int[] ranks = new int[rankings.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = rank(rankings[i], test.get(i).leaf());
    }
    for (int k : new int[] {1, 3, 5, 10}) {
      metrics.put(prefix + "top-" + k, TopK.accuracy(ranks, k));
    }
    boolean[] correct = correct(rankings, test);
    double[] probabilities = coder.automatic().probabilities(rankings);
    Threshold reached = Threshold.measure(probabilities, correct, coder.automatic().threshold());
    metrics.put(prefix + "automatic-coverage", reached.coverage());
    metrics.put(prefix + "automatic-precision", reached.precision());
    metrics.put(
        prefix + "calibration-error",
        Probabilities.expectedCalibrationError(probabilities, correct, CALIBRATION_BINS));
  }

  private static Ranking[] rankings(NomenclatureCoder coder, List<HeldOut> forms) {
    Ranking[] rankings = new Ranking[forms.size()];
    for (int i = 0; i < rankings.length; i++) {
      rankings[i] = coder.rank(forms.get(i).cleaned());
    }
    return rankings;
  }

  private static boolean[] correct(Ranking[] rankings, List<HeldOut> forms) {
    boolean[] correct = new boolean[rankings.length];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = rankings[i].leaf(0) == forms.get(i).leaf();
    }
    return correct;
  }

  private static int rank(Ranking ranking, int leaf) {
    for (int rank = 0; rank < ranking.size(); rank++) {
      if (ranking.leaf(rank) == leaf) {
        return rank;
      }
    }
    return TopK.ABSENT;
  }
}
