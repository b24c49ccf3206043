package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.elasticsearch.hadoop.rest.EsHadoopRemoteException;

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

  /** The same of an error that the connector has read. */
  static String of(Throwable error) {
    StringBuilder out = new StringBuilder();
    for (Throwable e = error; e != null; e = e.getCause()) {
      out.append(out.isEmpty() ? "" : ", caused by ");
      if (e instanceof EsHadoopRemoteException remote && remote.getType() != null) {
        out.append(remote.getType()).append(": ");
      }
      out.append(e.getMessage());
    }
    return out.isEmpty() ? "no reason given" : cut(out.toString());
  }

  /**
   * What a failure of the connector and its causes say, each before its first line break: the
   * documents of a request may follow there.
   */
  static String firstLines(Throwable failure) {
    StringBuilder out = new StringBuilder();
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = Objects.toString(e.getMessage(), e.getClass().getName());
      out.append(out.isEmpty() ? "" : ", caused by ")
          .append(message.lines().findFirst().orElse(""));
    }
    return cut(out.toString());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
