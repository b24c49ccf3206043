package fr.recap.siret;

import fr.recap.siret.Candidate.Found;
import java.util.ArrayList;
import java.util.List;

/** Which searches found a candidate, and what earlier forms say of it. */
final class SearchFeatures {
  private final List<String> names;
  private final int clauses;

  SearchFeatures(SearchPlan plan) {
    List<String> list = new ArrayList<>();
    for (String query : plan.queries()) {
      list.add("search.%s.rank".formatted(query));
      list.add("search.%s.score".formatted(query));
    }
    clauses = plan.clauses().size();
    plan.clauses().forEach(clause -> list.add("search.clause." + clause));
    list.addAll(
        List.of(
            "search.times_found",
            "search.exact",
            "history.forms",
            "history.same_words",
            "history.same_words_here"));
    names = List.copyOf(list);
  }

  List<String> names() {
    return names;
  }

  void write(Candidate candidate, Features into) {
    for (Found found : candidate.found()) {
      into.add(found == null ? Double.NaN : found.rank());
      into.add(found == null ? Double.NaN : found.score());
    }
    for (int clause = 0; clause < clauses; clause++) {
      into.add((candidate.clauses() >>> clause & 1) == 1);
    }
    Votes votes = candidate.votes();
    into.add(candidate.timesFound())
        .add(candidate.exact())
        .add(votes.forms())
        .add(votes.sameWording())
        .add(votes.sameWordingHere());
  }
}
