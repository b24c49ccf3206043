package fr.recap.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between tries: they double, and vary so that tasks don't come back all at once.
 *
 * @param first the longest that the pause before the first repetition can be, positive
 * @param longest what no pause exceeds
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 16;

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "Pauses from %s to %s: the first must be positive and none longer than the longest"
              .formatted(first, longest));
    }
  }

  /**
   * The pause before a try.
   *
   * @param attempt 1 before the first repetition
   * @return between half of and the whole of {@code first} doubled at each attempt, at most {@code
   *     longest}
   */
  public Duration before(int attempt) {
    int doublings = Math.min(attempt - 1, MOST_DOUBLINGS);
    long whole = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(whole / 2, whole + 1));
  }

  /**
   * Waits as {@link #before} says, or longer if the other side asked for it.
   *
   * @param least what it asked for; zero if it didn't
   */
  public void pause(int attempt, Duration least) throws InterruptedException {
    Thread.sleep(Math.max(before(attempt).toMillis(), least.toMillis()));
  }
}
