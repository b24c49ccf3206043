package fr.recap.elastic;

import fr.recap.config.ElasticsearchSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Many searches in few requests. A JVM has one for all its tasks ({@link #shared}); the setting
 * {@code elasticsearch.search.concurrency} bounds the requests that they have under way together,
 * {@code elasticsearch.search.batch} the searches of one request.
 *
 * <p>A search that the server can't answer has its reason in {@link SearchResult#error}; one that
 * met a full queue is repeated. A server that does not answer at all ends the task.
 */
public final class MultiSearch implements AutoCloseable {
  /** One a JVM and connection, like the models: tasks come and go, connections stay. */
  private static final Map<ElasticsearchSettings, MultiSearch> SHARED = new ConcurrentHashMap<>();

  private final SearchRequests requests;
  private final ElasticClient client;
  private final ExecutorService threads;
  private final int batch;
  private final int concurrency;

  private MultiSearch(ElasticsearchSettings settings, boolean tellsLimit) {
    client = ElasticClient.open(settings);
    requests = new SearchRequests(client, settings.search(), tellsLimit);
    batch = settings.search().batch();
    concurrency = settings.search().concurrency();
    threads =
        Executors.newFixedThreadPool(
            concurrency,
            task -> {
              Thread thread = new Thread(task, "recap-search");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The one of this JVM for these settings; it is never closed. */
  public static MultiSearch shared(ElasticsearchSettings settings) {
    return SHARED.computeIfAbsent(settings, absent -> new MultiSearch(absent, false));
  }

  /** One of the caller's own, to be closed. */
  static MultiSearch open(ElasticsearchSettings settings) {
    return new MultiSearch(settings, false);
  }

  /**
   * One of the caller's own, to be closed, for callers that wait no longer than {@code
   * search.timeout}: the server is told that limit, and gives up a search that runs into it.
   */
  public static MultiSearch withinLimit(ElasticsearchSettings settings) {
    return new MultiSearch(settings, true);
  }

  /** Searches one index; the results are in the order of the bodies. */
  public List<SearchResult> search(String index, List<String> bodies) {
    return search(bodies.stream().map(body -> new Search(index, body)).toList());
  }

  /** Searches several indices; the results are in the order of the searches. */
  public List<SearchResult> search(List<Search> searches) {
    return await(submit(searches));
  }

  /**
   * Answers a stream of inputs lazily and in order. Inputs are put together until their searches
   * fill a request, and as many requests as the settings allow are under way while the caller works
   * on the results; at most that many batches of inputs are held in memory.
   *
   * @param searches the searches of an input; none is allowed
   */
  public <T> Iterator<Answered<T>> stream(
      Iterator<T> inputs, Function<? super T, List<Search>> searches) {
    return new AnswerStream<>(inputs, searches, this::submit, batch, concurrency);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.close();
  }

  /** Sends searches, split into requests. */
  private Future<List<SearchResult>> submit(List<Search> searches) {
    List<CompletableFuture<List<SearchResult>>> parts = new ArrayList<>();
    for (int from = 0; from < searches.size(); from += batch) {
      List<Search> part = searches.subList(from, Math.min(from + batch, searches.size()));
      parts.add(CompletableFuture.supplyAsync(() -> requests.send(part), threads));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(all -> parts.stream().flatMap(part -> part.join().stream()).toList());
  }

  static <R> R await(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw new ElasticException(0, "interrupted", "Interrupted while searching", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof CompletionException c ? c.getCause() : e.getCause();
      if (cause instanceof RuntimeException failure) {
        throw failure;
      }
      throw new ElasticException(0, "failed", "A search failed: " + cause, cause);
    }
  }
}
