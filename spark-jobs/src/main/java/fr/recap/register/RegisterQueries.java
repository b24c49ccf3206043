package fr.recap.register;

import fr.recap.register.QueryClauses.Way;
import fr.recap.udfs.address.Departements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * The searches of {@link RegisterSearch} for what a form says, as queries; null where it says
 * nothing to search by.
 */
final class RegisterQueries {
  /** A word of the streets of so many, such as their type, leads to none of them. */
  private static final double OF_MANY = 0.02;

  /** The first words of a name are looked at in pairs; nobody's has many more that tell. */
  private static final int PAIRED = 8;

  /** What the house number is worth, twice as much in a search by the street. */
  private static final double NUMBER = 4;

  private final RegisterIndex index;
  private final RegisterQuery query;
  private final List<List<Way>> said;
  private final List<String> around;

  /**
   * @param said clauses of the employer's name, each by several ways
   */
  RegisterQueries(RegisterIndex index, RegisterQuery query, List<List<Way>> said) {
    this.index = index;
    this.query = query;
    this.said = said;
    this.around = index.communes().near(query.commune());
  }

  /**
   * @param pairs of words of the register's names
   */
  Query names(WordPairs pairs) throws IOException {
    Query leading = leading(index.register().getIndexReader(), pairs).query();
    if (leading == null) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(leading, Occur.FILTER);
    name(all);
    QueryClauses.words(all, IndexFields.TOWN, query.town(), 1);
    words(all);
    return weighed(all, Worth.Place.BOTH, NUMBER, 1.5);
  }

  /** The clauses of the name, as far as they lead to documents of an index. */
  private Leading leading(IndexReader documents, WordPairs pairs) throws IOException {
    Leading leading = new Leading(documents, nearby());
    for (List<Way> ways : said) {
      for (Way way : ways) {
        leading.add(way);
      }
    }
    List<String> words = query.name().subList(0, Math.min(PAIRED, query.name().size()));
    for (int i = 0; i < words.size(); i++) {
      for (int j = i + 1; j < words.size(); j++) {
        if (pairs.areTelling(words.get(i), words.get(j))) {
          leading.addAll(
              QueryClauses.term(IndexFields.NAME, words.get(i)),
              QueryClauses.term(IndexFields.NAME, words.get(j)));
        }
      }
    }
    return leading;
  }

  /**
   * Where what many have leads as well: the départements of workplace and residence, and near
   * communes beyond; null if the form names none.
   */
  private Query nearby() {
    List<String> communes = new ArrayList<>(around);
    communes.add(query.commune());
    communes.add(query.residence());
    communes.removeIf(String::isEmpty);
    Set<String> departements = new TreeSet<>();
    for (String commune : List.of(query.commune(), query.residence())) {
      String departement = Departements.ofCommune(commune);
      if (departement != null) {
        departements.add(departement);
        communes.removeIf(other -> other.startsWith(departement));
      }
    }
    BooleanQuery.Builder where = new BooleanQuery.Builder();
    departements.forEach(
        code -> where.add(QueryClauses.term(IndexFields.DEPARTEMENT, code), Occur.SHOULD));
    communes.forEach(code -> where.add(QueryClauses.term(IndexFields.COMMUNE, code), Occur.SHOULD));
    if (query.commune().isEmpty() && !query.town().isEmpty()) {
      where.add(town(), Occur.SHOULD);
    }
    BooleanQuery nearby = where.build();
    return nearby.clauses().isEmpty() ? null : nearby;
  }

  private Query town() {
    BooleanQuery.Builder town = new BooleanQuery.Builder();
    query.town().forEach(w -> town.add(QueryClauses.term(IndexFields.TOWN, w), Occur.MUST));
    return town.build();
  }

  private void name(BooleanQuery.Builder all) {
    said.forEach(ways -> all.add(QueryClauses.best(ways), Occur.SHOULD));
  }

  Query workplaces() {
    Query places = places();
    if (places == null || query.divisions().isEmpty()) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(places, Occur.FILTER);
    all.add(QueryClauses.any(IndexFields.DIVISION, query.divisions()), Occur.FILTER);
    words(all);
    return weighed(all, Worth.Place.CELLS, NUMBER, 3);
  }

  Query street() throws IOException {
    double most = Math.max(Leading.FEW, OF_MANY * index.establishments());
    List<String> telling =
        query.street().stream()
            .filter(word -> index.frequency(IndexFields.STREET, word) <= most)
            .toList();
    if (telling.isEmpty()) {
      return null;
    }
    Leading leading = new Leading(index.register().getIndexReader(), nearby());
    List<Query> wholeAddress = new ArrayList<>();
    for (String word : telling) {
      leading.add(new Way(IndexFields.STREET, List.of(word), 1));
      wholeAddress.add(QueryClauses.term(IndexFields.STREET, word));
    }
    if (!query.number().isEmpty()) {
      wholeAddress.add(QueryClauses.term(IndexFields.NUMBER, query.number()));
      leading.addAll(wholeAddress.toArray(Query[]::new));
    }
    Query leads = leading.query();
    if (leads == null) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(leads, Occur.FILTER);
    QueryClauses.words(all, IndexFields.STREET, telling, 2.5);
    name(all);
    QueryClauses.words(all, IndexFields.TOWN, query.town(), 1);
    activity(all);
    return weighed(all, Worth.Place.COMMUNES, 2 * NUMBER, 1.5);
  }

  /** The commune and the squares around the workplace, else what is known of its place. */
  private Query places() {
    BooleanQuery.Builder where = new BooleanQuery.Builder();
    if (!query.commune().isEmpty()) {
      where.add(QueryClauses.term(IndexFields.COMMUNE, query.commune()), Occur.SHOULD);
    }
    if (query.latitude() != null) {
      List<Long> cells = new ArrayList<>(Cells.around(query.latitude(), query.longitude()));
      cells.add(Cells.of(query.latitude(), query.longitude()));
      where.add(
          QueryClauses.any(IndexFields.CELL, cells.stream().map(Object::toString).toList()),
          Occur.SHOULD);
    }
    if (query.commune().isEmpty() && !query.town().isEmpty()) {
      where.add(town(), Occur.SHOULD);
    }
    if (query.commune().isEmpty() && query.town().isEmpty() && !query.residence().isEmpty()) {
      where.add(QueryClauses.term(IndexFields.COMMUNE, query.residence()), Occur.SHOULD);
    }
    BooleanQuery places = where.build();
    return places.clauses().isEmpty() ? null : places;
  }

  /** What the words of street, activity and profession are worth. */
  private void words(BooleanQuery.Builder all) {
    QueryClauses.words(all, IndexFields.STREET, query.street(), 1.5);
    activity(all);
  }

  private void activity(BooleanQuery.Builder all) {
    QueryClauses.words(all, IndexFields.STEM, query.activity(), 0.7);
    QueryClauses.words(all, IndexFields.STEM, query.profession(), 0.3);
  }

  private Query weighed(
      BooleanQuery.Builder all, Worth.Place place, double ofNumber, double ofStaff) {
    return new FunctionScoreQuery(all.build(), new Worth(query, around, place, ofNumber, ofStaff));
  }

  /**
   * @param wordings of earlier forms
   * @param pairs of words of their names
   */
  Query history(IndexReader wordings, WordPairs pairs) throws IOException {
    Leading leading = leading(wordings, pairs);
    for (String stem : query.activity()) {
      leading.add(new Way(IndexFields.ACTIVITY, List.of(stem), 1));
    }
    Query leads = leading.query();
    if (leads == null) {
      return null;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(leads, Occur.FILTER);
    name(all);
    QueryClauses.words(all, IndexFields.ACTIVITY, query.activity(), 1);
    QueryClauses.worth(all, IndexFields.COMMUNE, query.commune(), 15);
    QueryClauses.worth(all, IndexFields.COMMUNE, around, 5);
    QueryClauses.worth(all, IndexFields.COMMUNE, query.residence(), 3);
    QueryClauses.words(all, IndexFields.TOWN, query.town(), 1);
    QueryClauses.words(all, IndexFields.STREET, query.street(), 1);
    return all.build();
  }

  /** In the commune, the establishments of some legal units. */
  Query sites(Query ofUnits) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    all.add(QueryClauses.term(IndexFields.COMMUNE, query.commune()), Occur.FILTER);
    all.add(ofUnits, Occur.FILTER);
    name(all);
    words(all);
    return weighed(all, Worth.Place.CELLS, NUMBER, 1);
  }
}
