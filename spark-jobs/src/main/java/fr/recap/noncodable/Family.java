package fr.recap.noncodable;

import fr.recap.trees.Boosting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of models, each with the parameters that are searched for the best. */
public enum Family {
  LOGISTIC_REGRESSION(Map.of("regularisation", List.of(0.001, 0.01, 0.1))),
  NAIVE_BAYES(Map.of("smoothing", List.of(1.0))),
  LINEAR_SVM(Map.of("regularisation", List.of(0.001, 0.01, 0.1))),
  DECISION_TREE(Map.of("depth", List.of(4.0, 6.0, 8.0))),
  XGBOOST(Map.of("depth", List.of(3.0, 5.0), "rounds", List.of(100.0, 250.0))),
  MLP(Map.of("hidden", List.of(8.0, 24.0)));

  private final List<Map<String, Double>> grid;

  Family(Map<String, List<Double>> values) {
    List<Map<String, Double>> combined = List.of(Map.of());
    for (String name : values.keySet().stream().sorted().toList()) {
      List<Map<String, Double>> longer = new ArrayList<>();
      for (Map<String, Double> shorter : combined) {
        for (double value : values.get(name)) {
          Map<String, Double> one = new LinkedHashMap<>(shorter);
          one.put(name, value);
          longer.add(one);
        }
      }
      combined = longer;
    }
    grid = List.copyOf(combined);
  }

  /** Name in the settings, such as {@code linear-svm}. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /**
   * The family of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Family of(String text) {
    return Arrays.stream(values())
        .filter(family -> family.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no family " + text));
  }

  /** All combinations of parameters. */
  List<Map<String, Double>> grid() {
    return grid;
  }

  /** Fits on the executors; both kinds of forms weigh the same together. */
  Classifier fit(Learned learned, Map<String, Double> parameters, long seed) {
    MllibFamilies mllib = new MllibFamilies(learned, seed);
    return switch (this) {
      case LOGISTIC_REGRESSION -> mllib.logisticRegression(parameters.get("regularisation"));
      case NAIVE_BAYES -> mllib.naiveBayes(parameters.get("smoothing"));
      case LINEAR_SVM -> mllib.linearSvm(parameters.get("regularisation"));
      case DECISION_TREE -> mllib.decisionTree(parameters.get("depth").intValue());
      case XGBOOST ->
          boosted(
              learned,
              parameters.get("depth").intValue(),
              parameters.get("rounds").intValue(),
              seed);
      case MLP -> mllib.network(parameters.get("hidden").intValue());
    };
  }

  private static Classifier boosted(Learned learned, int depth, int rounds, long seed) {
    Map<String, Object> parameters =
        Map.of(
            "objective", "binary:logistic", "max_depth", depth, "eta", 0.06, "min_child_weight", 2);
    // Without the base, which is the same for all forms.
    return new TreesClassifier(
        new Boosting(parameters, rounds, seed).classify(learned.weighted()).trees());
  }
}
