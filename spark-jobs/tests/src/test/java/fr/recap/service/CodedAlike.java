package fr.recap.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compares what the service answers with what the job 'code' has written, field by field. */
public final class CodedAlike {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TOGETHER = 30;

  private CodedAlike() {}

  /**
   * What was compared.
   *
   * @param forms that were compared
   * @param answered codes, establishments and detections among the answers, errors left out
   * @param differences each with the form, the field and both values
   */
  public record Result(int forms, Map<String, Integer> answered, List<String> differences) {}

  /** Sends the forms of the campaign and compares the answers with its tables. */
  public static Result compare(RecapConfig config, ServiceClient client, int most)
      throws SQLException {
    return compare(config, client, most, List.copyOf(FormReader.FIELDS.keySet()), true);
  }

  /** Sends these fields of the forms alone, and no coordinates; the tables know the others. */
  public static Result compareInPart(
      RecapConfig config, ServiceClient client, int most, List<String> fields) throws SQLException {
    return compare(config, client, most, fields, false);
  }

  private static Result compare(
      RecapConfig config, ServiceClient client, int most, List<String> fields, boolean located)
      throws SQLException {
    List<Map<String, Object>> forms = forms(config, most);
    Map<String, Integer> answered = new LinkedHashMap<>();
    List<String> differences = new ArrayList<>();
    for (int from = 0; from < forms.size(); from += TOGETHER) {
      List<Map<String, Object>> some = forms.subList(from, Math.min(forms.size(), from + TOGETHER));
      for (String endpoint : List.of("naf", "pcs", "siret", "noncodable")) {
        JsonNode answers =
            client
                .getWithBody("/" + endpoint, documents(some, fields, located))
                .json()
                .path(endpoint);
        for (int i = 0; i < some.size(); i++) {
          JsonNode answer = answers.path(i);
          answered.merge(
              endpoint, answer.path("status").asText().equals("ok") ? 1 : 0, Integer::sum);
          compare(endpoint, some.get(i), answer, differences);
        }
      }
    }
    return new Result(forms.size(), answered, differences);
  }

  private static void compare(
      String endpoint, Map<String, Object> form, JsonNode answer, List<String> differences) {
    Map<String, Object[]> pairs = new LinkedHashMap<>();
    pairs.put("cabbi", new Object[] {form.get("cabbi"), answer.path("cabbi").asText()});
    if (endpoint.equals("noncodable")) {
      boolean ok = answer.path("status").asText().equals("ok");
      pairs.put(
          "non_codable",
          new Object[] {form.get("non_codable"), answer.path("non_codable").asBoolean()});
      pairs.put(
          "score",
          new Object[] {
            form.get("non_codable_score"), ok ? answer.path("predictions").path(1).asDouble() : null
          });
      pairs.put("error", new Object[] {form.get("non_codable_error"), error(answer)});
    } else {
      pairs.put(
          "predictions",
          new Object[] {
            tree((String) form.get(endpoint + "_predictions")),
            answer.has("predictions") ? answer.path("predictions") : null
          });
      pairs.put(
          "codage_auto",
          new Object[] {
            form.get(endpoint + "_codage_auto"), answer.path("codage_auto").asBoolean()
          });
      if (answer.has("codage_auto_proba")) {
        pairs.put(
            "proba",
            new Object[] {
              form.get(endpoint + "_codage_auto_proba"), answer.path("codage_auto_proba").asDouble()
            });
      }
      pairs.put("error", new Object[] {form.get(endpoint + "_error"), error(answer)});
    }
    if (endpoint.equals("siret") && answer.has("apet")) {
      pairs.put("apet", new Object[] {form.get("siret_apet"), answer.path("apet").textValue()});
      pairs.put(
          "explication",
          new Object[] {form.get("siret_explication"), answer.path("explication").textValue()});
    }
    pairs.forEach(
        (field, pair) -> {
          if (!Objects.equals(pair[0], pair[1])) {
            differences.add(
                "%s %s %s: %s by code, %s by the service"
                    .formatted(form.get("cabbi"), endpoint, field, pair[0], pair[1]));
          }
        });
  }

  private static String error(JsonNode answer) {
    return answer.has("error")
        ? answer.path("error").textValue()
        : answer.path("remark").textValue();
  }

  private static JsonNode tree(String json) {
    try {
      return json == null ? null : JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Coordinates that were not found at geocoding are given, as a client may that knows them. */
  private static String documents(
      List<Map<String, Object>> forms, List<String> fields, boolean located) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode documents = body.putArray("documents");
    for (Map<String, Object> form : forms) {
      ObjectNode document = documents.addObject();
      fields.forEach(field -> document.put(field, (String) form.get(field)));
      if (located && form.get("geo_score") instanceof Number score && score.doubleValue() > 0) {
        document.put("latitude", (Double) form.get("latitude"));
        document.put("longitude", (Double) form.get("longitude"));
      }
    }
    return body.toString();
  }

  private static List<Map<String, Object>> forms(RecapConfig config, int most) throws SQLException {
    List<Map<String, Object>> forms = new ArrayList<>();
    String sql =
        "SELECT * FROM %s JOIN %s USING (cabbi) LEFT JOIN %s USING (cabbi) ORDER BY cabbi LIMIT %d"
            .formatted(
                config.tables().forms().sql(),
                config.tables().results().sql(),
                config.tables().formsGeo().sql(),
                most);
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          form.putIfAbsent(rows.getMetaData().getColumnName(i), rows.getObject(i));
        }
        forms.add(form);
      }
    }
    return forms;
  }
}
