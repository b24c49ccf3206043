package fr.recap.coders;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;

/** The JSON text {@code [["6201Z",0.93],["6202A",0.04]]} of the best codes. */
final class PredictionsJson {
  private PredictionsJson() {}

  /**
   * The text.
   *
   * @param codes the best first
   * @param scores as many; one that is no finite number becomes null
   */
  static String of(List<String> codes, List<Double> scores) {
    StringBuilder json = new StringBuilder(24 * codes.size() + 2).append('[');
    for (int i = 0; i < codes.size(); i++) {
      json.append(i == 0 ? "[\"" : ",[\"");
      JsonStringEncoder.getInstance().quoteAsString(codes.get(i), json);
      double score = scores.get(i);
      json.append("\",").append(Double.isFinite(score) ? Double.toString(score) : "null");
      json.append(']');
    }
    return json.append(']').toString();
  }
}
