package fr.recap.runtime;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Working memory for one thread at a time. As many as ever worked at once are kept, and go with the
 * pool: a {@link ThreadLocal} would keep its owner's model as long as a thread lives.
 */
public final class Pool<T> {
  private final Supplier<T> fresh;
  private final Deque<T> idle = new ConcurrentLinkedDeque<>();

  /**
   * @param fresh makes another when all are in use
   */
  public Pool(Supplier<T> fresh) {
    this.fresh = fresh;
  }

  /**
   * Works with one that no other thread uses meanwhile; after an exception it isn't used again.
   *
   * @param work gives nothing that still refers to what it worked with
   */
  public <R> R get(Function<? super T, R> work) {
    T free = idle.poll();
    T used = free == null ? fresh.get() : free;
    R result = work.apply(used);
    idle.push(used);
    return result;
  }

  /** Likewise, where nothing comes of it. */
  public void run(Consumer<? super T> work) {
    get(
        used -> {
          work.accept(used);
          return used;
        });
  }
}
