package fr.recap.evaluation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads codes out of the JSON text {@code [["code", score], ...]} of a results table. */
final class PredictedCodes {
  private static final JsonFactory JSON = new JsonFactory();

  private PredictedCodes() {}

  /**
   * The codes in their order; none of null.
   *
   * @throws IllegalArgumentException if the text is no such JSON
   */
  static List<String> of(String json) {
    List<String> codes = new ArrayList<>();
    if (json == null) {
      return codes;
    }
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          codes.add(parser.getText());
        }
      }
      return codes;
    } catch (IOException e) {
      throw new IllegalArgumentException("Predictions must be JSON, cannot be: " + json, e);
    }
  }

  /** The codes in their order, each once; none of null. */
  static List<String> distinct(String json) {
    return List.copyOf(new LinkedHashSet<>(of(json)));
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
