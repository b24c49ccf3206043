package fr.recap.siret;

import fr.recap.metrics.IsotonicCalibration;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.siret.Formula.Ranked;
import fr.recap.tables.BiTopk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * Learns the weights of the formula and the automatic coding from forms whose candidates are known.
 * Forms are parted by a hash of cabbi: 40 % to learn from, 30 % on which threshold and calibration
 * are chosen, 30 % to measure on.
 */
final class MatcherTrainer {
  private static final double TEST_SHARE = 0.30;
  private static final double VALIDATION_SHARE = 0.30;
  private static final int[] TOPS = {1, 3, 5, 10};
  private static final double[] PRECISIONS = {0.80, 0.90, 0.95};

  private final long seed;
  private final List<Example> learning = new ArrayList<>();
  private final List<Example> validation = new ArrayList<>();
  private final List<Example> test = new ArrayList<>();

  /**
   * A form of the sample.
   *
   * @param siret its true establishment; empty if it has none
   */
  record Example(String cabbi, String siret, List<Evidence> candidates) {
    boolean hasSiret() {
      return !siret.isEmpty();
    }

    /** Position of the true establishment among the candidates; -1 if it isn't there. */
    int truth() {
      return IntStream.range(0, candidates.size())
          .filter(i -> candidates.get(i).siret().equals(siret))
          .findFirst()
          .orElse(-1);
    }
  }

  /** The model, with what was measured on test. */
  record Trained(Formula formula, AutomaticCoding automatic, Map<String, Double> metrics) {}

  /** The scores of the first candidates of forms, and whether these are right. */
  private static final class Judged {
    private final double[] scores;
    private final boolean[] correct;

    private Judged(Booster trees, Formula formula, List<Example> examples) {
      List<List<Ranked>> best = bestOf(formula, examples);
      scores = AutomaticCoding.scores(trees, best);
      correct = correct(best, examples);
    }
  }

  /**
   * @param examples in any order
   * @param seed of the parts and of the trees
   */
  MatcherTrainer(List<Example> examples, long seed) {
    this.seed = seed;
    for (Example example : examples) {
      double at = Split.uniform(example.cabbi(), ~seed);
      List<Example> part = at < TEST_SHARE + VALIDATION_SHARE ? validation : learning;
      (at < TEST_SHARE ? test : part).add(example);
    }
  }

  /**
   * Trains.
   *
   * @param target precision that the automatic coding is to reach
   * @throws IllegalStateException if no form of a part has its establishment among the candidates
   */
  Trained train(double target) {
    List<FormulaSearch.Example> found =
        learning.stream()
            .filter(example -> example.truth() >= 0)
            .map(example -> FormulaSearch.Example.of(example.candidates(), example.truth()))
            .toList();
    if (found.isEmpty() || withCandidates(validation).isEmpty()) {
      throw new IllegalStateException(
          "Of %d forms to learn from, %d have their establishment among the candidates, and %d of %d to choose the threshold on have candidates: the index of the register and the SIRETs of the training forms do not belong together, or siret.training-sample is too small"
              .formatted(
                  learning.size(),
                  found.size(),
                  withCandidates(validation).size(),
                  validation.size()));
    }
    Formula formula = FormulaSearch.search(found);
    List<Example> usable = withCandidates(learning);
    List<List<Ranked>> best = bestOf(formula, usable);
    Booster trees = AutomaticCoding.train(best, correct(best, usable), seed);
    Judged chosenOn = new Judged(trees, formula, withCandidates(validation));
    double threshold = Threshold.forPrecision(chosenOn.scores, chosenOn.correct, target).value();
    AutomaticCoding automatic =
        new AutomaticCoding(
            trees, threshold, IsotonicCalibration.fit(chosenOn.scores, chosenOn.correct));
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("weight-times-found", formula.a());
    metrics.put("weight-naf-score", formula.b());
    metrics.put("threshold", threshold);
    measureRanking(metrics, formula);
    Judged measuredOn = new Judged(trees, formula, withCandidates(test));
    measureAutomatic(metrics, "automatic", threshold, measuredOn);
    for (double precision : PRECISIONS) {
      double value = Threshold.forPrecision(chosenOn.scores, chosenOn.correct, precision).value();
      measureAutomatic(
          metrics, String.format(Locale.ROOT, "automatic-%.2f", precision), value, measuredOn);
    }
    return new Trained(formula, automatic, metrics);
  }

  /** Shares of all forms, and of those that have an establishment, that are right. */
  private void measureRanking(Map<String, Double> metrics, Formula formula) {
    List<List<Ranked>> best = bestOf(formula, test);
    int[] ranks = new int[test.size()];
    int known = 0;
    int found = 0;
    for (int i = 0; i < ranks.length; i++) {
      List<String> sirets = best.get(i).stream().map(r -> r.evidence().siret()).toList();
      ranks[i] = TopK.rank(sirets, test.get(i).siret());
      known += test.get(i).hasSiret() ? 1 : 0;
      found += test.get(i).truth() >= 0 ? 1 : 0;
    }
    metrics.put("retrieval-recall", (double) found / known);
    for (int k : TOPS) {
      double ofAll = TopK.accuracy(ranks, k);
      metrics.put("top-%d.of-all".formatted(k), ofAll);
      metrics.put("top-%d.of-those-with-siret".formatted(k), ofAll * test.size() / known);
    }
  }

  private void measureAutomatic(
      Map<String, Double> metrics, String name, double threshold, Judged judged) {
    Threshold reached = Threshold.measure(judged.scores, judged.correct, threshold);
    metrics.put(name + "-precision", reached.precision());
    metrics.put(name + "-coverage", (double) reached.support() / test.size());
  }

  private static List<List<Ranked>> bestOf(Formula formula, List<Example> examples) {
    return examples.stream()
        .map(example -> formula.best(example.candidates(), BiTopk.RANKS))
        .toList();
  }

  private static boolean[] correct(List<List<Ranked>> best, List<Example> examples) {
    boolean[] correct = new boolean[examples.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = best.get(i).get(0).evidence().siret().equals(examples.get(i).siret());
    }
    return correct;
  }

  private static List<Example> withCandidates(List<Example> examples) {
    return examples.stream().filter(example -> !example.candidates().isEmpty()).toList();
  }
}
