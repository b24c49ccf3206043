package fr.recap.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.ServiceSettings;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets users in: tokens for passwords, and what tokens allow beside forms. */
final class Authentication {
  static final String TOKEN = "/token";
  static final String ME = "/users/me";
  static final String RELOAD = "/admin/reload";
  static final List<String> PATHS = List.of(TOKEN, ME, RELOAD);

  private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int LONGEST_FORM = 8_000;
  private static final int LONGEST_LOGIN = 100;
  private static final int LONGEST_PASSWORD = 1_000;

  private final Users users;
  private final Tokens tokens;
  private final LoginThrottle throttle;
  private final RequestQueue queue;
  private final RequestQueue administration;
  private final ModelRegistry registry;
  private final ServiceSettings settings;

  /**
   * @param queue where passwords wait to be checked, which takes a while on purpose
   * @param administration where reloads wait
   */
  Authentication(
      Users users,
      Tokens tokens,
      LoginThrottle throttle,
      RequestQueue queue,
      RequestQueue administration,
      ModelRegistry registry,
      ServiceSettings settings) {
    this.users = users;
    this.tokens = tokens;
    this.throttle = throttle;
    this.queue = queue;
    this.administration = administration;
    this.registry = registry;
    this.settings = settings;
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
    throttle.require(login, exchange.address());
    queue.execute(() -> exchange.guard(() -> check(exchange, login, password)));
  }

  private void check(Exchange exchange, String login, String password) {
    // Again, as others may have failed while this one waited.
    throttle.require(login, exchange.address());
    if (!users.accepts(login, password)) {
      throttle.failed(login, exchange.address());
      throw HttpErrorException.unauthorized("Incorrect username or password");
    }
    throttle.succeeded(login, exchange.address());
    ObjectNode answer = JSON.objectNode();
    answer.put("access_token", tokens.issue(login)).put("token_type", "bearer");
    exchange.json(200, answer);
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

  /** Takes newly published versions and moved aliases over. */
  void reload(Exchange exchange) {
    String login = login(exchange);
    exchange.askedBy(login);
    if (!settings.admins().contains(login)) {
      throw HttpErrorException.of(403, "Only those whom service.admins names may reload");
    }
    administration.execute(
        () ->
            exchange.guard(
                () -> {
                  ObjectNode answer = JSON.objectNode();
                  try {
                    users.refresh();
                    answer.put("changed", registry.reload());
                    registry.refreshIndices();
                  } catch (IOException | ConfigException e) {
                    LOG.warn("The old versions stay: {}", e.getMessage());
                    throw HttpErrorException.of(409, "The old versions stay: " + e.getMessage());
                  }
                  ObjectNode models = answer.putObject("models");
                  registry.current().versions().forEach(models::put);
                  exchange.json(200, answer);
                }));
  }
}
