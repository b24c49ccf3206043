package fr.recap.elastic;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses between tries: they double, and vary so that tasks don't come back all at once. */
final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;

  private Backoff() {}

  /**
   * The pause before a try.
   *
   * @param attempt 1 before the first repetition
   * @return between half of and the whole of 500 ms doubled at each attempt, at most 30 s
   */
  static Duration before(int attempt) {
    long whole = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 16));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
  }

  /** Waits as {@link #before} says. */
  static void pause(int attempt) {
    try {
      Thread.sleep(before(attempt).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ElasticException(0, "interrupted", "Interrupted while waiting to try again", e);
    }
  }
}
