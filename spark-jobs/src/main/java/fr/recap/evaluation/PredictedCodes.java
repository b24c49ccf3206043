package fr.recap.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Reads codes out of the JSON text {@code [["code", score], ...]} of a results table. */
final class PredictedCodes {
  private PredictedCodes() {}

  /** The codes in their order; none of null. */
  static List<String> of(String json) {
    List<String> codes = new ArrayList<>();
    int at = 0;
    while (json != null) {
      int open = json.indexOf("[\"", at);
      int close = open < 0 ? -1 : json.indexOf('"', open + 2);
      if (close < 0) {
        break;
      }
      codes.add(json.substring(open + 2, close));
      at = close + 1;
    }
    return codes;
  }

  /**
   * Place of the truth among the codes, cut to a number of characters, each code once.
   *
   * @param truth null if it is not known
   * @return 1 for the first, 0 if it is not among them
   */
  static int rank(String json, String truth, int characters) {
    if (json == null || truth == null) {
      return 0;
    }
    List<String> seen = new ArrayList<>();
    for (String code : of(json)) {
      String cut = code.length() > characters ? code.substring(0, characters) : code;
      if (!seen.contains(cut)) {
        seen.add(cut);
        if (cut.equals(truth)) {
          return seen.size();
        }
      }
    }
    return 0;
  }
}
