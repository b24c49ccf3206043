package fr.recap.register;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

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

  /**
   * A way to find what a form says.
   *
   * @param words all of them must be there
   */
  record Way(String field, List<String> words, double boost) {
    Query query() {
      return boosted(all(field, words), boost);
    }

    /** How many documents have the rarest of the words: at least as many as have all of them. */
    int frequency(IndexReader index) throws IOException {
      int least = Integer.MAX_VALUE;
      for (String word : words) {
        least = Math.min(least, index.docFreq(new Term(field, word)));
      }
      return least;
    }
  }

  /** What any of several ways finds, with the score of the best. */
  static Query best(List<Way> ways) {
    return new DisjunctionMaxQuery(ways.stream().map(Way::query).toList(), 0);
  }

  /** Names with a word, however it is spelt. */
  static List<Way> word(String word, List<Spellings.Spelling> spellings) {
    List<Way> ways = new ArrayList<>();
    for (Spellings.Spelling spelling : spellings) {
      ways.add(new Way(IndexFields.NAME, spelling.words(), NAME * spelling.weight()));
    }
    String stem = NameWords.stems(List.of(word)).iterator().next();
    ways.add(new Way(IndexFields.STEM, List.of(stem), NAME * STEM));
    if (word.length() <= EntryDocuments.LONGEST_ACRONYM) {
      ways.add(new Way(IndexFields.ACRONYM, List.of(word), ACRONYM));
    }
    return ways;
  }

  /** Names with all of some words, which are another wording. */
  static List<Way> synonym(List<String> words) {
    return List.of(new Way(IndexFields.NAME, words, NAME * SYNONYM));
  }

  /** Establishments of these initials, or that have them as a word. */
  static List<Way> acronym(String acronym) {
    return List.of(
        new Way(IndexFields.ACRONYM, List.of(acronym), ACRONYM),
        new Way(IndexFields.NAME, List.of(acronym), NAME));
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

  /** Documents with any of some terms; their lists are read as far as others ask for. */
  static Query any(String field, Collection<String> terms) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    terms.forEach(term -> any.add(term(field, term), Occur.SHOULD));
    return any.build();
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
