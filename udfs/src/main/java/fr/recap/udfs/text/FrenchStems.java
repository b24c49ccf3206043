package fr.recap.udfs.text;

import org.tartarus.snowball.ext.FrenchStemmer;

/**
 * Snowball stems of French words, remembered by thread: words of forms repeat, and a stem costs
 * some fifty times a look-up.
 */
public final class FrenchStems {

  /** A power of two; a word sits where its hash says, the last one there stays. */
  private static final int SLOTS = 16_384;

  private static final ThreadLocal<FrenchStems> OF_THREAD =
      ThreadLocal.withInitial(FrenchStems::new);

  private final FrenchStemmer stemmer = new FrenchStemmer();
  private final String[] words = new String[SLOTS];
  private final String[] stems = new String[SLOTS];

  private FrenchStems() {}

  /** Those of the thread that asks, which alone may use them. */
  public static FrenchStems ofThread() {
    return OF_THREAD.get();
  }

  /** The stem of a lower-case word. */
  public String stem(String word) {
    int hash = word.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (!word.equals(words[slot])) {
      stemmer.setCurrent(word);
      stemmer.stem();
      words[slot] = word;
      stems[slot] = stemmer.getCurrent();
    }
    return stems[slot];
  }
}
