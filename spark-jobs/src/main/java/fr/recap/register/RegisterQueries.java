package fr.recap.register;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;

/**
 * The searches of {@link RegisterSearch} as queries; null where a form says nothing to search by.
 * Their parameter {@code said} are clauses of the employer's name, {@code around} the communes near
 * the workplace's.
 */
final class RegisterQueries {
  /** A word of the streets of so many, such as their type, leads to none of them. */
  private static final double OF_MANY = 0.02;

  /** One of so few establishments always does. */
  private static final int OF_FEW = 100;

  private RegisterQueries() {}

  static Query names(RegisterQuery query, List<Query> said, List<String> around) {
    if (said.isEmpty()) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(any(said), Occur.MUST);
    commune(all, query, around);
    workplace(all, query);
    activity(all, query);
    all.add(QueryClauses.staff(1.5), Occur.SHOULD);
    return all.build();
  }

  static Query anywhere(List<Query> said) {
    if (said.isEmpty()) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(any(said), Occur.MUST);
    all.add(QueryClauses.staff(0.5), Occur.SHOULD);
    return all.build();
  }

  static Query here(RegisterQuery query, List<Query> said) {
    Query places = places(query);
    if (said.isEmpty() || places == null) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(places, Occur.FILTER);
    all.add(new BoostQuery(any(said), 2), Occur.MUST);
    workplace(all, query);
    activity(all, query);
    all.add(QueryClauses.staff(2), Occur.SHOULD);
    return all.build();
  }

  static Query workplaces(RegisterQuery query) {
    Query places = places(query);
    if (places == null || query.divisions().isEmpty()) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(places, Occur.FILTER);
    all.add(QueryClauses.any(IndexFields.DIVISION, query.divisions()), Occur.FILTER);
    workplace(all, query);
    activity(all, query);
    all.add(QueryClauses.staff(3), Occur.SHOULD);
    return all.build();
  }

  /**
   * @param establishments of the register
   * @param frequency in how many of them a street has a word
   */
  static Query street(
      RegisterQuery query,
      List<Query> said,
      List<String> around,
      int establishments,
      ToIntFunction<String> frequency) {
    double most = Math.max(OF_FEW, OF_MANY * establishments);
    List<String> telling =
        query.street().stream().filter(word -> frequency.applyAsInt(word) <= most).toList();
    if (telling.isEmpty()) {
      return null;
    }
    BooleanQuery.Builder street = new BooleanQuery.Builder();
    QueryClauses.words(street, IndexFields.STREET, telling, 2.5);
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(street.build(), Occur.MUST);
    said.forEach(clause -> all.add(clause, Occur.SHOULD));
    QueryClauses.worth(all, IndexFields.NUMBER, query.number(), 8);
    commune(all, query, around);
    activity(all, query);
    all.add(QueryClauses.staff(1.5), Occur.SHOULD);
    return all.build();
  }

  /** The commune and the squares around the workplace, else what is known of its place. */
  private static Query places(RegisterQuery query) {
    BooleanQuery.Builder where = new BooleanQuery.Builder();
    if (!query.commune().isEmpty()) {
      where.add(QueryClauses.term(IndexFields.COMMUNE, query.commune()), Occur.SHOULD);
    }
    if (query.latitude() != null) {
      List<String> cells = new ArrayList<>(Cells.around(query.latitude(), query.longitude()));
      cells.add(Cells.of(query.latitude(), query.longitude()));
      where.add(QueryClauses.any(IndexFields.CELL, cells), Occur.SHOULD);
    }
    if (query.commune().isEmpty() && !query.town().isEmpty()) {
      BooleanQuery.Builder town = new BooleanQuery.Builder();
      query.town().forEach(w -> town.add(QueryClauses.term(IndexFields.TOWN, w), Occur.MUST));
      where.add(town.build(), Occur.SHOULD);
    }
    if (query.commune().isEmpty() && query.town().isEmpty() && !query.residence().isEmpty()) {
      where.add(QueryClauses.term(IndexFields.COMMUNE, query.residence()), Occur.SHOULD);
    }
    BooleanQuery places = where.build();
    return places.clauses().isEmpty() ? null : places;
  }

  /** What the commune is worth, and those around it. */
  private static void commune(BooleanQuery.Builder all, RegisterQuery query, List<String> around) {
    QueryClauses.worth(all, IndexFields.COMMUNE, query.commune(), 16);
    QueryClauses.worth(all, IndexFields.COMMUNE, around, 6);
    if (!query.residence().equals(query.commune())) {
      QueryClauses.worth(
          all, IndexFields.COMMUNE, query.residence(), query.commune().isEmpty() ? 9 : 4);
    }
    QueryClauses.worth(all, IndexFields.DEPARTEMENT, query.departement(), 5);
    QueryClauses.words(all, IndexFields.TOWN, query.town(), 1);
  }

  /** What street, number and coordinates are worth. */
  private static void workplace(BooleanQuery.Builder all, RegisterQuery query) {
    QueryClauses.words(all, IndexFields.STREET, query.street(), 1.5);
    QueryClauses.worth(all, IndexFields.NUMBER, query.number(), 4);
    if (query.latitude() != null) {
      QueryClauses.worth(all, IndexFields.CELL, Cells.of(query.latitude(), query.longitude()), 9);
      QueryClauses.worth(
          all, IndexFields.CELL, Cells.around(query.latitude(), query.longitude()), 6);
    }
  }

  /** What the predicted activities and the words of activity and profession are worth. */
  private static void activity(BooleanQuery.Builder all, RegisterQuery query) {
    double worth = 8;
    for (String activity : query.activities()) {
      QueryClauses.worth(all, IndexFields.ACTIVITY, activity, worth);
      worth *= 0.7;
    }
    for (String division : query.divisions()) {
      QueryClauses.worth(all, IndexFields.DIVISION, division, worth);
      worth *= 0.7;
    }
    QueryClauses.words(all, IndexFields.STEM, query.activity(), 0.7);
    QueryClauses.words(all, IndexFields.STEM, query.profession(), 0.3);
  }

  static Query history(RegisterQuery query, List<Query> said, List<String> around) {
    BooleanQuery.Builder alike = new BooleanQuery.Builder();
    said.forEach(clause -> alike.add(clause, Occur.SHOULD));
    QueryClauses.words(alike, IndexFields.ACTIVITY, query.activity(), 1);
    BooleanQuery evidence = alike.build();
    if (evidence.clauses().isEmpty()) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(evidence, Occur.MUST);
    QueryClauses.worth(all, IndexFields.COMMUNE, query.commune(), 15);
    QueryClauses.worth(all, IndexFields.COMMUNE, around, 5);
    QueryClauses.worth(all, IndexFields.COMMUNE, query.residence(), 3);
    QueryClauses.words(all, IndexFields.TOWN, query.town(), 1);
    QueryClauses.words(all, IndexFields.STREET, query.street(), 1);
    return all.build();
  }

  /** In the commune, the establishments of some legal units. */
  static Query sites(RegisterQuery query, List<Query> said, Query ofUnits) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(QueryClauses.term(IndexFields.COMMUNE, query.commune()), Occur.FILTER);
    all.add(ofUnits, Occur.FILTER);
    said.forEach(clause -> all.add(clause, Occur.SHOULD));
    workplace(all, query);
    activity(all, query);
    all.add(QueryClauses.staff(1), Occur.SHOULD);
    return all.build();
  }

  private static Query any(List<Query> clauses) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    clauses.forEach(clause -> any.add(clause, Occur.SHOULD));
    return any.build();
  }
}
