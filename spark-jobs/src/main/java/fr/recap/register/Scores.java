package fr.recap.register;

import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;

/** How rare words weigh. */
final class Scores {
  /**
   * BM25 that takes little account of a document's length: names of an establishment are several,
   * and one that has many is not worse for it. A word counts once.
   */
  static final Similarity SIMILARITY = new BM25Similarity(0.6f, 0.35f);

  private Scores() {}
}
