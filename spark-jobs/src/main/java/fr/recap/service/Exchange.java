package fr.recap.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A request and its answer, which is given once. It ends in a line of the audit log: when, who,
 * from where, what, with which result, how many forms, how long. No text of a form is among that.
 */
final class Exchange {
  /** The audit log has a name of its own, so that it can go to a file of its own. */
  private static final Logger AUDIT = LoggerFactory.getLogger("fr.recap.audit");

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY = "-";

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Metrics metrics;
  private final String route;
  private final ClientAddress addresses;
  private final long start = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile String login = NOBODY;
  private volatile int forms;

  /**
   * @param route the path if it is one of ours, else what stands for all others
   */
  Exchange(
      Request request,
      Response response,
      Callback callback,
      Metrics metrics,
      String route,
      ClientAddress addresses) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.metrics = metrics;
    this.route = route;
    this.addresses = addresses;
  }

  Request request() {
    return request;
  }

  String header(HttpHeader name) {
    return request.getHeaders().get(name);
  }

  /** Of the client, as far as proxies are trusted. */
  String address() {
    return addresses.of(request);
  }

  /** Nanoseconds since it came. */
  long age() {
    return System.nanoTime() - start;
  }

  void askedBy(String user) {
    login = user;
  }

  void asksFor(int number) {
    forms = number;
  }

  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  void json(int status, JsonNode body) {
    try {
      answer(status, "application/json", JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      fail(e);
    }
  }

  void text(int status, String type, String body) {
    answer(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  void refuse(HttpErrorException refusal) {
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      header(header.getKey(), header.getValue());
    }
    json(refusal.status(), JsonNodeFactory.instance.objectNode().set("detail", refusal.detail()));
  }

  /** Answers that something of ours went wrong; the log has what. */
  void fail(Throwable failure) {
    // Its class and place alone: its message may quote a form.
    LOG.error("{} {} failed: {}", request.getMethod(), route, trace(failure));
    refuse(HttpErrorException.of(500, "Internal Server Error"));
  }

  /** Works, and answers what the work ends with: a refusal, or a failure of ours. */
  void guard(Runnable work) {
    try {
      work.run();
    } catch (HttpErrorException refusal) {
      refuse(refusal);
    } catch (RuntimeException | Error failure) {
      fail(failure);
    }
  }

  private static String trace(Throwable failure) {
    StringBuilder trace = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      trace.append(trace.isEmpty() ? "" : ", caused by ").append(cause.getClass().getName());
      if (cause.getStackTrace().length > 0) {
        trace.append(" at ").append(cause.getStackTrace()[0]);
      }
    }
    return trace.toString();
  }

  void answer(int status, String type, byte[] body) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (response.getHeaders().get(HttpHeader.CACHE_CONTROL) == null) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    }
    long took = age();
    metrics.request(route, status, took);
    // Probes that look every few seconds would hide what matters.
    AUDIT
        .atLevel(login.equals(NOBODY) && status < 400 ? Level.DEBUG : Level.INFO)
        .log(
            "{} {} {} {} {} forms={} ms={}",
            login.replaceAll("[^\\p{L}\\p{N}@._-]", "?"),
            address(),
            request.getMethod().replaceAll("[^A-Z]", "?"),
            route,
            status,
            forms,
            took / 1_000_000);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
