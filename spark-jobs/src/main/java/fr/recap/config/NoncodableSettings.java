package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Detection of forms that lead to no establishment.
 *
 * @param family of models, such as {@code xgboost}; {@code text} for the words of the forms alone
 * @param evidence whether it reads what the matcher of establishments says
 * @param vectors published version of word vectors that it reads, or {@link
 *     FasttextSettings#NEWEST}; empty for none
 * @param trainingSample forms that the family learns from, is chosen and measured on, at least 200
 * @param targetPrecision precision in [0, 1] that the detection is to reach
 * @param model published version; empty for the newest
 */
public record NoncodableSettings(
    String family,
    boolean evidence,
    Optional<String> vectors,
    int trainingSample,
    double targetPrecision,
    Optional<String> model)
    implements Serializable {
  /** The family that reads words and empty fields alone. */
  public static final String TEXT = "text";

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
        section.oneOf("family", FAMILIES),
        section.flag("evidence"),
        section.optionalText("vectors"),
        section.integer("training-sample", 200, 1_000_000),
        section.share("target-precision"),
        section.optionalText("model"));
  }

  /** Whether the words of the forms decide alone. */
  public boolean textAlone() {
    return family.equals(TEXT);
  }
}
