package fr.recap.config;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How coordinates are found.
 *
 * @param communes files that complete the bundled communes
 * @param services address services
 * @param proxy host and port between executors and services
 * @param concurrency requests that one executor has under way at a time
 * @param timeout of one request
 * @param retries tries after 429, 5xx, time-outs and broken connections
 * @param breaker when a failing service is left alone
 * @param budget questions that one run may ask; 0 for no limit
 * @param timeBudget for which one run may ask; zero for no limit
 * @param minimumScore in [0, 1]; an answer with a lower one is none
 */
public record GeocodingSettings(
    List<String> communes,
    Services services,
    Optional<String> proxy,
    int concurrency,
    Duration timeout,
    int retries,
    Breaker breaker,
    long budget,
    Duration timeBudget,
    double minimumScore)
    implements Serializable {

  /** URLs of the services, up to what comes before {@code /search}. */
  public record Services(Optional<String> ban, Optional<String> bano, Optional<String> poi)
      implements Serializable {
    /** Whether there is none. */
    public boolean none() {
      return ban.isEmpty() && bano.isEmpty() && poi.isEmpty();
    }

    private Object writeReplace() {
      return new SerializedRecord(this);
    }
  }

  /**
   * When a failing service is left alone.
   *
   * @param failures questions in a row that failed, with all their retries
   * @param pause for which it is left alone
   */
  public record Breaker(int failures, Duration pause) implements Serializable {}

  /** These for callers that wait: one try of each question. */
  public GeocodingSettings within(Duration limit) {
    return new GeocodingSettings(
        communes,
        services,
        proxy,
        concurrency,
        limit,
        0,
        breaker,
        budget,
        timeBudget,
        minimumScore);
  }

  /** These without services and files: rows lie at the centres that the register tells. */
  public GeocodingSettings offline() {
    return new GeocodingSettings(
        List.of(),
        new Services(Optional.empty(), Optional.empty(), Optional.empty()),
        proxy,
        concurrency,
        timeout,
        retries,
        breaker,
        budget,
        timeBudget,
        minimumScore);
  }

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static GeocodingSettings read(Section section) {
    Section services = section.at("services");
    Section breaker = section.at("breaker");
    return new GeocodingSettings(
        section.texts("communes"),
        new Services(url(services, "ban"), url(services, "bano"), url(services, "poi")),
        proxy(section),
        section.integer("concurrency", 1, 256),
        section.duration("timeout"),
        section.integer("retries", 0, 20),
        new Breaker(breaker.integer("failures", 1, 10_000), breaker.duration("pause")),
        section.integer("budget", 0, Integer.MAX_VALUE),
        section.duration("time-budget"),
        section.share("minimum-score"));
  }

  private static Optional<String> url(Section section, String key) {
    Optional<String> url = section.optionalText(key);
    url.ifPresent(
        text -> {
          if (!isHttp(text)) {
            throw section.wrong(
                key, "must be a URL such as https://api.example/addok, cannot be: " + text);
          }
        });
    return url.map(text -> text.replaceFirst("(/search)?/*$", ""));
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getQuery() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<String> proxy(Section section) {
    Optional<String> proxy = section.optionalText("proxy");
    if (proxy.isPresent() && !proxy.get().matches("[^:/@\\s]+:[1-9]\\d{0,4}")) {
      throw section.wrong(
          "proxy", "must be host:port such as proxy.example:3128, cannot be: " + proxy.get());
    }
    return proxy;
  }
}
