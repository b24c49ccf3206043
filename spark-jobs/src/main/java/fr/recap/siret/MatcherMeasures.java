package fr.recap.siret;

import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.siret.MatcherTrainer.Example;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How good a matcher is on forms that it has not learned. */
final class MatcherMeasures {
  private static final int[] TOPS = {1, 3, 5, 10};

  private MatcherMeasures() {}

  /**
   * Recall of the search among forms that have an establishment; shares of all forms, and of those
   * that have one, whose establishment is among the first.
   */
  static Map<String, Double> ranking(List<Example> examples, Ranker ranker) {
    int[] ranks = new int[examples.size()];
    int known = 0;
    int found = 0;
    for (int i = 0; i < ranks.length; i++) {
      Example example = examples.get(i);
      List<String> sirets =
          ranker.rank(example.candidates()).stream().map(r -> r.candidate().siret()).toList();
      ranks[i] = TopK.rank(sirets, example.siret());
      known += example.hasSiret() ? 1 : 0;
      found += example.truth() >= 0 ? 1 : 0;
    }
    Map<String, Double> measures = new TreeMap<>();
    measures.put("retrieval-recall", (double) found / known);
    for (int k : TOPS) {
      double ofAll = TopK.accuracy(ranks, k);
      measures.put("top-%d.of-all".formatted(k), ofAll);
      measures.put("top-%d.of-those-with-siret".formatted(k), ofAll * ranks.length / known);
    }
    return measures;
  }

  /**
   * Precision of what is coded automatically, and its coverage of all forms.
   *
   * @param name what the names of the measures begin with
   * @param forms how many there are, those without candidates included
   */
  static Map<String, Double> automatic(
      String name, MatchAcceptance automatic, JudgedMatches judged, boolean[] correct, int forms) {
    Threshold reached =
        Threshold.measure(
            MatchAcceptance.scores(automatic.trees(), judged.forms()),
            correct,
            automatic.threshold());
    return Map.of(
        name + "-precision",
        reached.precision(),
        name + "-coverage",
        (double) reached.support() / forms);
  }
}
