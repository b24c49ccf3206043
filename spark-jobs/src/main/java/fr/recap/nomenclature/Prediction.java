package fr.recap.nomenclature;

import java.util.List;

/**
 * What the coder says of one form: codes, or the reason why there are none.
 *
 * @param error null if the form was coded by its main field
 * @param codes at most ten leaves, the best first; empty with an error, unless the other fields
 *     gave some
 * @param scores of the codes, in [0, 1], decreasing
 * @param automatic whether the first code is sure enough to be kept without a clerk
 * @param probability that the first code is right, in [0, 1]; 0 with an error
 */
public record Prediction(
    String error, List<String> codes, List<Double> scores, boolean automatic, double probability) {
  public Prediction {
    codes = List.copyOf(codes);
    scores = List.copyOf(scores);
  }

  static Prediction none(String error) {
    return new Prediction(error, List.of(), List.of(), false, 0);
  }

  /** The same codes, never automatic, with what is to be told of the form. */
  Prediction doubted(String told) {
    return new Prediction(told, codes, scores, false, probability);
  }
}
