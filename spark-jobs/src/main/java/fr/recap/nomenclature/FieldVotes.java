package fr.recap.nomenclature;

import java.util.List;

/**
 * Votes of the fields of one form after the other, of one thread. Wordings repeat, so the last ones
 * are remembered where their hash says.
 */
final class FieldVotes {
  /** A power of two. */
  private static final int SLOTS = 4096;

  private final List<LexicalIndex> indices;
  private final double sharpness;
  private final LeafVote.Collector collector;
  private final String[][] texts;
  private final LeafVote[][] votes;

  FieldVotes(LexicalCoder coder, double sharpness) {
    this.indices = coder.indices();
    this.sharpness = sharpness;
    this.collector = new LeafVote.Collector(coder.leafCount());
    this.texts = new String[indices.size()][SLOTS];
    this.votes = new LeafVote[indices.size()][SLOTS];
  }

  /** The vote of each field, {@link LeafVote#NONE} for a null text. */
  LeafVote[] of(String[] cleaned) {
    LeafVote[] found = new LeafVote[cleaned.length];
    for (int field = 0; field < cleaned.length; field++) {
      found[field] = cleaned[field] == null ? LeafVote.NONE : vote(field, cleaned[field]);
    }
    return found;
  }

  private LeafVote vote(int field, String text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    if (!text.equals(texts[field][slot])) {
      LexicalIndex index = indices.get(field);
      votes[field][slot] = index.vote(index.neighbours(text), sharpness, collector);
      texts[field][slot] = text;
    }
    return votes[field][slot];
  }
}
