package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Whether few documents of an index have two words of a name together, each of which many have:
 * {@code GARAGE MARTIN} says where {@code ECOLE PRIMAIRE} doesn't. Pairs that were asked for last
 * are remembered. Used by one thread.
 */
final class WordPairs {
  private static final int REMEMBERED = 20_000;

  private final LeafReader leaf;
  private final Map<String, Boolean> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param leaf null for an index without documents
   */
  WordPairs(LeafReader leaf) {
    this.leaf = leaf;
  }

  /** Whether at least one and at most {@link Leading#FEW} documents have both words. */
  boolean areTelling(String word, String other) {
    String pair = word.compareTo(other) < 0 ? word + ' ' + other : other + ' ' + word;
    return remembered.computeIfAbsent(
        pair,
        absent -> {
          int together = together(word, other);
          return together > 0 && together <= Leading.FEW;
        });
  }

  /** How many documents have both, counted up to one more than few. */
  private int together(String word, String other) {
    try {
      PostingsEnum first = postings(word);
      PostingsEnum second = postings(other);
      if (first == null || second == null) {
        return 0;
      }
      int count = 0;
      int document = first.nextDoc();
      while (document != DocIdSetIterator.NO_MORE_DOCS && count <= Leading.FEW) {
        int next = second.docID() < document ? second.advance(document) : second.docID();
        if (next == document) {
          count++;
          document = first.nextDoc();
        } else {
          document = next == DocIdSetIterator.NO_MORE_DOCS ? next : first.advance(next);
        }
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PostingsEnum postings(String word) throws IOException {
    return leaf == null ? null : leaf.postings(new Term(IndexFields.NAME, word), PostingsEnum.NONE);
  }
}
