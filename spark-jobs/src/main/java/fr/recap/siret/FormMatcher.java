package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.IndexSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.forms.CodedForm;
import fr.recap.forms.Match;
import fr.recap.indexing.ExactKeys;
import fr.recap.indexing.IndexSource;
import fr.recap.register.FreshWordings;
import fr.recap.register.PublishedRegister;
import fr.recap.register.RegisterIndex;
import fr.recap.runtime.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives single forms the establishments that they most likely mean, without any job: by the
 * look-ups and searches, comparisons and ranking of {@link MatchSiret}, so with the same results in
 * the same indices. Threads may share it.
 *
 * <p>It belongs to the versions of the indices that it was opened on, since it remembers
 * establishments: when an alias moves, another one is opened.
 */
public final class FormMatcher {
  private final Sources sources;
  private final Optional<ExactLookup> exact;
  private final List<String> versions;
  private final String activity;
  private final Pool<MatchMaker> makers;

  /** A matcher's files in memory; it keeps them there as long as it is used. */
  public static final class Model {
    private final SiretModel files;

    private Model(SiretModel files) {
      this.files = files;
    }

    /**
     * Reads a published version out of its local folder.
     *
     * @throws ConfigException if it asks for features that this version lacks
     */
    public static Model load(Path folder) throws IOException {
      return new Model(SiretModel.load(folder));
    }
  }

  /** Lends a source of candidates to one thread. */
  @FunctionalInterface
  private interface Sources {
    List<Match> find(Function<CandidateSource, List<Match>> work);
  }

  private FormMatcher(
      Model model,
      Sources sources,
      Optional<ExactLookup> exact,
      List<String> versions,
      String activity) {
    this.sources = sources;
    this.exact = exact;
    this.versions = versions;
    this.activity = activity;
    this.makers = new Pool<>(() -> new MatchMaker(model.files));
  }

  /**
   * Opens a matcher on the indices that are there.
   *
   * @param admin asks about the indices
   * @param client searches them
   * @param fresh what forms say that were validated since the index of the register was made
   * @throws ConfigException if an index is missing, or was made before forms could be looked up
   */
  public static FormMatcher open(
      Model model, RecapConfig config, IndexAdmin admin, MultiSearch client, FreshWordings fresh) {
    SiretModel.Plan plan = model.files.plan();
    String activity = config.siret().activity();
    if (plan.inRegister()) {
      PublishedRegister register = PublishedRegister.resolve(config);
      RegisterIndex index = register.get();
      // It goes by what the index and the fresh forms are at each search, and remembers words.
      Pool<CandidateSource> kept =
          new Pool<>(() -> new RegisterSource(index, plan.exactMatches(), fresh));
      return new FormMatcher(
          model, kept::get, Optional.empty(), List.of(register.version()), activity);
    }
    IndexSettings present = CandidateRetrieval.present(config, admin);
    List<String> versions = versions(config, admin);
    Optional<ExactLookup> exact = Optional.empty();
    if (plan.exactMatches()) {
      require(admin, present.sirus(), ExactKeys.OF_NAMES);
      List<String> checked =
          IndexSource.history(config).stream()
              .map(IndexSource::alias)
              .filter(present.history()::contains)
              .toList();
      checked.forEach(index -> require(admin, index, ExactKeys.OF_WORDING));
      exact = Optional.of(new ExactLookup(client, present.sirus(), String.join(",", checked)));
    }
    SearchPlan searches = plan.load();
    return new FormMatcher(
        model,
        // It remembers answers of the server, which may be others at the next request.
        work ->
            work.apply(
                CandidateRetrieval.source(searches, client, present, Unanswered.IS_AN_ERROR)),
        exact,
        versions,
        activity);
  }

  /**
   * Whether the versions that a model would be opened on are still these.
   *
   * @throws ConfigException if the store or the server doesn't tell
   */
  public boolean isCurrent(Model model, RecapConfig config, IndexAdmin admin) {
    return versions.equals(
        model.files.plan().inRegister()
            ? List.of(PublishedRegister.resolve(config).version())
            : versions(config, admin));
  }

  /** Versions of the indices behind the aliases of the settings; they change as aliases move. */
  private static List<String> versions(RecapConfig config, IndexAdmin admin) {
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
   * @param forms with the predictions of the nomenclature {@code siret.activity} and where they lie
   * @return what {@link MatchSiret#transform} says of them, in the same order; of a form whose
   *     search failed, with the reason
   * @throws fr.recap.elastic.ElasticException if the server refuses the searches
   * @throws ConfigException if it does not answer
   */
  public List<Match> match(List<CodedForm> forms) {
    List<SearchedForm> searched =
        forms.stream().map(form -> SearchedForm.of(form, activity)).toList();
    List<SearchedForm> known = exact.map(lookup -> lookup.lookUp(searched)).orElse(searched);
    return makers.get(
        maker ->
            sources.find(
                source -> {
                  List<Match> matches = new ArrayList<>(forms.size());
                  source
                      .find(known.iterator())
                      .forEachRemaining(found -> matches.add(maker.match(found)));
                  return matches;
                }));
  }
}
