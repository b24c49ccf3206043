package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import fr.recap.runtime.Backoff;
import fr.recap.runtime.CircuitBreaker;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the address services of one configuration, a bounded number of questions at a time for all
 * tasks of a JVM. A question never throws: it ends as a {@link Reply}.
 *
 * <p>429, 5xx, time-outs and broken connections are tried again with growing pauses; a {@code
 * Retry-After} is respected up to 30 s. Nonsense is not, since it would be told again. A service
 * that keeps failing is left alone for a while ({@link CircuitBreaker}).
 */
final class AddressService {
  /**
   * A pool and breakers a configuration and JVM: tasks come and go, the bound must hold for all.
   */
  private static final Map<GeocodingSettings, AddressService> OPEN = new ConcurrentHashMap<>();

  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30));
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  private final GeocodingSettings settings;
  private final HttpClient http;
  private final ExecutorService pool;
  private final Map<Service, CircuitBreaker> breakers = new EnumMap<>(Service.class);

  private AddressService(GeocodingSettings settings) {
    this.settings = settings;
    this.http = client(settings);
    this.pool =
        Executors.newFixedThreadPool(
            settings.concurrency(),
            task -> {
              Thread thread = new Thread(task, "address-service");
              thread.setDaemon(true);
              return thread;
            });
    for (Service service : Service.values()) {
      breakers.put(
          service, new CircuitBreaker(settings.breaker().failures(), settings.breaker().pause()));
    }
  }

  /** That of a configuration in this JVM. */
  static AddressService of(GeocodingSettings settings) {
    return OPEN.computeIfAbsent(settings, AddressService::new);
  }

  private static HttpClient client(GeocodingSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.timeout());
    settings
        .proxy()
        .ifPresent(
            proxy -> {
              int colon = proxy.lastIndexOf(':');
              builder.proxy(
                  ProxySelector.of(
                      new InetSocketAddress(
                          proxy.substring(0, colon),
                          Integer.parseInt(proxy.substring(colon + 1)))));
            });
    return builder.build();
  }

  /** Asks, and returns when all questions have ended. */
  Map<Query, Reply> ask(Collection<Query> queries) throws InterruptedException {
    Map<Query, Future<Reply>> under = new LinkedHashMap<>();
    for (Query query : queries) {
      under.put(query, pool.submit(() -> ask(query)));
    }
    Map<Query, Reply> replies = new LinkedHashMap<>();
    try {
      for (Map.Entry<Query, Future<Reply>> each : under.entrySet()) {
        replies.put(each.getKey(), each.getValue().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A question to an address service failed", e.getCause());
    } finally {
      // A task that is killed must not leave its questions behind.
      under.values().forEach(future -> future.cancel(true));
    }
    return replies;
  }

  private Reply ask(Query query) throws InterruptedException {
    CircuitBreaker breaker = breakers.get(query.service());
    if (!breaker.allows()) {
      return Reply.failed(Reply.Kind.LEFT_ALONE);
    }
    Reply reply = null;
    Duration due = Duration.ZERO;
    for (int attempt = 0; attempt <= settings.retries(); attempt++) {
      if (attempt > 0) {
        PAUSES.pause(attempt, due);
      }
      Attempt made = attempt(query);
      reply = made.reply();
      due = made.retryAfter();
      if (!isWorthARetry(reply.kind()) || breaker.isOpen()) {
        break;
      }
    }
    if (!reply.kind().isFailure() || reply.kind() == Reply.Kind.REFUSED) {
      breaker.succeeded();
    } else {
      breaker.failed();
    }
    return reply;
  }

  private record Attempt(Reply reply, Duration retryAfter) {}

  private Attempt attempt(Query query) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(query.uri())
            .header("Accept", "application/json")
            .timeout(settings.timeout())
            .build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, info -> new LimitedBody());
    try {
      // The request's own time-out ends with the headers; a body may drip for ever.
      HttpResponse<byte[]> response =
          sent.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Attempt(reply(response), retryAfter(response));
    } catch (TimeoutException e) {
      return failed(Reply.Kind.TIME_OUT);
    } catch (ExecutionException e) {
      return failed(kind(e.getCause()));
    } finally {
      sent.cancel(true);
    }
  }

  private static Attempt failed(Reply.Kind kind) {
    return new Attempt(Reply.failed(kind), Duration.ZERO);
  }

  private static Reply.Kind kind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LimitedBody.TooLongException) {
        return Reply.Kind.NONSENSE;
      }
      if (cause instanceof java.net.http.HttpTimeoutException) {
        return Reply.Kind.TIME_OUT;
      }
    }
    return Reply.Kind.NO_CONNECTION;
  }

  private static Reply reply(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == OK) {
      return AnswerJson.read(response.body());
    }
    if (status == TOO_MANY) {
      return Reply.failed(Reply.Kind.TOO_MANY);
    }
    // 400 and 413 are said of one question; a wrong URL or a missing right of all of them.
    boolean ofThisQuestion = List.of(400, 413, 414, 422).contains(status);
    return Reply.failed(
        status >= SERVER_ERROR || !ofThisQuestion ? Reply.Kind.SERVER_ERROR : Reply.Kind.REFUSED);
  }

  private static boolean isWorthARetry(Reply.Kind kind) {
    return switch (kind) {
      case SERVER_ERROR, TOO_MANY, TIME_OUT, NO_CONNECTION -> true;
      default -> false;
    };
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("0");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofMillis(Math.min(PAUSES.longest().toMillis(), 1_000 * Long.parseLong(seconds)))
        : Duration.ZERO;
  }
}
