package fr.recap.udfs.text;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was computed of the first texts that came, for all threads: words of forms repeat, and most
 * of the frequent ones come early. Those that come when it is full are computed each time.
 */
public final class TextMemo<V> {
  private final int most;
  private final ConcurrentHashMap<String, V> values = new ConcurrentHashMap<>();

  /**
   * @param most texts that are remembered, but for a few that threads add at once
   */
  public TextMemo(int most) {
    this.most = most;
  }

  /**
   * What is computed of a text.
   *
   * @param compute gives the same whenever it is asked, and never null
   */
  public V get(String text, Function<String, V> compute) {
    V known = values.get(text);
    if (known != null) {
      return known;
    }
    V value = compute.apply(text);
    if (values.size() < most) {
      values.putIfAbsent(text, value);
    }
    return value;
  }
}
