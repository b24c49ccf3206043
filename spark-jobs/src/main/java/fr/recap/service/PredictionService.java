package fr.recap.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import fr.recap.config.ServiceSettings;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.geocoding.FormPlacer;
import fr.recap.indexing.ValidatedIndex;
import fr.recap.postgres.DatabaseException;
import fr.recap.register.FreshWordings;
import fr.recap.service.Matching.Matched;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Predictions over HTTP: it answers from when {@link #start} returns until it is closed. What it
 * answers for a form is what the job {@code code} writes for it, with the same versions of models
 * and indices.
 */
public final class PredictionService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionService.class);
  private static final int SEARCHES_OF_A_REQUEST = 64;
  private static final int RETRIES = 1;
  private static final int ADDRESSES_OF_A_REQUEST = 5;
  private static final int SAVING_THREADS = 2;

  private final ServiceSettings settings;
  private final Router router;
  private final HttpServer server;
  private final ElasticClient elastic;
  private final MultiSearch searches;
  private final FreshWordings fresh;
  private final ModelRegistry registry;
  private final SavedForms saved;
  private final KnownForms known;
  private final Users users;
  private final Tokens tokens;
  private final List<RequestQueue> queues;
  private final ScheduledExecutorService watch = watchThread();
  private final CountDownLatch closed = new CountDownLatch(1);

  private PredictionService(RecapConfig config, Secret tokenKey) throws IOException {
    settings = config.service();
    tokens = new Tokens(tokenKey, settings.tokenLifetime(), Clock.systemUTC());
    users = Users.open(config);
    HttpServer.requireTlsBeyondThisMachine(settings);
    ClientAddress addresses = new ClientAddress(settings);
    ElasticsearchSettings limits = limits(config);
    elastic = ElasticClient.open(limits);
    searches = MultiSearch.withinLimit(limits);
    fresh = new FreshWordings(config.siret().evidence());
    registry = new ModelRegistry(config, new IndexAdmin(elastic), searches, fresh);
    CompletableFuture<FormPlacer> placing =
        CompletableFuture.supplyAsync(
            () ->
                FormPlacer.open(
                    config,
                    config.geocoding().within(settings.addressTimeout()),
                    settings.addressTimeout().multipliedBy(ADDRESSES_OF_A_REQUEST)));
    registry.reload();
    FormPlacer placer = join(placing);
    known = new KnownForms(config);
    saved = new SavedForms(config, placer, new ValidatedIndex(elastic, limits, config), fresh);
    int cores = Runtime.getRuntime().availableProcessors();
    int coders = settings.threads().coding() == 0 ? cores : settings.threads().coding();
    RequestQueue coding = new RequestQueue("coding", coders, settings.queue());
    RequestQueue searching =
        new RequestQueue("search", settings.threads().search(), settings.queue());
    RequestQueue saving = new RequestQueue("saving", SAVING_THREADS, settings.queue());
    RequestQueue passwords = new RequestQueue("passwords", 1, settings.queue());
    RequestQueue administration = new RequestQueue("administration", 1, 1);
    queues = List.of(coding, searching, saving, passwords, administration);
    Metrics metrics = new Metrics(() -> registry.current().versions());
    metrics.watch(queues);
    metrics.gauge(
        "recap_siret_available",
        "Whether establishments can be searched for",
        () -> registry.current().searching().matcher() == null ? 0 : 1);
    List<FormEndpoint> endpoints =
        endpoints(config, coding, searching, saving, new Matching(placer));
    endpoints.forEach(metrics::begin);
    Authentication authentication =
        new Authentication(
            users,
            tokens,
            new LoginThrottle(settings.lockOut(), addresses.tellsClientsApart(), System::nanoTime),
            passwords);
    router =
        new Router(
            settings,
            new FormReader(settings.limits().documents(), FormReader.readBy(config.coded())),
            endpoints,
            pages(config, metrics),
            authentication,
            new Administration(
                authentication,
                settings.admins(),
                administration,
                registry,
                this::lookForSavedForms),
            registry,
            metrics,
            addresses);
    server = HttpServer.start(config, addresses, router);
    watch();
  }

  /**
   * Starts.
   *
   * @throws ConfigException if a secret, a user or a model is missing, or it may not listen there
   * @throws IOException if the store can't be read or the port is taken
   */
  public static PredictionService start(RecapConfig config) throws IOException {
    return start(config, config.secrets().require(Tokens.SECRET));
  }

  /** Starts with another key than that of the secrets. */
  public static PredictionService start(RecapConfig config, Secret tokenKey) throws IOException {
    PredictionService service = new PredictionService(config, tokenKey);
    LOG.info("The prediction service answers at {}", service.server.address());
    return service;
  }

  /** Where it is reached, such as {@code http://127.0.0.1:8080}. */
  public String address() {
    return server.address();
  }

  /** A token for one of the users, without a password: for those who run the service. */
  public String tokenOf(String login) {
    return tokens.issue(login);
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    closed.await();
  }

  /**
   * Stops so that no request is lost: {@code /ready} says that it stops, requests are answered on
   * for {@code service.drain-time}, each on a connection that ends with it, until whoever hands
   * them out has gone elsewhere; then it is closed.
   */
  public void stop() {
    LOG.info(
        "The prediction service stops: it answers on for {} ms, and /ready says 503",
        settings.drainTime().toMillis());
    router.drain();
    watch.shutdownNow();
    try {
      Thread.sleep(settings.drainTime().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Lets requests that are under way end, as long as the settings allow, then stops. */
  @Override
  public void close() {
    watch.shutdownNow();
    server.close();
    queues.forEach(RequestQueue::close);
    fresh.close();
    known.close();
    searches.close();
    elastic.close();
    closed.countDown();
  }

  private static ElasticsearchSettings limits(RecapConfig config) {
    ServiceSettings settings = config.service();
    return config
        .elasticsearch()
        .with(
            new ElasticsearchSettings.Search(
                SEARCHES_OF_A_REQUEST,
                settings.threads().search(),
                settings.searchTimeout(),
                RETRIES));
  }

  private List<FormEndpoint> endpoints(
      RecapConfig config,
      RequestQueue coding,
      RequestQueue searching,
      RequestQueue saving,
      Matching matching) {
    List<FormEndpoint> endpoints = new ArrayList<>();
    for (NomenclatureSettings each : config.coded()) {
      String name = each.name();
      endpoints.add(
          new FormEndpoint(
              name,
              coding,
              (sent, published) -> {
                Published.Coder coder = published.coders().get(name);
                return Answers.coded(known.complete(sent, coder::readsNothingElse), coder);
              }));
    }
    endpoints.add(
        new FormEndpoint(
            Published.SIRET,
            searching,
            (sent, published) -> {
              List<SubmittedForm> forms = known.complete(sent);
              return Answers.matched(
                  forms, matching.match(forms, published), published.siret().decided());
            }));
    endpoints.add(
        new FormEndpoint(
            Published.NONCODABLE,
            searching,
            (sent, published) -> {
              List<SubmittedForm> forms = known.complete(sent);
              boolean reads = published.noncodable().scorer().readsMatches();
              List<Matched> matched = reads ? matching.match(forms, published) : List.of();
              return Answers.detected(
                  forms, matched, published.siret().decided(), published.noncodable());
            }));
    endpoints.add(new FormEndpoint("save_bi", saving, (forms, published) -> save(forms)));
    return endpoints;
  }

  private List<ObjectNode> save(List<SubmittedForm> forms) {
    List<ObjectNode> answers = saved.save(forms);
    if (saved.hasNewIndex()) {
      registry.refreshIndices();
    }
    return answers;
  }

  private Map<String, Router.Page> pages(RecapConfig config, Metrics metrics) {
    Map<String, Router.Page> pages =
        new HashMap<>(ApiPages.all(Texts.of(config.language()), config.coded()));
    pages.put(
        "/health",
        exchange -> exchange.json(200, JsonNodeFactory.instance.objectNode().put("status", "ok")));
    pages.put("/ready", this::ready);
    pages.put("/metrics", exchange -> exchange.answer(200, Metrics.CONTENT_TYPE, metrics.text()));
    return pages;
  }

  /**
   * Ready means that models answer those who are let in, and will for a while; what can't be
   * searched is told, but others go on.
   */
  private void ready(Exchange exchange) {
    Published published = registry.current();
    boolean usersKnown = users.areKnown();
    boolean stopping = router.drains();
    boolean ready = usersKnown && !stopping;
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("status", stopping ? "stopping" : ready ? "ready" : "not ready");
    ObjectNode models = body.putObject("models");
    published.versions().forEach(models::put);
    String failure = published.searching().failure();
    body.put("siret", failure == null ? "ready" : "not available");
    body.put("users", usersKnown ? "ready" : "not known: nobody is let in, the log tells why");
    exchange.json(ready ? 200 : 503, body);
  }

  private void watch() {
    long pause = settings.watch().toMillis();
    // What an earlier service has saved may be missing from an index that was made meanwhile.
    watch.execute(this::lookForSavedForms);
    if (pause > 0) {
      ScheduledFuture<?> unused =
          watch.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    // What is wrong with them is in the log then, before somebody is refused.
    users.areKnown();
    look("models", registry::reload);
    look("indices", registry::refreshIndices);
    lookForSavedForms();
  }

  private void lookForSavedForms() {
    look("forms that others saved", saved::freshen);
    look("saved forms", saved::refresh);
  }

  /** Something that may have changed, and may not be reached. */
  @FunctionalInterface
  private interface Look {
    void look() throws IOException;
  }

  /** Looks without an exception, which would end the watch for good. */
  private static void look(String what, Look look) {
    try {
      look.look();
    } catch (IOException | ConfigException | ElasticException | DatabaseException e) {
      LOG.warn("Looking for new {} failed, what is loaded goes on: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Looking for new {} failed, what is loaded goes on", what, e);
    }
  }

  private static ScheduledExecutorService watchThread() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, "recap-watch");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static FormPlacer join(CompletableFuture<FormPlacer> placing) {
    try {
      return placing.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
