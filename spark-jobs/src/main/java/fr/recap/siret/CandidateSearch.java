package fr.recap.siret;

import fr.recap.config.IndexSettings;
import fr.recap.elastic.Answered;
import fr.recap.elastic.MultiSearch;
import fr.recap.elastic.Search;
import fr.recap.elastic.SearchResult;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * Finds the candidates of forms: the searches of the plan, then the documents of establishments
 * that only earlier forms name. Requests are under way while the caller works on what is there.
 */
final class CandidateSearch {
  static final String NOTHING_TO_SEARCH_BY =
      "nothing to search by: neither employer nor activity nor profession is filled";
  static final String NO_CANDIDATE = "no candidate: no search found an establishment";
  private static final String FAILED = "a search failed: ";

  private final SearchPlan plan;
  private final MultiSearch client;
  private final String sirus;
  private final String history;
  private final boolean trustsSiretc;
  private final Unanswered unanswered;

  /** What becomes of a form none of whose searches was answered. */
  enum Unanswered {
    /** The servers are down: the whole task ends, to be run again. */
    ENDS_ALL,
    /** It has the reason as its error; the others go on. */
    IS_AN_ERROR
  }

  /** A form whose searches are prepared; own are those that are sent for it. */
  private record Prepared(
      Row form,
      FormQuery query,
      List<SearchPlan.Search> searches,
      List<SharedSearches.Slot> slots,
      List<Search> sent,
      List<SharedSearches.Slot> own) {}

  /** A form whose candidates are known, but for the documents of some. */
  private record Counted(Prepared prepared, Candidates candidates, Optional<String> error) {}

  /**
   * @param unanswered what becomes of a form none of whose searches was answered
   */
  CandidateSearch(
      SearchPlan plan,
      MultiSearch client,
      IndexSettings indices,
      boolean trustsSiretc,
      Unanswered unanswered) {
    this.unanswered = unanswered;
    this.plan = plan;
    this.client = client;
    this.sirus = indices.sirus();
    this.history = String.join(",", indices.history());
    this.trustsSiretc = trustsSiretc;
  }

  /** Whether the reason why a form has no candidate is a failure; the reason may be null. */
  static boolean failed(String error) {
    return error != null && error.startsWith(FAILED);
  }

  /** A form that could not be searched for. */
  static Retrieved failure(Row form, String reason) {
    return new Retrieved(form, FormQuery.of(form), List.of(), 0, 0, Optional.of(FAILED + reason));
  }

  /** The candidates of forms with the columns of {@link MatchInput}, lazily and in order. */
  Iterator<Retrieved> search(Iterator<Row> forms) {
    SharedSearches shared = new SharedSearches();
    Iterator<Prepared> prepared = Iterators.map(forms, form -> prepare(form, shared));
    Iterator<Counted> counted = Iterators.map(client.stream(prepared, Prepared::sent), this::count);
    return Iterators.map(client.stream(counted, this::missingDocuments), this::complete);
  }

  private Prepared prepare(Row form, SharedSearches shared) {
    FormQuery query = FormQuery.of(form);
    if (!Rows.text(form, MatchInput.EXACT_SIRET).isEmpty()) {
      return new Prepared(form, query, List.of(), List.of(), List.of(), List.of());
    }
    List<SearchPlan.Search> searches = new ArrayList<>();
    List<SharedSearches.Slot> slots = new ArrayList<>();
    List<Search> sent = new ArrayList<>();
    List<SharedSearches.Slot> own = new ArrayList<>();
    for (SearchPlan.Search search : plan.searches(query)) {
      String index = search.query() == plan.history() ? history : sirus;
      if (index.isEmpty()) {
        continue;
      }
      String key = index + ' ' + search.body();
      SharedSearches.Slot slot =
          shared
              .find(key)
              .orElseGet(
                  () -> {
                    SharedSearches.Slot first = shared.put(key);
                    sent.add(new Search(index, search.body()));
                    own.add(first);
                    return first;
                  });
      searches.add(search);
      slots.add(slot);
    }
    return new Prepared(form, query, searches, slots, sent, own);
  }

  private Counted count(Answered<Prepared> answered) {
    Prepared prepared = answered.input();
    for (int i = 0; i < prepared.own().size(); i++) {
      SearchResult result = answered.results().get(i);
      prepared.own().get(i).answer(result.hits(), result.error());
    }
    List<String> failures =
        prepared.slots().stream().flatMap(slot -> slot.error().stream()).toList();
    if (unanswered == Unanswered.ENDS_ALL
        && !failures.isEmpty()
        && failures.size() == prepared.slots().size()) {
      throw new IllegalStateException(
          "None of the %d searches of form %s on %s was answered: %s"
              .formatted(
                  failures.size(),
                  Rows.text(prepared.form(), Rp.CABBI),
                  history.isEmpty() ? sirus : sirus + " and " + history,
                  failures.get(0)));
    }
    Candidates candidates = new Candidates(plan, prepared.query(), trustsSiretc);
    String exact = Rows.text(prepared.form(), MatchInput.EXACT_SIRET);
    if (!exact.isEmpty()) {
      candidates.addExact(exact, prepared.form().<Integer>getAs(MatchInput.EXACT_FORMS));
    }
    if (failures.isEmpty()) {
      for (int i = 0; i < prepared.slots().size(); i++) {
        candidates.add(prepared.searches().get(i).query(), prepared.slots().get(i).hits());
      }
    }
    return new Counted(prepared, candidates, failures.stream().findFirst().map(FAILED::concat));
  }

  private List<Search> missingDocuments(Counted counted) {
    List<String> missing = counted.candidates().withoutDocument();
    return missing.isEmpty() ? List.of() : List.of(new Search(sirus, SearchPlan.byId(missing)));
  }

  private Retrieved complete(Answered<Counted> answered) {
    Counted counted = answered.input();
    Optional<String> unread =
        answered.results().stream().flatMap(r -> r.error().stream()).findFirst();
    for (SearchResult result : answered.results()) {
      result.error().ifPresent(this::refuseUnread);
      result
          .hits()
          .forEach(hit -> counted.candidates().document(Establishment.of(hit.id(), hit.source())));
    }
    List<Candidate> candidates = unread.isPresent() ? List.of() : counted.candidates().complete();
    Prepared prepared = counted.prepared();
    Optional<String> error = counted.error().or(() -> unread.map(FAILED::concat));
    if (prepared.query().isBlank()) {
      error = Optional.of(NOTHING_TO_SEARCH_BY);
    } else if (error.isEmpty() && candidates.isEmpty()) {
      error = Optional.of(withoutCandidate(prepared.form()));
    }
    return new Retrieved(
        prepared.form(),
        prepared.query(),
        candidates,
        prepared.slots().size(),
        prepared.sent().size(),
        error);
  }

  private void refuseUnread(String error) {
    if (unanswered == Unanswered.ENDS_ALL) {
      throw new IllegalStateException(
          "Establishments of %s can't be read by their SIRET: %s".formatted(sirus, error));
    }
  }

  private String withoutCandidate(Row form) {
    String exact = Rows.text(form, MatchInput.EXACT_SIRET);
    return exact.isEmpty()
        ? NO_CANDIDATE
        : FAILED
            + "the register names %s, but the index %s lacks it; index it again"
                .formatted(exact, sirus);
  }
}
