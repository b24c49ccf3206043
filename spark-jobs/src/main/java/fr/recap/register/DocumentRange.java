package fr.recap.register;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Documents that follow each other, such as the establishments of one legal unit. */
final class DocumentRange extends Query {
  private final int from;
  private final int to;

  /**
   * @param from the first
   * @param to the one behind the last
   */
  DocumentRange(int from, int to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public Scorer scorer(LeafReaderContext context) {
        return from >= to
            ? null
            : new ConstantScoreScorer(this, score(), mode, DocIdSetIterator.range(from, to));
      }

      @Override
      public boolean isCacheable(LeafReaderContext context) {
        return true;
      }
    };
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return "[%d to %d[".formatted(from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DocumentRange range && range.from == from && range.to == to;
  }

  @Override
  public int hashCode() {
    return 31 * from + to;
  }
}
