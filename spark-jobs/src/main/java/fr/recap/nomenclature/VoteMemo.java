package fr.recap.nomenclature;

import java.util.function.Function;

/** Votes of the last wordings of one field, since wordings repeat; of one thread. */
final class VoteMemo {
  /** A power of two. */
  private static final int SLOTS = 4096;

  private final Function<String, LeafVote> compute;
  private final String[] texts = new String[SLOTS];
  private final LeafVote[] votes = new LeafVote[SLOTS];

  VoteMemo(Function<String, LeafVote> compute) {
    this.compute = compute;
  }

  /** The vote of a cleaned text, {@link LeafVote#NONE} for null. */
  LeafVote of(String text) {
    if (text == null) {
      return LeafVote.NONE;
    }
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (!text.equals(texts[slot])) {
      votes[slot] = compute.apply(text);
      texts[slot] = text;
    }
    return votes[slot];
  }
}
