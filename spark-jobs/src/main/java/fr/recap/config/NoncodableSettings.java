package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Detection of forms that lead to no establishment.
 *
 * @param target what makes a form non-codable: {@link #NO_FINAL_SIRET} or {@link #NO_SIRET_GIVEN}
 * @param family of models, such as {@code xgboost}; {@code text} for the words of the forms alone
 * @param evidence whether it reads what the matcher of establishments says
 * @param vectors published version of word vectors that it reads, or {@link
 *     FasttextSettings#NEWEST}; empty for none
 * @param trainingSample forms that the family learns from, is chosen and measured on, at least 200
 * @param targetPrecision precision in [0, 1] that the detection is to reach
 * @param learning how the parameters of the family are searched for
 * @param model published version; empty for the newest
 */
public record NoncodableSettings(
    String target,
    String family,
    boolean evidence,
    Optional<String> vectors,
    int trainingSample,
    double targetPrecision,
    Learning learning,
    Optional<String> model)
    implements Serializable {
  /**
   * How parameters are searched for.
   *
   * @param maximise what makes the best ones: {@link #AVERAGE_PRECISION}, {@link #ROC_AREA} or
   *     {@link #RECALL}
   * @param tried values of each parameter, by family and name
   * @param compare families that are trained and measured beside the one of the settings, for the
   *     training's report
   */
  public record Learning(
      String maximise, Map<String, Map<String, List<Double>>> tried, List<String> compare)
      implements Serializable {}

  /** No SIRET was kept in the end. */
  public static final String NO_FINAL_SIRET = "no-final-siret";

  /** Neither the previous coder nor a clerk gave a SIRET. */
  public static final String NO_SIRET_GIVEN = "no-siret-given";

  /** What {@code target} may be. */
  public static final List<String> TARGETS = List.of(NO_FINAL_SIRET, NO_SIRET_GIVEN);

  /** Of forms that were not learned. */
  public static final String AVERAGE_PRECISION = "average-precision";

  /** Of forms that were not learned. */
  public static final String ROC_AREA = "roc-area";

  /** At the target precision, of forms that were not learned. */
  public static final String RECALL = "recall";

  /** The family that reads words and empty fields alone. */
  public static final String TEXT = "text";

  /** Combinations of parameters of a family. */
  private static final int MOST_TRIED = 24;

  private static final List<String> FAMILIES =
      List.of(
          TEXT,
          "logistic-regression",
          "naive-bayes",
          "linear-svm",
          "decision-tree",
          "xgboost",
          "mlp");

  static NoncodableSettings read(Section section) {
    return new NoncodableSettings(
        section.oneOf("target", TARGETS),
        section.oneOf("family", FAMILIES),
        section.flag("evidence"),
        section.optionalText("vectors"),
        section.integer("training-sample", 200, 1_000_000),
        section.share("target-precision"),
        learning(section.at("learning")),
        section.optionalText("model"));
  }

  private static Learning learning(Section section) {
    Map<String, Map<String, List<Double>>> tried = new TreeMap<>();
    for (String family : FAMILIES) {
      if (!family.equals(TEXT)) {
        tried.put(family, tried(section.at(family)));
      }
    }
    return new Learning(
        section.oneOf("maximise", List.of(AVERAGE_PRECISION, ROC_AREA, RECALL)),
        Map.copyOf(tried),
        compared(section));
  }

  private static List<String> compared(Section section) {
    List<String> families = FAMILIES.stream().filter(family -> !family.equals(TEXT)).toList();
    List<String> compared = section.texts("compare");
    for (String family : compared) {
      if (!families.contains(family)) {
        throw section.wrong(
            "compare", "must name families out of %s, cannot name: %s".formatted(families, family));
      }
    }
    return compared;
  }

  private static Map<String, List<Double>> tried(Section family) {
    Map<String, List<Double>> tried = new TreeMap<>();
    int fits = 1;
    for (String parameter : family.keys()) {
      List<Double> values = values(family, parameter);
      fits *= Math.min(values.size(), MOST_TRIED + 1);
      if (fits > MOST_TRIED) {
        throw family.wrong(
            parameter,
            "makes more than %d combinations to try, each of which is fitted three times: try fewer values"
                .formatted(MOST_TRIED));
      }
      tried.put(parameter, values);
    }
    return Map.copyOf(tried);
  }

  private static List<Double> values(Section family, String parameter) {
    List<Double> values =
        switch (parameter) {
          case "depth" -> family.decimals(parameter, 1, 12);
          case "rounds" -> family.decimals(parameter, 1, 5000);
          case "hidden" -> family.decimals(parameter, 1, 512);
          case "rate" -> family.decimals(parameter, 1e-4, 1);
          default -> family.decimals(parameter, 0, 1000);
        };
    boolean whole = List.of("depth", "rounds", "hidden").contains(parameter);
    if (whole && values.stream().anyMatch(value -> value != Math.rint(value))) {
      throw family.wrong(parameter, "must have whole numbers, cannot have: " + values);
    }
    return values;
  }

  /** Whether the words of the forms decide alone. */
  public boolean textAlone() {
    return family.equals(TEXT);
  }
}
