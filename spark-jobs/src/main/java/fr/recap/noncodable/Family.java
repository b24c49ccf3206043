package fr.recap.noncodable;

import fr.recap.config.NoncodableSettings;
import fr.recap.trees.Boosting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Kinds of models, each with the parameters that are searched for the best. */
public enum Family {
  LOGISTIC_REGRESSION,
  NAIVE_BAYES,
  LINEAR_SVM,
  DECISION_TREE,
  XGBOOST,
  MLP;

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

  /** All combinations of the values that are to be tried, in order of the parameters' names. */
  List<Map<String, Double>> grid(NoncodableSettings.Learning learning) {
    Map<String, List<Double>> values = learning.tried().get(text());
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
    return List.copyOf(combined);
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
              parameters.get("rate"),
              seed);
      case MLP -> mllib.network(parameters.get("hidden").intValue());
    };
  }

  private static Classifier boosted(
      Learned learned, int depth, int rounds, double rate, long seed) {
    Map<String, Object> parameters =
        Map.of(
            "objective", "binary:logistic", "max_depth", depth, "eta", rate, "min_child_weight", 2);
    // Without the base, which is the same for all forms.
    return new TreesClassifier(
        new Boosting(parameters, rounds, seed).classify(learned.weighted()).trees());
  }
}
