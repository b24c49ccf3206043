package fr.recap.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** Lets users in: tokens for passwords, logins for tokens. */
final class Authentication {
  static final String TOKEN = "/token";
  static final String ME = "/users/me";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final long RETRY_SECONDS = 30;
  private static final int LONGEST_FORM = 8_000;
  private static final int LONGEST_LOGIN = 100;
  private static final int LONGEST_PASSWORD = 1_000;

  private final Users users;
  private final Tokens tokens;
  private final LoginThrottle throttle;
  private final RequestQueue queue;

  /**
   * @param queue where passwords wait to be checked, which takes a while on purpose
   */
  Authentication(Users users, Tokens tokens, LoginThrottle throttle, RequestQueue queue) {
    this.users = users;
    this.tokens = tokens;
    this.throttle = throttle;
    this.queue = queue;
  }

  /**
   * Who asks.
   *
   * @throws HttpErrorException 401 without a valid token of a user who is still one
   */
  String login(Exchange exchange) {
    String login = tokens.login(exchange.header(HttpHeader.AUTHORIZATION));
    if (!users.knows(login)) {
      throw HttpErrorException.unauthorized("Could not validate credentials");
    }
    return login;
  }

  /** Answers a login and password with a token. */
  void token(Exchange exchange, byte[] body) {
    Map<String, String> fields = fields(exchange, body);
    String login = fields.getOrDefault("username", "");
    String password = fields.getOrDefault("password", "");
    if (login.isEmpty() || password.isEmpty()) {
      throw HttpErrorException.of(422, "The form fields username and password are required");
    }
    if (login.length() > LONGEST_LOGIN || password.length() > LONGEST_PASSWORD) {
      throw HttpErrorException.of(422, "The username or password is too long");
    }
    exchange.askedBy(login);
    requireUsers();
    throttle.require(login, exchange.address());
    queue.execute(() -> exchange.guard(() -> check(exchange, login, password)));
  }

  private void check(Exchange exchange, String login, String password) {
    // Again, as others may have failed while this one waited.
    throttle.require(login, exchange.address());
    boolean accepted = users.accepts(login, password);
    // Not counted as a wrong password while nobody's can be right.
    requireUsers();
    if (!accepted) {
      throttle.failed(login, exchange.address());
      throw HttpErrorException.unauthorized("Incorrect username or password");
    }
    throttle.succeeded(login, exchange.address());
    ObjectNode answer = JSON.objectNode();
    answer.put("access_token", tokens.issue(login)).put("token_type", "bearer");
    exchange.json(200, answer);
  }

  private void requireUsers() {
    if (!users.areKnown()) {
      throw HttpErrorException.later(
          503, "Nobody is let in now, the log of the service tells why", RETRY_SECONDS);
    }
  }

  private static Map<String, String> fields(Exchange exchange, byte[] body) {
    String type = exchange.header(HttpHeader.CONTENT_TYPE);
    if (type == null || !type.matches("(?i)application/x-www-form-urlencoded\\s*(;.*)?")) {
      throw HttpErrorException.of(
          415, "Unsupported Media Type, send application/x-www-form-urlencoded");
    }
    if (body.length > LONGEST_FORM) {
      throw HttpErrorException.of(413, "The form is larger than %d bytes".formatted(LONGEST_FORM));
    }
    Map<String, String> fields = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
          throw HttpErrorException.of(400, "The form can't be decoded");
        }
      }
    }
    return fields;
  }

  void me(Exchange exchange) {
    String login = login(exchange);
    exchange.askedBy(login);
    exchange.json(200, JSON.objectNode().put("login", login));
  }
}
