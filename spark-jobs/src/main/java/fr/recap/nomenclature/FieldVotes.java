package fr.recap.nomenclature;

import java.util.ArrayList;
import java.util.List;

/** Votes of the fields of one form after the other, of one thread. */
final class FieldVotes {
  private final List<VoteMemo> memos = new ArrayList<>();

  FieldVotes(LexicalCoder coder, double sharpness) {
    LeafVote.Collector collector = new LeafVote.Collector(coder.leafCount());
    for (LexicalIndex index : coder.indices()) {
      memos.add(new VoteMemo(text -> index.vote(index.neighbours(text), sharpness, collector)));
    }
  }

  /** The vote of each field, {@link LeafVote#NONE} for a null text. */
  LeafVote[] of(String[] cleaned) {
    LeafVote[] found = new LeafVote[cleaned.length];
    for (int field = 0; field < cleaned.length; field++) {
      found[field] = memos.get(field).of(cleaned[field]);
    }
    return found;
  }
}
