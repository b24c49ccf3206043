package fr.recap.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.ServiceSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells requests apart, says who may ask how much, and hands forms over to their endpoint. */
final class Router extends Handler.Abstract {
  private static final String GET = "GET";
  private static final String HEAD = "HEAD";
  private static final String POST = "POST";
  private static final String OTHER = "other";
  private static final long RETRY_SECONDS = 2;

  /** Paths that are neither pages nor endpoints. */
  private static final Set<String> OTHERS =
      Set.of(Authentication.TOKEN, Authentication.ME, Administration.RELOAD);

  private final ServiceSettings settings;
  private final Map<String, FormEndpoint> endpoints = new TreeMap<>();
  private final Map<String, Page> pages;
  private final Authentication authentication;
  private final Administration administration;
  private final ModelRegistry registry;
  private final FormReader reader;
  private final Metrics metrics;
  private final ClientAddress addresses;
  private volatile boolean draining;

  /** A path that needs no token. */
  @FunctionalInterface
  interface Page extends Consumer<Exchange> {}

  /**
   * @param reader of the forms of bodies
   * @param pages by path; GET and HEAD alone
   * @param authentication answers what is asked about users
   * @throws ConfigException if a nomenclature has the name of another path
   */
  Router(
      ServiceSettings settings,
      FormReader reader,
      List<FormEndpoint> endpoints,
      Map<String, Page> pages,
      Authentication authentication,
      Administration administration,
      ModelRegistry registry,
      Metrics metrics,
      ClientAddress addresses) {
    this.settings = settings;
    for (FormEndpoint endpoint : endpoints) {
      String path = endpoint.path();
      boolean taken =
          pages.containsKey(path)
              || OTHERS.contains(path)
              || this.endpoints.put(path, endpoint) != null;
      if (taken) {
        throw new ConfigException(
            "nomenclatures.%s can't be served, since the service has a path %s of its own: give the nomenclature another name, or set nomenclatures.%s.coded = false"
                .formatted(endpoint.name(), path, endpoint.name()));
      }
    }
    this.pages = Map.copyOf(pages);
    this.authentication = authentication;
    this.administration = administration;
    this.registry = registry;
    this.reader = reader;
    this.metrics = metrics;
    this.addresses = addresses;
  }

  /** From now on a connection ends with its next answer, so that its client opens another one. */
  void drain() {
    draining = true;
  }

  boolean drains() {
    return draining;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean known = pages.containsKey(path) || endpoints.containsKey(path) || OTHERS.contains(path);
    Exchange exchange =
        new Exchange(request, response, callback, metrics, known ? path : OTHER, addresses);
    if (draining) {
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
    }
    exchange.guard(
        () -> {
          try {
            route(exchange, path);
          } catch (HttpErrorException refusal) {
            refuseUnread(exchange, refusal);
          }
        });
    return true;
  }

  /** Refuses a request whose body was not looked at, but for clients that send it all the same. */
  private void refuseUnread(Exchange exchange, HttpErrorException refusal) {
    CompletableFuture<byte[]> unused =
        BodyReader.read(exchange.request(), 0)
            .orTimeout(settings.timeLimit().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((body, failure) -> exchange.refuse(refusal));
  }

  private void route(Exchange exchange, String path) {
    String method = exchange.request().getMethod();
    Page page = pages.get(path);
    FormEndpoint endpoint = endpoints.get(path);
    if (page != null) {
      require(method.equals(GET) || method.equals(HEAD), GET + ", " + HEAD);
      page.accept(exchange);
    } else if (path.equals(Authentication.TOKEN)) {
      require(method.equals(POST), POST);
      body(exchange, body -> authentication.token(exchange, body));
    } else if (path.equals(Authentication.ME)) {
      require(method.equals(GET), GET);
      authentication.me(exchange);
    } else if (path.equals(Administration.RELOAD)) {
      require(method.equals(POST), POST);
      administration.reload(exchange);
    } else if (endpoint != null) {
      require(method.equals(GET) || method.equals(POST), GET + ", " + POST);
      exchange.askedBy(authentication.login(exchange));
      requireJson(exchange.header(HttpHeader.CONTENT_TYPE));
      body(exchange, body -> work(exchange, endpoint, body));
    } else {
      throw HttpErrorException.of(404, "Not Found");
    }
  }

  private static void require(boolean allowed, String methods) {
    if (!allowed) {
      throw HttpErrorException.wrongMethod(methods);
    }
  }

  /** Clients of the original send JSON, some without saying so. */
  private static void requireJson(String type) {
    if (type != null && !type.matches("(?i)\\s*application/([\\w.-]+\\+)?json\\s*(;.*)?")) {
      throw HttpErrorException.of(415, "Unsupported Media Type, send application/json");
    }
  }

  /** Reads the body without a thread, however slowly it comes, within its limits. */
  private void body(Exchange exchange, Consumer<byte[]> then) {
    CompletableFuture<byte[]> unused =
        BodyReader.read(exchange.request(), settings.limits().bytes())
            .orTimeout(settings.timeLimit().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (body, failure) ->
                    exchange.guard(
                        () -> {
                          if (failure != null) {
                            throw unread(failure);
                          }
                          then.accept(body);
                        }));
  }

  private HttpErrorException tooLarge() {
    return HttpErrorException.of(
        413, "The body is larger than %d bytes".formatted(settings.limits().bytes()));
  }

  private HttpErrorException unread(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TimeoutException) {
      return HttpErrorException.of(408, "The body did not come in time");
    }
    return cause instanceof BodyReader.TooLargeException
        ? tooLarge()
        : HttpErrorException.of(400, "The body can't be read");
  }

  private void work(Exchange exchange, FormEndpoint endpoint, byte[] body) {
    Published published = registry.current();
    endpoint
        .queue()
        .execute(
            () ->
                exchange.guard(
                    () -> {
                      if (exchange.age() > settings.timeLimit().toNanos()) {
                        throw HttpErrorException.later(
                            503, "The request waited too long", RETRY_SECONDS);
                      }
                      List<SubmittedForm> forms = reader.read(body);
                      exchange.asksFor(forms.size());
                      List<ObjectNode> answers = endpoint.work().answer(forms, published);
                      answer(exchange, endpoint, answers, published);
                    }));
  }

  private void answer(
      Exchange exchange, FormEndpoint endpoint, List<ObjectNode> answers, Published published) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode all = body.putArray(endpoint.name());
    long errors = 0;
    for (ObjectNode answer : answers) {
      all.add(answer);
      errors += answer.has("error") ? 1 : 0;
    }
    metrics.forms(endpoint.path(), "ok", answers.size() - errors);
    metrics.forms(endpoint.path(), "error", errors);
    exchange.header("X-Recap-Models", String.join(", ", published.versions().values()));
    exchange.json(200, body);
  }
}
