package fr.recap.geocoding;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks addok's protocol and misbehaves as is wanted. Its answers are made by hand
 * from the documented format (GET /search?q=, a GeoJSON FeatureCollection); what it doesn't know it
 * answers with no feature.
 */
final class AddokServer implements AutoCloseable {
  /** What a server does with a request. */
  interface Behaviour {
    void answer(HttpExchange exchange, String feature) throws IOException, InterruptedException;
  }

  static final Behaviour SOUND = (exchange, feature) -> send(exchange, 200, collection(feature));

  private final HttpServer server;
  private final Map<String, String> features = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Behaviour behaviour = SOUND;

  AddokServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/search", this::handle);
    server.createContext("/geocodage/search", this::handle);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "addok");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Knows an answer to a text, within a commune, whatever the type that is asked for. */
  void knows(String text, String cityCode, String type, double score, double lon, double lat) {
    features.put(
        text + "|" + cityCode,
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[%s,%s]},
         "properties":{"label":"%s","score":%s,"id":"x","type":"%s","name":"%s","postcode":"57000",
         "citycode":"%s","city":"Metz","context":"57, Moselle, Grand Est","importance":0.5}}"""
            .formatted(lon, lat, text, score, type, text, cityCode));
  }

  void behaves(Behaviour different) {
    behaviour = different;
  }

  /** Texts that were asked for, in order, with the type behind a bar. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Most requests that were under way at a time. */
  int mostAtATime() {
    return most.get();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String collection(String feature) {
    return "{\"type\":\"FeatureCollection\",\"version\":\"draft\",\"features\":[%s],\"limit\":1}"
        .formatted(feature == null ? "" : feature);
  }

  private void handle(HttpExchange exchange) throws IOException {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
      String text = parameters.get("q");
      asked.add(text + "|" + parameters.getOrDefault("type", ""));
      behaviour.answer(
          exchange, features.get(text + "|" + parameters.getOrDefault("citycode", "")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      underWay.decrementAndGet();
    }
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      parameters.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return parameters;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
