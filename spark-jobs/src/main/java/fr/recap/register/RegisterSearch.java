package fr.recap.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/**
 * Finds the establishments that a form may mean, by seven searches in the files of this machine.
 * Used by one thread; equal queries that follow each other are searched for once.
 */
public final class RegisterSearch {
  /** By the words of the employer's name, in the country; place and staff order the answers. */
  public static final String NAMES = "names";

  /** By the words of the employer's name alone. */
  public static final String ANYWHERE = "anywhere";

  /** By the words of the employer's name, in the commune and around the workplace. */
  public static final String HERE = "here";

  /** By street and number, in the country, for communes that are wrong. */
  public static final String STREET = "street";

  /** In the commune and around the workplace, the largest that do what the form's activity is. */
  public static final String WORKPLACES = "workplace";

  /**
   * In the commune, other establishments of the legal units that the other searches found first.
   */
  public static final String SITES = "sites";

  /** By earlier forms that word the employer, or the activity, alike. */
  public static final String HISTORY = "history";

  /** All searches, in the order of {@link Answers}. */
  public static final List<String> SEARCHES =
      List.of(NAMES, ANYWHERE, HERE, STREET, WORKPLACES, SITES, HISTORY);

  private static final int NAMED = 35;
  private static final int AROUND = 25;
  private static final int ALONE = 10;
  private static final int OF_STREET = 20;
  private static final int LARGEST = 25;
  private static final int UNITS = 6;
  private static final int SITES_OF_UNITS = 20;

  private static final int WORDINGS = 25;
  private static final int REMEMBERED = 64;
  private static final int SIREN = 9;
  private static final String FIRST_SITE = "00000";
  private static final String BEYOND_SITES = "99999~";

  private final RegisterIndex index;
  private final Spellings spellings;
  private final Map<RegisterQuery, Answers> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RegisterQuery, Answers> eldest) {
          return size() > REMEMBERED;
        }
      };

  private int asked;

  /** An establishment in the answers of a search. */
  public record Found(RegisterEntry establishment, float score) {}

  /** An earlier wording in the answers of the history. */
  record Said(EarlierWording wording, float score) {}

  /**
   * What was found for a query.
   *
   * @param establishments by search, the best first
   * @param said earlier wordings, the best first
   */
  record Answers(Map<String, List<Found>> establishments, List<Said> said) {}

  /**
   * Earlier forms that led to an establishment.
   *
   * @param forms how many, the one that asks left out
   * @param sameName whether they name the employer in the same words
   * @param sameCommune whether their workplace is in the same commune, which is known
   */
  public record Vote(
      RegisterEntry establishment, int forms, boolean sameName, boolean sameCommune, float score) {}

  /** Searches an index. */
  public RegisterSearch(RegisterIndex index) {
    this.index = index;
    this.spellings = new Spellings(index);
  }

  /** How many queries were searched for, those left out that had just been. */
  public int asked() {
    return asked;
  }

  /**
   * The establishments that the searches find by their names and places.
   *
   * @return by name of the search, the best first
   */
  public Map<String, List<Found>> establishments(RegisterQuery query) {
    return answers(query).establishments();
  }

  /**
   * What earlier forms tell, the most alike first.
   *
   * @param name the employer's, as {@link fr.recap.udfs.text.TextCleaner#forNames} cleans it
   * @param cabbi of the form, which is no evidence for itself
   */
  public List<Vote> votes(RegisterQuery query, String name, String cabbi) {
    List<Vote> votes = new ArrayList<>();
    for (Said said : answers(query).said()) {
      EarlierWording wording = said.wording();
      int forms = wording.others(cabbi);
      if (forms > 0 && votes.size() < WORDINGS) {
        index
            .establishment(wording.siret())
            .ifPresent(
                establishment ->
                    votes.add(
                        new Vote(
                            establishment,
                            forms,
                            !name.isEmpty() && wording.name().equals(name),
                            !query.commune().isEmpty() && wording.commune().equals(query.commune()),
                            said.score())));
      }
    }
    return votes;
  }

  private Answers answers(RegisterQuery query) {
    Answers answers = remembered.get(query);
    if (answers == null) {
      asked++;
      try {
        answers = search(query);
      } catch (IOException e) {
        throw new UncheckedIOException("The index of the register can't be read", e);
      }
      remembered.put(query, answers);
    }
    return answers;
  }

  private Answers search(RegisterQuery query) throws IOException {
    List<Query> said = said(query);
    List<String> around = index.communes().near(query.commune());
    Map<String, List<Found>> found = new LinkedHashMap<>();
    found.put(NAMES, found(index.register(), RegisterQueries.names(query, said, around), NAMED));
    found.put(ANYWHERE, found(index.register(), RegisterQueries.anywhere(said), ALONE));
    found.put(HERE, found(index.register(), RegisterQueries.here(query, said), AROUND));
    Query street =
        RegisterQueries.street(
            query,
            said,
            around,
            index.establishments(),
            word -> index.frequency(IndexFields.STREET, word));
    found.put(STREET, found(index.register(), street, OF_STREET));
    found.put(WORKPLACES, found(index.register(), RegisterQueries.workplaces(query), LARGEST));
    List<Said> earlier = new ArrayList<>();
    // One more than count, since the form itself may be among them.
    for (ScoreDoc hit :
        top(index.history(), RegisterQueries.history(query, said, around), WORDINGS + 1)) {
      earlier.add(new Said(index.wording(hit.doc), hit.score));
    }
    found.put(SITES, sites(query, said, units(found, earlier)));
    return new Answers(found, earlier);
  }

  /** A clause for each word of the name, and for other wordings of it. */
  private List<Query> said(RegisterQuery query) {
    List<Query> said = new ArrayList<>();
    List<String> words = query.name();
    for (String word : words) {
      said.add(QueryClauses.word(word, spellings.of(word)));
    }
    for (int i = 0; i + 1 < words.size(); i++) {
      String glued = words.get(i) + words.get(i + 1);
      if (index.frequency(IndexFields.NAME, glued) > 0) {
        said.add(QueryClauses.synonym(List.of(glued)));
      }
    }
    index.synonyms().of(words).forEach(other -> said.add(QueryClauses.synonym(other)));
    if (!query.acronym().isEmpty()) {
      said.add(QueryClauses.acronym(query.acronym()));
    }
    return said;
  }

  /**
   * Legal units that the searches by name and the history found first. Where one form alone says so
   * it may be the very one that asks, which is no evidence for itself.
   */
  private static Set<String> units(Map<String, List<Found>> found, List<Said> earlier) {
    Set<String> units = new LinkedHashSet<>();
    found.get(NAMES).stream().limit(UNITS).forEach(hit -> units.add(hit.establishment().siren()));
    earlier.stream()
        .filter(said -> said.wording().forms().size() > 1)
        .limit(UNITS / 2)
        .forEach(said -> units.add(said.wording().siret().substring(0, SIREN)));
    return units;
  }

  private List<Found> sites(RegisterQuery query, List<Query> said, Set<String> units)
      throws IOException {
    if (query.commune().isEmpty() || units.isEmpty()) {
      return List.of();
    }
    BooleanQuery.Builder ofUnits = new BooleanQuery.Builder();
    for (String unit : units) {
      ofUnits.add(
          new DocumentRange(index.from(unit + FIRST_SITE), index.from(unit + BEYOND_SITES)),
          Occur.SHOULD);
    }
    Query sites = RegisterQueries.sites(query, said, ofUnits.build());
    return found(index.register(), sites, SITES_OF_UNITS);
  }

  private List<Found> found(IndexSearcher searcher, Query query, int most) throws IOException {
    List<Found> found = new ArrayList<>();
    for (ScoreDoc hit : top(searcher, query, most)) {
      found.add(new Found(index.establishment(hit.doc), hit.score));
    }
    return found;
  }

  private static List<ScoreDoc> top(IndexSearcher searcher, Query query, int most)
      throws IOException {
    return query == null ? List.of() : Arrays.asList(searcher.search(query, most).scoreDocs);
  }
}
