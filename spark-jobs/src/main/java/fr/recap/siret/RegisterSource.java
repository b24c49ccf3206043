package fr.recap.siret;

import fr.recap.forms.ExactMatch;
import fr.recap.forms.Failures;
import fr.recap.indexing.ExactKeys;
import fr.recap.register.FreshWordings;
import fr.recap.register.RegisterEntry;
import fr.recap.register.RegisterIndex;
import fr.recap.register.RegisterQuery;
import fr.recap.register.RegisterSearch;
import fr.recap.siret.Candidate.Found;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.codes.Naf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Searches in the index of the register that this machine maps. Where an exact name leads is one
 * candidate of several: a search costs little here, and such a name may be that of another one.
 */
final class RegisterSource implements CandidateSource {
  /** What it tells of a candidate. */
  static final Signals SIGNALS = new Signals(RegisterSearch.SEARCHES, List.of());

  private static final int ACTIVITIES = 3;
  private static final int DIVISIONS = 3;

  /** Earlier wordings behind these bring hardly ever an establishment that nothing else finds. */
  private static final int LEADING = 10;

  private final RegisterIndex index;
  private final RegisterSearch search;
  private final boolean exact;

  private static final class Gathered {
    private final RegisterEntry establishment;
    private final Map<String, Found> found = new HashMap<>();
    private Votes votes = Votes.NONE;
    private boolean exact;

    private Gathered(RegisterEntry establishment) {
      this.establishment = establishment;
    }

    private Candidate candidate() {
      return new Candidate(establishment, found, Set.of(), votes, exact, found.size());
    }
  }

  /**
   * @param exact whether the candidate is told that an exact name leads to
   */
  RegisterSource(RegisterIndex index, boolean exact) {
    this(index, exact, null);
  }

  /**
   * @param fresh what forms say that came since the index was made; null for none
   */
  RegisterSource(RegisterIndex index, boolean exact, FreshWordings fresh) {
    this.index = index;
    this.search = new RegisterSearch(index, fresh);
    this.exact = exact;
  }

  @Override
  public Iterator<Retrieved> find(Iterator<SearchedForm> forms) {
    return Iterators.map(forms, this::find);
  }

  private Retrieved find(SearchedForm form) {
    if (form.failure() != null) {
      return form.failed(form.failure(), 0, 0);
    }
    try {
      if (form.query().isBlank()) {
        return form.without(PlanSource.NOTHING_TO_SEARCH_BY, 0, 0);
      }
      return searched(form);
    } catch (RuntimeException e) {
      return form.failed(Failures.reason(e), 0, 0);
    }
  }

  /** The establishment that an exact name or wording leads to; null for none. */
  private ExactMatch led(FormQuery query) {
    String key = ExactKeys.of(query.name(), query.communeCode());
    if (key == null) {
      return null;
    }
    RegisterEntry named = index.named(key).orElse(null);
    RegisterIndex.Led worded = index.worded(key, query.cabbi()).orElse(null);
    return new ExactRule(
            named == null ? null : named.siret(),
            named == null ? null : Naf.division(named.apet()),
            worded == null ? null : worded.siret(),
            worded == null ? 0 : worded.forms())
        .match(query.activities().codes());
  }

  private Retrieved searched(SearchedForm form) {
    RegisterQuery query = query(form);
    int before = search.asked();
    Map<String, Gathered> bySiret = new TreeMap<>();
    search
        .establishments(query)
        .forEach(
            (name, answers) -> {
              for (int i = 0; i < answers.size(); i++) {
                RegisterSearch.Found found = answers.get(i);
                gathered(bySiret, found.establishment())
                    .found
                    .putIfAbsent(name, new Found(i + 1, found.score() / answers.get(0).score()));
              }
            });
    addVotes(bySiret, search.votes(query, form.query().name(), form.query().cabbi()));
    ExactMatch led = exact ? led(form.query()) : null;
    if (led != null) {
      index
          .establishment(led.siret())
          .ifPresent(establishment -> gathered(bySiret, establishment).exact = true);
    }
    List<Candidate> candidates = new ArrayList<>(bySiret.size());
    bySiret.values().forEach(gathered -> candidates.add(gathered.candidate()));
    int sent = search.asked() - before;
    return candidates.isEmpty()
        ? form.without(PlanSource.NO_CANDIDATE, 1, sent)
        : form.found(candidates, 1, sent);
  }

  /** The first ones bring candidates of their own; others speak for those that are found. */
  private void addVotes(Map<String, Gathered> bySiret, List<RegisterSearch.Vote> votes) {
    for (int i = 0; i < votes.size(); i++) {
      RegisterSearch.Vote vote = votes.get(i);
      Gathered gathered = bySiret.get(vote.siret());
      if (gathered == null && i < LEADING) {
        gathered =
            index
                .establishment(vote.siret())
                .map(establishment -> gathered(bySiret, establishment))
                .orElse(null);
      }
      if (gathered != null) {
        gathered.found.putIfAbsent(
            RegisterSearch.HISTORY, new Found(i + 1, vote.score() / votes.get(0).score()));
        gathered.votes = gathered.votes.plus(votes(vote));
      }
    }
  }

  private static Votes votes(RegisterSearch.Vote vote) {
    int same = vote.sameName() ? vote.forms() : 0;
    return new Votes(vote.forms(), same, vote.sameCommune() ? same : 0);
  }

  private static Gathered gathered(Map<String, Gathered> bySiret, RegisterEntry establishment) {
    return bySiret.computeIfAbsent(establishment.siret(), absent -> new Gathered(establishment));
  }

  /** What a form gives to search the register by. */
  static RegisterQuery query(SearchedForm form) {
    FormQuery query = form.query();
    String departement = Departements.ofCommune(query.communeCode());
    return RegisterQuery.of(
        query.name(),
        query.acronym(),
        query.activity(),
        query.profession(),
        query.street(),
        query.number(),
        query.communeName(),
        query.communeCode(),
        form.form().form().text(Rp.DEPCOM_CODE),
        Objects.requireNonNullElse(departement, ""),
        query.activities().codes().stream()
            .map(Naf::normalize)
            .filter(Objects::nonNull)
            .limit(ACTIVITIES)
            .toList(),
        query.activities().codes().stream()
            .map(Naf::division)
            .filter(Objects::nonNull)
            .distinct()
            .limit(DIVISIONS)
            .toList(),
        query.latitude(),
        query.longitude());
  }
}
