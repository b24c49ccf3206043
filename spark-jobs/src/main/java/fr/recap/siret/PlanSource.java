package fr.recap.siret;

import fr.recap.config.IndexSettings;
import fr.recap.elastic.Answered;
import fr.recap.elastic.MultiSearch;
import fr.recap.elastic.Search;
import fr.recap.forms.Failures;
import fr.recap.siret.RegisterLookup.Looked;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Searches of a plan in Elasticsearch, the compact or the original one, then the documents of
 * establishments that only earlier forms name. Requests are under way while the caller works on
 * what is there.
 */
final class PlanSource implements CandidateSource {
  static final String NOTHING_TO_SEARCH_BY =
      "nothing to search by: neither employer nor activity nor profession is filled";
  static final String NO_CANDIDATE = "no candidate: no search found an establishment";

  /** Forms of a task that are refused before any is answered: then it is not the forms' fault. */
  private static final int REFUSED_AT_FIRST = 20;

  private final SearchPlan plan;
  private final MultiSearch client;
  private final RegisterLookup register;
  private final String history;
  private final Unanswered unanswered;
  private final SharedSearches shared = new SharedSearches();
  private int refused;
  private boolean answers;

  /** A form whose searches are prepared; own are those that are sent for it. */
  private record Prepared(
      SearchedForm form,
      List<SearchPlan.Search> searches,
      List<SharedSearches.Slot> slots,
      List<Search> sent,
      List<SharedSearches.Slot> own) {
    Retrieved failed(String cause) {
      return form.failed(cause, slots.size(), sent.size());
    }
  }

  /** A form whose candidates are known, but for the documents of some; null if it failed. */
  private record Counted(Prepared prepared, Candidates candidates, String failure) {
    List<String> withoutDocument() {
      return candidates == null ? List.of() : candidates.withoutDocument();
    }
  }

  /**
   * @param register where documents are read by their SIRET
   * @param indices those that are there
   * @param unanswered what becomes of a form none of whose searches was answered
   */
  PlanSource(
      SearchPlan plan,
      MultiSearch client,
      RegisterLookup register,
      IndexSettings indices,
      Unanswered unanswered) {
    this.plan = plan;
    this.client = client;
    this.register = register;
    this.history = String.join(",", indices.history());
    this.unanswered = unanswered;
  }

  @Override
  public Iterator<Retrieved> find(Iterator<SearchedForm> forms) {
    Iterator<Prepared> prepared = Iterators.map(forms, this::prepare);
    Iterator<Counted> counted = Iterators.map(client.stream(prepared, Prepared::sent), this::count);
    return Iterators.map(register.stream(counted, Counted::withoutDocument), this::complete);
  }

  private Prepared prepare(SearchedForm form) {
    try {
      return prepared(form);
    } catch (RuntimeException e) {
      return new Prepared(
          form.failing(Failures.reason(e)), List.of(), List.of(), List.of(), List.of());
    }
  }

  private Prepared prepared(SearchedForm form) {
    List<SearchPlan.Search> searches = new ArrayList<>();
    List<SharedSearches.Slot> slots = new ArrayList<>();
    List<Search> sent = new ArrayList<>();
    List<SharedSearches.Slot> own = new ArrayList<>();
    for (SearchPlan.Search search : plan.searches(form.query())) {
      String index = search.query() == plan.history() ? history : register.index();
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
    return new Prepared(form, searches, slots, sent, own);
  }

  private Counted count(Answered<Prepared> answered) {
    Prepared prepared = answered.input();
    if (prepared.form().failure() != null) {
      return new Counted(prepared, null, prepared.form().failure());
    }
    for (int i = 0; i < prepared.own().size(); i++) {
      prepared.own().get(i).answer(answered.results().get(i));
    }
    List<SharedSearches.Slot> failures =
        prepared.slots().stream().filter(slot -> slot.error().isPresent()).toList();
    if (!failures.isEmpty()) {
      endIfNothingIsAnswered(prepared, failures);
      return new Counted(prepared, null, failures.get(0).error().orElseThrow());
    }
    answers |= !prepared.slots().isEmpty();
    try {
      Candidates candidates = new Candidates(plan, prepared.form().query());
      for (int i = 0; i < prepared.slots().size(); i++) {
        candidates.add(prepared.searches().get(i).query(), prepared.slots().get(i).hits());
      }
      return new Counted(prepared, candidates, null);
    } catch (RuntimeException e) {
      return new Counted(prepared, null, Failures.reason(e));
    }
  }

  /** A search that the server refuses is its form's; a server that answers nothing ends all. */
  private void endIfNothingIsAnswered(Prepared prepared, List<SharedSearches.Slot> failures) {
    if (unanswered != Unanswered.ENDS_ALL) {
      return;
    }
    boolean nothing = failures.size() == prepared.slots().size();
    boolean ofTheForm = failures.stream().allMatch(SharedSearches.Slot::refused);
    answers |= !nothing;
    if (nothing && !(ofTheForm && (answers || ++refused < REFUSED_AT_FIRST))) {
      throw new IllegalStateException(
          "None of the %d searches of form %s on %s was answered: %s"
              .formatted(
                  failures.size(),
                  prepared.form().query().cabbi(),
                  history.isEmpty() ? register.index() : register.index() + " and " + history,
                  failures.get(0).error().orElseThrow()));
    }
  }

  private Retrieved complete(Looked<Counted> looked) {
    Counted counted = looked.form();
    Prepared prepared = counted.prepared();
    String failure = counted.failure() == null ? looked.failure() : counted.failure();
    if (failure != null) {
      return prepared.failed(failure);
    }
    if (prepared.form().query().isBlank()) {
      return prepared.form().without(NOTHING_TO_SEARCH_BY, 0, 0);
    }
    looked.found().forEach(counted.candidates()::document);
    List<Candidate> candidates = counted.candidates().complete();
    int searches = prepared.slots().size();
    int sent = prepared.sent().size();
    return candidates.isEmpty()
        ? prepared.form().without(NO_CANDIDATE, searches, sent)
        : prepared.form().found(candidates, searches, sent);
  }
}
