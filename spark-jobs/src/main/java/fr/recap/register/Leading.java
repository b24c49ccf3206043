package fr.recap.register;

import fr.recap.register.QueryClauses.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * Which documents a search looks at: in the country those that have what few have, near the form
 * all that have anything of what it says. So a search costs far less than the register grows. What
 * leads has no say in the score.
 */
final class Leading {
  /** Documents up to which what they have leads to all of them. */
  static final int FEW = 5000;

  private final IndexReader index;
  private final Query near;
  private final List<Query> anywhere = new ArrayList<>();
  private final List<Query> common = new ArrayList<>();

  /**
   * @param near where the form is; null if it doesn't say
   */
  Leading(IndexReader index, Query near) {
    this.index = index;
    this.near = near;
  }

  /** Adds a way to find what the form says. */
  void add(Way way) throws IOException {
    int frequency = way.frequency(index);
    if (frequency > FEW) {
      common.add(way.query());
    } else if (frequency > 0) {
      anywhere.add(way.query());
    }
  }

  /** Adds documents that have all of several things, wherever they are. */
  void addAll(Query... all) {
    anywhere.add(together(all));
  }

  /**
   * What leads.
   *
   * @return null if nothing does
   */
  Query query() {
    BooleanQuery.Builder leading = new BooleanQuery.Builder();
    anywhere.forEach(query -> leading.add(query, Occur.SHOULD));
    if (near != null && !common.isEmpty()) {
      leading.add(together(any(common), near), Occur.SHOULD);
    }
    if (anywhere.isEmpty() && near == null) {
      common.forEach(query -> leading.add(query, Occur.SHOULD));
    }
    BooleanQuery query = leading.build();
    return query.clauses().isEmpty() ? null : query;
  }

  private static Query any(List<Query> queries) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    queries.forEach(query -> any.add(query, Occur.SHOULD));
    return any.build();
  }

  private static Query together(Query... queries) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (Query query : queries) {
      all.add(query, Occur.FILTER);
    }
    return all.build();
  }
}
