package fr.recap.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves a service alone that failed several times in a row: for a pause nobody asks it, then one
 * question tries whether it is back. Threads may share it.
 */
public final class CircuitBreaker {
  private final int failuresAllowed;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private int failures;
  private boolean open;
  private boolean probing;
  private long openedAt;

  /**
   * @param failuresAllowed failures in a row after which it is left alone
   * @param pause for which it is
   */
  public CircuitBreaker(int failuresAllowed, Duration pause) {
    this(failuresAllowed, pause, System::nanoTime);
  }

  CircuitBreaker(int failuresAllowed, Duration pause, LongSupplier nanoTime) {
    this.failuresAllowed = failuresAllowed;
    this.pauseNanos = pause.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Whether the service may be asked now; after a pause, true for one question at a time. */
  public synchronized boolean allows() {
    if (!open) {
      return true;
    }
    if (!probing && nanoTime.getAsLong() - openedAt >= pauseNanos) {
      probing = true;
      return true;
    }
    return false;
  }

  /** Whether the service is left alone or on trial: then a failure is not worth a retry. */
  public synchronized boolean isOpen() {
    return open;
  }

  /** A question was answered. */
  public synchronized void succeeded() {
    failures = 0;
    open = false;
    probing = false;
  }

  /** A question was not answered. */
  public synchronized void failed() {
    failures++;
    if (open ? probing : failures >= failuresAllowed) {
      open = true;
      probing = false;
      openedAt = nanoTime.getAsLong();
    }
  }
}
