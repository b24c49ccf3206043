package fr.recap.service;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where requests of one kind wait for a thread, so that slow ones of another kind don't hold them
 * up. Beyond its bound nobody waits: the client is told to come again. Jetty's QoSHandler would
 * take a request's place when its header is there, so that slow bodies alone could fill a queue,
 * and tells those who waited too long from those who may not wait by no status of their own.
 */
final class RequestQueue implements AutoCloseable {
  private static final long RETRY_SECONDS = 1;

  private final String name;
  private final ThreadPoolExecutor threads;

  RequestQueue(String name, int threads, int queue) {
    this.name = name;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, "recap-%s-%d".formatted(name, number.addAndGet(1)));
              thread.setDaemon(true);
              return thread;
            });
  }

  String name() {
    return name;
  }

  /** Requests that wait. */
  int waiting() {
    return threads.getQueue().size();
  }

  /** Requests that are worked on. */
  int working() {
    return threads.getActiveCount();
  }

  /**
   * Works when a thread is free.
   *
   * @throws HttpErrorException 429 if too many wait already
   */
  void execute(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException e) {
      throw threads.isShutdown()
          ? HttpErrorException.later(503, "The service is stopping", RETRY_SECONDS)
          : HttpErrorException.later(
              429, "Too many requests wait already, come again", RETRY_SECONDS);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
