package fr.recap.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client as those of the original are: a token, then GET with a JSON body. */
public final class ServiceClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String address;
  private String token = "";

  public ServiceClient(String address) {
    this.address = address;
  }

  /** An answer. */
  public record Answer(int status, HttpResponse<String> response) {
    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new IllegalStateException(response.body(), e);
      }
    }
  }

  /** Asks for a token and keeps it. */
  public Answer login(String login, String password) {
    String form =
        "username=%s&password=%s"
            .formatted(
                URLEncoder.encode(login, StandardCharsets.UTF_8),
                URLEncoder.encode(password, StandardCharsets.UTF_8));
    Answer answer =
        send(
            request("/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    if (answer.status() == 200) {
      token = answer.json().path("access_token").asText();
    }
    return answer;
  }

  String token() {
    return token;
  }

  void use(String other) {
    token = other;
  }

  /** GET with the token. */
  public Answer get(String path) {
    return send(authorized(path).GET());
  }

  /** GET with a body. */
  public Answer getWithBody(String path, String body) {
    return send(json(path).method("GET", BodyPublishers.ofString(body)));
  }

  /** POST of a body. */
  public Answer post(String path, String body) {
    return send(json(path).POST(BodyPublishers.ofString(body)));
  }

  /** POST of bytes that may be no text. */
  Answer post(String path, byte[] body) {
    return send(json(path).POST(BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(60));
  }

  private HttpRequest.Builder authorized(String path) {
    HttpRequest.Builder request = request(path);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /** A request with the token and a body of JSON, which is to be added. */
  HttpRequest.Builder json(String path) {
    return authorized(path).header("Content-Type", "application/json");
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
