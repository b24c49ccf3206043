package fr.recap.udfs.vectors;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Goes through the rows of a matrix in chunks of a fixed size, on all cores. Results are taken in
 * order of the chunks, so that sums don't depend on the number of cores, and few chunks are under
 * way at a time, so that memory doesn't depend on the number of rows.
 */
final class RowChunks {
  static final int ROWS = 2048;
  private static final long TELL_NANOS = 10_000_000_000L;

  private RowChunks() {}

  /** Work on the rows from {@code first} on, {@code count} of them. */
  @FunctionalInterface
  interface Work<T> {
    T on(long first, int count) throws IOException;
  }

  /**
   * Works on the first rows.
   *
   * @param what for the lines of progress
   * @param results takes the result of each chunk, in order, in the calling thread
   */
  static <T> void forEach(
      String what, long rows, Work<T> work, Consumer<T> results, Consumer<String> progress)
      throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(cores);
    Deque<Future<T>> underWay = new ArrayDeque<>();
    long told = System.nanoTime();
    long done = 0;
    try {
      for (long first = 0; first < rows || !underWay.isEmpty(); ) {
        while (first < rows && underWay.size() < 2 * cores) {
          long start = first;
          int count = (int) Math.min(ROWS, rows - first);
          Callable<T> task = () -> work.on(start, count);
          underWay.add(threads.submit(task));
          first += count;
        }
        results.accept(result(underWay.remove()));
        done = Math.min(rows, done + ROWS);
        if (System.nanoTime() - told > TELL_NANOS) {
          told = System.nanoTime();
          progress.accept("%s: %,d of %,d rows".formatted(what, done, rows));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new IOException(cause.getMessage(), cause);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
