package fr.recap.siret;

import fr.recap.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in words why a candidate stands where it does: what its features tell, kind by kind, in the
 * order of what the trees owe to each kind. Immutable.
 */
final class MatchExplanation {
  /** Kinds whose weights are equal stand in this order; others behind. */
  private static final List<String> KINDS = List.of("name", "history", "place", "activity", "unit");

  private final FeatureSet features;
  private final Map<String, List<Integer>> speaking = new LinkedHashMap<>();

  /**
   * @param features of the matcher
   */
  MatchExplanation(FeatureSet features) {
    this.features = features;
    KINDS.forEach(kind -> speaking.put(kind, new ArrayList<>()));
    List<Feature> all = features.features();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).precedence() < Integer.MAX_VALUE) {
        speaking.computeIfAbsent(all.get(i).kind(), kind -> new ArrayList<>()).add(i);
      }
    }
    speaking
        .values()
        .forEach(kind -> kind.sort(Comparator.comparingInt(i -> all.get(i).precedence())));
  }

  /**
   * The reasons for a candidate that trees ranked, the weightiest first.
   *
   * @return such as {@code name: all words found; same street and number; 3 earlier forms with this
   *     employer in this commune}; perhaps empty
   */
  String of(ComparedCandidate candidate, TreeEnsemble trees) {
    double[] contributions = trees.contributions(candidate.features());
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < contributions.length; i++) {
      weights.merge(features.features().get(i).kind(), contributions[i], Double::sum);
    }
    FeatureValues values = new FeatureValues(features, candidate);
    List<String> reasons = new ArrayList<>();
    speaking.keySet().stream()
        .sorted(Comparator.comparingDouble(kind -> -weights.getOrDefault(kind, 0.0)))
        .map(kind -> reason(speaking.get(kind), values))
        .filter(reason -> !reason.isEmpty())
        .forEach(reasons::add);
    return String.join("; ", reasons);
  }

  /** What the first feature says that has something to say; empty if none has. */
  private String reason(List<Integer> positions, FeatureValues values) {
    for (int position : positions) {
      String words =
          features
              .features()
              .get(position)
              .wording()
              .of(values.candidate().features()[position], values);
      if (!words.isEmpty()) {
        return words;
      }
    }
    return "";
  }
}
