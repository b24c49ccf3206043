package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;

/** Says what a server's error means in one line. */
final class Reasons {
  private static final int LONGEST = 500;

  private Reasons() {}

  /** {@code type: reason}, followed by those of its causes. */
  static String of(JsonNode error) {
    if (error.isTextual()) {
      return cut(error.asText());
    }
    StringBuilder out = new StringBuilder();
    for (JsonNode e = error; e.isObject(); e = e.path("caused_by")) {
      out.append(out.isEmpty() ? "" : ", caused by ").append(e.path("type").asText());
      if (e.hasNonNull("reason")) {
        out.append(": ").append(e.path("reason").asText());
      }
    }
    return out.isEmpty() ? "no reason given" : cut(out.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
