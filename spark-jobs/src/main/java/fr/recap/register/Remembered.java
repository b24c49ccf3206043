package fr.recap.register;

import java.util.function.Function;

/**
 * What was made of the last of many texts, of which some come again and again. A text has its place
 * by its hash, where the last one stays; so it never grows. Used by one thread.
 */
final class Remembered<T> {
  /** A power of two. */
  private static final int SLOTS = 4096;

  private final Function<String, T> make;
  private final String[] texts = new String[SLOTS];
  private final Object[] made = new Object[SLOTS];

  /**
   * @param make what a text alone determines
   */
  Remembered(Function<String, T> make) {
    this.make = make;
  }

  @SuppressWarnings("unchecked")
  T of(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (!text.equals(texts[slot])) {
      made[slot] = make.apply(text);
      texts[slot] = text;
    }
    return (T) made[slot];
  }
}
