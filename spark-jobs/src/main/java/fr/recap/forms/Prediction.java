package fr.recap.forms;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the coder of a nomenclature says of one form: codes, or the reason why there are none.
 *
 * @param error null if the form was coded by its main field
 * @param byOtherFields whether there are codes though the main field gives none
 * @param codes at most ten leaves, the best first; empty with an error, unless the other fields
 *     gave some
 * @param scores of the codes, in [0, 1], decreasing
 * @param automatic whether the first code is sure enough to be kept without a clerk
 * @param probability that the first code is right, in [0, 1]; 0 without codes
 * @param projection of the form by the first encoder
 */
public record Prediction(
    String error,
    boolean byOtherFields,
    List<String> codes,
    List<Double> scores,
    boolean automatic,
    double probability,
    Projection projection)
    implements Serializable {
  /** What comes before the cause where a coder could not cope with the form. */
  public static final String CODING_FAILED = "coding failed: ";

  private static final String BY_OTHER_FIELDS = ": coded by the other fields";

  public Prediction {
    codes = List.copyOf(codes);
    scores = List.copyOf(scores);
  }

  /** No code of a form that the coder could not cope with, which says nothing of others. */
  public static Prediction failed(RuntimeException e) {
    return none(CODING_FAILED + Failures.reason(e), Projection.NONE);
  }

  /** No code, for a reason. */
  public static Prediction none(String error, Projection projection) {
    return new Prediction(error, false, List.of(), List.of(), false, 0, projection);
  }

  /** The same codes, never automatic, of a form whose main field gives none for a reason. */
  public Prediction byOtherFields(String reason) {
    return new Prediction(reason, true, codes, scores, false, probability, projection);
  }

  /**
   * What is told of the form.
   *
   * @param withoutMainField whether codes by other fields are told
   */
  public Prediction told(boolean withoutMainField) {
    if (!byOtherFields) {
      return this;
    }
    return withoutMainField
        ? new Prediction(
            error + BY_OTHER_FIELDS, true, codes, scores, automatic, probability, projection)
        : none(error, projection);
  }

  /** By a threshold that people have chosen, if they have; a form with an error stays manual. */
  public Prediction decided(OptionalDouble threshold) {
    return threshold.isEmpty()
        ? this
        : new Prediction(
            error,
            byOtherFields,
            codes,
            scores,
            error == null && !codes.isEmpty() && probability >= threshold.getAsDouble(),
            probability,
            projection);
  }
}
