package fr.recap.service;

import fr.recap.service.ServiceClient.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests that mean harm or make no sense. */
public final class HostileRequests {
  private static final List<String> ENDPOINTS =
      List.of("/naf", "/pcs", "/siret", "/noncodable", "/save_bi");

  private static final String FINE = "{\"documents\": [{\"cabbi\": \"A\"}]}";

  /** Texts that break out of queries that are put together by hand. */
  private static final List<String> INJECTIONS =
      List.of(
          "'; DROP TABLE rp_2026; --",
          "\" } ] } } { \"delete\": { \"_index\": \"_all\" } }",
          "*:* OR _exists_:siret_dec",
          "{{#toJson}}_source{{/toJson}}",
          "${jndi:ldap://127.0.0.1/a}",
          "../../../../etc/passwd",
          "<script>alert(1)</script>");

  private final ServiceClient client;
  private final Map<String, Integer> statuses = new LinkedHashMap<>();

  private HostileRequests(ServiceClient client) {
    this.client = client;
  }

  /**
   * Sends them all.
   *
   * @param client that has a valid token
   * @return the status of each, by what it is
   */
  public static Map<String, Integer> send(ServiceClient client) {
    HostileRequests requests = new HostileRequests(client);
    String token = client.token();
    requests.malformed();
    requests.wrongTypes();
    requests.tooLarge();
    requests.elsewhere();
    requests.passwords();
    requests.tokens();
    client.use(token);
    return requests.statuses;
  }

  /** Forms whose fields hold such texts, as long as the fields allow: these are answered. */
  public static List<String> injectedForms() {
    List<String> bodies = new ArrayList<>();
    FormReader.FIELDS.forEach(
        (field, longest) -> {
          for (String text : INJECTIONS) {
            String cut = text.substring(0, Math.min(longest, text.length()));
            bodies.add(form(field, '"' + cut.replace("\"", "\\\"") + '"'));
          }
        });
    return bodies;
  }

  private void put(String what, Answer answer) {
    statuses.put(statuses.size() + " " + what, answer.status());
  }

  private void malformed() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    for (String body :
        List.of(
            "",
            "{",
            "documents",
            "[]",
            "null",
            "\"documents\"",
            "{\"documents\": null}",
            "{\"documents\": [null]}",
            "{\"documents\": [[]]}",
            "{'documents': []}",
            "{\"documents\": [{\"cabbi\": NaN}]}",
            "{\"documents\": [{\"cabbi\": \"A\"}], \"documents\": []}",
            FINE + FINE,
            "{\"documents\": " + "[".repeat(100) + "]".repeat(100) + "}",
            "{\"documents\": " + "[".repeat(50_000),
            "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000),
            "{\"documents\": [{\"cabbi\": " + "9".repeat(10_000) + "}]}",
            "cabbi=A",
            "<documents/>")) {
      bodies.put(body.substring(0, Math.min(40, body.length())), utf8(body));
    }
    bodies.put("no UTF-8", new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'});
    bodies.put("UTF-16 cut off", "{\"documents\"".getBytes(StandardCharsets.UTF_16));
    for (String endpoint : ENDPOINTS) {
      bodies.forEach((name, body) -> put(endpoint + " " + name, client.post(endpoint, body)));
    }
  }

  private void wrongTypes() {
    FormReader.FIELDS.forEach(
        (field, longest) -> {
          for (String value : List.of("12", "true", "[\"A\"]", "{\"$ne\": null}")) {
            put(field + " is " + value, client.post("/siret", form(field, value)));
          }
          String injection = "'; DELETE FROM rp_2026; --".repeat(1 + longest / 20);
          put(
              field + " is too long",
              client.getWithBody("/siret", form(field, '"' + injection + '"')));
        });
  }

  private void tooLarge() {
    put("huge text", client.post("/naf", form("rs_x", '"' + "A".repeat(900_000) + '"')));
    put("huge body", client.post("/naf", form("rs_x", '"' + "A".repeat(2_000_000) + '"')));
    String many = "{\"cabbi\": \"A\"},".repeat(5_000);
    put("many forms", client.post("/naf", "{\"documents\": [" + many + "{\"cabbi\": \"A\"}]}"));
    put(
        "huge header",
        client.send(client.request("/naf").header("X-Much", "A".repeat(20_000)).GET()));
    put("long path", client.get("/" + "a".repeat(20_000)));
  }

  private void elsewhere() {
    for (String endpoint : ENDPOINTS) {
      for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD")) {
        put(
            method + " " + endpoint,
            client.send(authorized(endpoint).method(method, BodyPublishers.ofString(FINE))));
      }
      put(
          endpoint + " as XML",
          client.send(
              authorized(endpoint)
                  .header("Content-Type", "text/xml")
                  .POST(BodyPublishers.ofString(FINE))));
    }
    for (String path :
        List.of(
            "/admin",
            "/siret/",
            "/docs/recap.conf",
            "/docs/..%2f..%2fetc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/docs/%00",
            "/naf;a=b/../siret",
            "/actuator/env")) {
      put(path, client.get(path));
    }
  }

  private void passwords() {
    for (String form :
        List.of(
            "",
            "username=anna",
            "username=&password=x",
            "username=%&password=x",
            "username=" + "a".repeat(200) + "&password=x",
            "username=a&password=" + "a".repeat(9_000),
            "username=' OR 1=1 --&password=' OR 1=1 --",
            "username=admin&password=admin")) {
      put(
          "/token " + form.substring(0, Math.min(30, form.length())),
          client.send(
              client
                  .request("/token")
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form))));
    }
    put("/token as JSON", client.post("/token", "{\"username\": \"anna\"}"));
    put("GET /token", client.get("/token"));
  }

  private void tokens() {
    String[] parts = client.token().split("\\.", -1);
    for (String token :
        List.of(
            "",
            "a",
            parts[0] + '.' + parts[1] + '.',
            parts[0] + '.' + parts[1] + ".AAAA",
            // {"alg":"none"}
            "eyJhbGciOiJub25lIn0." + parts[1] + '.',
            "eyJhbGciOiJub25lIn0." + parts[1] + '.' + parts[2],
            "' OR 1=1 --")) {
      client.use(token);
      for (String endpoint : ENDPOINTS) {
        put("token " + token + " for " + endpoint, client.getWithBody(endpoint, FINE));
      }
      put("token " + token + " to reload", client.post("/admin/reload", ""));
      put("token " + token + " for /users/me", client.get("/users/me"));
    }
  }

  private HttpRequest.Builder authorized(String path) {
    return client.request(path).header("Authorization", "Bearer " + client.token());
  }

  private static String form(String field, String json) {
    return field.equals("cabbi")
        ? "{\"documents\": [{\"cabbi\": %s}]}".formatted(json)
        : "{\"documents\": [{\"cabbi\": \"A\", \"%s\": %s}]}".formatted(field, json);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
