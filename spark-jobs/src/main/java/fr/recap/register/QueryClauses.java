package fr.recap.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.FeatureField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * Clauses of the searches. Weights are those of the search plan {@code compact}, with which the
 * score of a rare word of a name is about 20.
 */
final class QueryClauses {
  private static final float NAME = 2.5f;
  private static final float STEM = 0.6f;
  private static final float ACRONYM = 2f;
  private static final float SYNONYM = 0.6f;

  private QueryClauses() {}

  /** Names with a word, however it is spelt. */
  static Query word(String word, List<Spellings.Spelling> spellings) {
    List<Query> ways = new ArrayList<>();
    for (Spellings.Spelling spelling : spellings) {
      ways.add(boosted(all(IndexFields.NAME, spelling.words()), NAME * spelling.weight()));
    }
    String stem = NameWords.stems(List.of(word)).iterator().next();
    ways.add(boosted(term(IndexFields.STEM, stem), NAME * STEM));
    if (word.length() <= EntryDocument.LONGEST_ACRONYM) {
      ways.add(boosted(term(IndexFields.ACRONYM, word), ACRONYM));
    }
    return new DisjunctionMaxQuery(ways, 0);
  }

  /** Names with all of some words, which are another wording. */
  static Query synonym(List<String> words) {
    return boosted(all(IndexFields.NAME, words), NAME * SYNONYM);
  }

  /** Establishments of these initials, or that have them as a word. */
  static Query acronym(String acronym) {
    return new DisjunctionMaxQuery(
        List.of(
            boosted(term(IndexFields.ACRONYM, acronym), ACRONYM),
            boosted(term(IndexFields.NAME, acronym), NAME)),
        0);
  }

  static Query term(String field, String term) {
    return new TermQuery(new Term(field, term));
  }

  /** Adds a clause for each word, of which none is needed. */
  static void words(BooleanQuery.Builder query, String field, List<String> words, double boost) {
    words.forEach(word -> query.add(boosted(term(field, word), boost), Occur.SHOULD));
  }

  /** Adds what a term is worth, whatever its rarity; nothing for an empty one. */
  static void worth(BooleanQuery.Builder query, String field, String term, double score) {
    if (!term.isEmpty()) {
      query.add(constant(term(field, term), score), Occur.SHOULD);
    }
  }

  /** Adds what any of some terms is worth. */
  static void worth(
      BooleanQuery.Builder query, String field, Collection<String> terms, double score) {
    if (!terms.isEmpty()) {
      query.add(constant(any(field, terms), score), Occur.SHOULD);
    }
  }

  static Query any(String field, Collection<String> terms) {
    return new TermInSetQuery(field, terms.stream().map(BytesRef::new).toList());
  }

  /** The larger the staff, the likelier somebody works there: its logarithm. */
  static Query staff(double weight) {
    return FeatureField.newLogQuery(
        IndexFields.STAFF, IndexFields.STAFF, (float) weight, /* scalingFactor= */ 1);
  }

  static Query constant(Query query, double score) {
    return boosted(new ConstantScoreQuery(query), score);
  }

  private static Query boosted(Query query, double boost) {
    return new BoostQuery(query, (float) boost);
  }

  private static Query all(String field, List<String> words) {
    if (words.size() == 1) {
      return term(field, words.get(0));
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words.forEach(word -> all.add(term(field, word), Occur.MUST));
    return all.build();
  }
}
