package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.IndexSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.indexing.ExactKeys;
import fr.recap.indexing.IndexSource;
import fr.recap.runtime.Pool;
import fr.recap.siret.ExactLookup.Looked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Gives single forms the establishments that they most likely mean, without any job: by the
 * look-ups and searches, comparisons and ranking of {@link MatchSiret}, so with the same results in
 * the same indices. Threads may share it.
 *
 * <p>It belongs to the versions of the indices that it was opened on, since it remembers
 * establishments: when an alias moves, another one is opened.
 */
public final class FormMatcher {
  private final Model model;
  private final MultiSearch client;
  private final SearchPlan plan;
  private final IndexSettings indices;
  private final Optional<ExactLookup> exact;
  private final List<String> versions;
  private final Pool<PairScorer.Session> sessions;

  /** A matcher's files in memory; it keeps them there as long as it is used. */
  public static final class Model {
    private final SiretModel files;

    private Model(SiretModel files) {
      this.files = files;
    }

    /**
     * Reads a published version out of its local folder.
     *
     * @throws ConfigException if it was trained on other features than ours
     */
    public static Model load(Path folder) throws IOException {
      return new Model(SiretModel.load(folder));
    }
  }

  private FormMatcher(
      Model model,
      MultiSearch client,
      IndexSettings indices,
      Optional<ExactLookup> exact,
      List<String> versions) {
    this.model = model;
    this.client = client;
    this.plan = model.files.plan().load();
    this.indices = indices;
    this.exact = exact;
    this.versions = versions;
    this.sessions = new Pool<>(() -> model.files.pairs().open(plan, model.files.ranking()));
  }

  /**
   * Opens a matcher on the indices that are there.
   *
   * @param admin asks about the indices
   * @param client searches them
   * @throws ConfigException if an index is missing, or was made before forms could be looked up
   */
  public static FormMatcher open(
      Model model, RecapConfig config, IndexAdmin admin, MultiSearch client) {
    IndexSettings present = CandidateRetrieval.present(config, admin);
    List<String> versions = versions(config, admin);
    Optional<ExactLookup> exact = Optional.empty();
    if (model.files.plan().exactMatches()) {
      require(admin, present.sirus(), ExactKeys.OF_NAMES);
      List<String> checked =
          IndexSource.history(config).stream()
              .map(IndexSource::alias)
              .filter(present.history()::contains)
              .toList();
      checked.forEach(index -> require(admin, index, ExactKeys.OF_WORDING));
      exact = Optional.of(new ExactLookup(client, present.sirus(), String.join(",", checked)));
    }
    return new FormMatcher(model, client, present, exact, versions);
  }

  /** Versions of the indices behind the aliases of the settings; they change as aliases move. */
  public static List<String> versions(RecapConfig config, IndexAdmin admin) {
    List<String> versions = new ArrayList<>(admin.versions(config.indices().sirus()));
    config.indices().history().forEach(index -> versions.addAll(admin.versions(index)));
    return versions;
  }

  private static void require(IndexAdmin admin, String index, String field) {
    if (!admin.hasField(index, field)) {
      throw new ConfigException(
          "The index %s has no field %s, by which single forms are looked up: it was made by an earlier release. Make it anew with 'recap index sirus history validated'"
              .formatted(index, field));
    }
  }

  /** The versions that it was opened on. */
  public List<String> versions() {
    return versions;
  }

  /**
   * Matches forms.
   *
   * @param forms with the columns of {@link MatchInput}
   * @return the rows of {@link MatchSiret#transform} in the same order, each with its schema; a
   *     form whose search failed has its reason in {@link MatchSiret#SIRET_ERROR}
   * @throws fr.recap.elastic.ElasticException if the server refuses the searches
   * @throws ConfigException if it does not answer
   */
  public List<Row> match(List<Row> forms) {
    List<Looked> looked =
        exact
            .map(lookup -> lookup.lookUp(forms))
            .orElseGet(
                () -> forms.stream().map(form -> new Looked(form, Optional.empty())).toList());
    List<Row> known =
        looked.stream().filter(form -> form.error().isEmpty()).map(Looked::form).toList();
    CandidateSearch search =
        new CandidateSearch(
            plan,
            client,
            indices,
            model.files.plan().trustsSiretc(),
            CandidateSearch.Unanswered.IS_AN_ERROR);
    return sessions.get(
        session -> {
          Iterator<Retrieved> found = search.search(known.iterator());
          List<Row> rows = new ArrayList<>(forms.size());
          for (Looked form : looked) {
            Retrieved retrieved =
                form.error()
                    .map(error -> CandidateSearch.failure(form.form(), error))
                    .orElseGet(found::next);
            rows.add(MatchSiret.row(retrieved, session.score(retrieved), model.files));
          }
          return rows;
        });
  }
}
