package fr.recap.register;

import fr.recap.register.QueryClauses.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/**
 * Finds the establishments that a form may mean, by five searches in the files of this machine.
 * Used by one thread; equal queries that follow each other are searched for once.
 */
public final class RegisterSearch {
  /**
   * By the words of the employer's name: rare ones in the country, others near; place and staff
   * order the answers.
   */
  public static final String NAMES = "names";

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
  public static final List<String> SEARCHES = List.of(NAMES, STREET, WORKPLACES, SITES, HISTORY);

  private static final int NAMED = 35;
  private static final int OF_STREET = 20;
  private static final int LARGEST = 25;
  private static final int UNITS = 6;
  private static final int SITES_OF_UNITS = 20;

  private static final int WORDINGS = 25;
  private static final int REMEMBERED = 64;
  private static final int SIREN = 9;

  /** As many as numbers within a unit have. */
  private static final long SITES_OF_A_UNIT = 100_000;

  private final RegisterIndex index;
  private final Spellings spellings;
  private final WordPairs pairs;
  private final WordPairs earlierPairs;
  private final Map<RegisterQuery, Answers> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RegisterQuery, Answers> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final FreshWordings fresh;
  private long freshVersion = -1;
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
   * @param siret of it; the register may lack it
   * @param forms how many, the one that asks left out
   * @param sameName whether they name the employer in the same words
   * @param sameCommune whether their workplace is in the same commune, which is known
   */
  public record Vote(String siret, int forms, boolean sameName, boolean sameCommune, float score) {}

  /** Searches an index. */
  public RegisterSearch(RegisterIndex index) {
    this(index, null);
  }

  /**
   * @param fresh what forms say that came since the index was made; null for none
   */
  public RegisterSearch(RegisterIndex index, FreshWordings fresh) {
    this.index = index;
    this.fresh = fresh;
    this.spellings = new Spellings(index);
    this.pairs = new WordPairs(RegisterIndex.leaf(index.register()));
    this.earlierPairs = new WordPairs(RegisterIndex.leaf(index.history()));
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
        votes.add(
            new Vote(
                wording.siret(),
                forms,
                !name.isEmpty() && wording.name().equals(name),
                !query.commune().isEmpty() && wording.commune().equals(query.commune()),
                said.score()));
      }
    }
    return votes;
  }

  private Answers answers(RegisterQuery query) {
    if (fresh == null) {
      return answers(query, null);
    }
    DirectoryReader now = fresh.acquire();
    try {
      if (now.getVersion() != freshVersion) {
        freshVersion = now.getVersion();
        remembered.clear();
      }
      return answers(query, now);
    } finally {
      fresh.release(now);
    }
  }

  private Answers answers(RegisterQuery query, DirectoryReader now) {
    Answers answers = remembered.get(query);
    if (answers == null) {
      asked++;
      try {
        answers = search(query, now);
      } catch (IOException e) {
        throw new UncheckedIOException("The index of the register can't be read", e);
      }
      remembered.put(query, answers);
    }
    return answers;
  }

  /**
   * @param now forms that came since the index was made; null for none
   */
  private Answers search(RegisterQuery query, DirectoryReader now) throws IOException {
    RegisterQueries queries = new RegisterQueries(index, query, said(query));
    Map<String, List<Found>> found = new LinkedHashMap<>();
    found.put(NAMES, found(queries.names(pairs), NAMED));
    found.put(STREET, found(queries.street(), OF_STREET));
    found.put(WORKPLACES, found(queries.workplaces(), LARGEST));
    List<Said> earlier = said(index.history(), queries, earlierPairs);
    addFresh(earlier, queries, now);
    found.put(SITES, sites(queries, query.commune(), units(found, earlier)));
    return new Answers(found, earlier);
  }

  /** Earlier wordings; one more than count, since the form itself may be among them. */
  private static List<Said> said(IndexSearcher wordings, RegisterQueries queries, WordPairs pairs)
      throws IOException {
    IndexReader reader = wordings.getIndexReader();
    List<Said> said = new ArrayList<>();
    for (ScoreDoc hit : top(wordings, queries.history(reader, pairs), WORDINGS + 1)) {
      LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(hit.doc, reader.leaves()));
      said.add(new Said(RegisterIndex.wording(leaf.reader(), hit.doc - leaf.docBase), hit.score));
    }
    return said;
  }

  /** Adds forms that came since the index was made, in their places. */
  private void addFresh(List<Said> earlier, RegisterQueries queries, DirectoryReader now)
      throws IOException {
    if (now == null || now.numDocs() == 0) {
      return;
    }
    List<Said> known = List.copyOf(earlier);
    for (Said form :
        said(FreshWordings.searcher(now, index.history()), queries, new WordPairs(null))) {
      if (known.stream().noneMatch(said -> said.wording().has(form.wording()))) {
        earlier.add(form);
      }
    }
    earlier.sort(Comparator.comparingDouble(Said::score).reversed());
  }

  /** A clause for each word of the name, and for other wordings of it. */
  private List<List<Way>> said(RegisterQuery query) {
    List<List<Way>> said = new ArrayList<>();
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

  private List<Found> sites(RegisterQueries queries, String commune, Set<String> units)
      throws IOException {
    if (commune.isEmpty() || units.isEmpty()) {
      return List.of();
    }
    BooleanQuery.Builder ofUnits = new BooleanQuery.Builder();
    for (String unit : units) {
      ofUnits.add(
          new DocumentRange(
              index.from(Long.parseLong(unit) * SITES_OF_A_UNIT),
              index.from((Long.parseLong(unit) + 1) * SITES_OF_A_UNIT)),
          Occur.SHOULD);
    }
    return found(queries.sites(ofUnits.build()), SITES_OF_UNITS);
  }

  private List<Found> found(Query query, int most) throws IOException {
    List<Found> found = new ArrayList<>();
    for (ScoreDoc hit : top(index.register(), query, most)) {
      found.add(new Found(index.establishment(hit.doc), hit.score));
    }
    return found;
  }

  private static List<ScoreDoc> top(IndexSearcher searcher, Query query, int most)
      throws IOException {
    if (query == null) {
      return List.of();
    }
    // Nobody asks how many there are: what can't be among the best is passed over at once.
    return Arrays.asList(
        searcher.search(query, new TopScoreDocCollectorManager(most, null, most)).scoreDocs);
  }
}
