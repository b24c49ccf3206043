package fr.recap.service;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** Requests at a rate of their own, which doesn't wait for answers. */
final class SteadyLoad implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ConcurrentLinkedQueue<CompletableFuture<Answered>> all =
      new ConcurrentLinkedQueue<>();
  private final IntFunction<HttpRequest> requests;
  private int sent;

  /**
   * How a request ended.
   *
   * @param sent nano time at which it was sent
   * @param ended nano time of its answer or failure
   * @param problem empty if it was answered well
   */
  record Answered(long sent, long ended, String problem) {
    boolean failed() {
      return !problem.isEmpty();
    }
  }

  /**
   * Begins.
   *
   * @param requests by their number
   */
  SteadyLoad(int aSecond, IntFunction<HttpRequest> requests) {
    this.requests = requests;
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(this::send, 0, 1_000_000_000L / aSecond, TimeUnit.NANOSECONDS);
  }

  private void send() {
    long begin = System.nanoTime();
    all.add(
        HTTP.sendAsync(requests.apply(sent++), HttpResponse.BodyHandlers.ofString())
            .handle(
                (answer, failure) ->
                    new Answered(begin, System.nanoTime(), problem(answer, failure))));
  }

  private static String problem(HttpResponse<String> answer, Throwable failure) {
    if (failure != null) {
      return failure.toString();
    }
    boolean well = answer.statusCode() == 200 && answer.body().contains("\"status\":\"ok\"");
    return well ? "" : answer.statusCode() + " " + answer.body();
  }

  /** Ends; gives all requests so far, as soon as each is answered. */
  List<Answered> end() {
    close();
    return all.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    clock.shutdown();
    try {
      clock.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
