package fr.recap.siret;

import fr.recap.siret.Candidate.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Which searches found a candidate, and what earlier forms say of it. */
final class SearchFeatures {
  static final Feature TIMES_FOUND =
      Feature.ofPair("search.times_found", p -> p.candidate().timesFound());

  private SearchFeatures() {}

  /**
   * The features of candidates out of a source.
   *
   * @param signals what the source tells of a candidate
   */
  static List<Feature> of(Signals signals) {
    List<Feature> features = new ArrayList<>();
    for (String search : signals.searches()) {
      features.add(
          Feature.ofPair(
              "search.%s.rank".formatted(search),
              p -> {
                Found found = p.candidate().found().get(search);
                return found == null ? Double.NaN : found.rank();
              }));
      features.add(
          Feature.ofPair(
              "search.%s.score".formatted(search),
              p -> {
                Found found = p.candidate().found().get(search);
                return found == null ? Double.NaN : found.score();
              }));
    }
    for (String condition : signals.conditions()) {
      features.add(
          Feature.flag(
              "search.clause." + condition, p -> p.candidate().conditions().contains(condition)));
    }
    features.add(TIMES_FOUND);
    features.add(Feature.flag("search.exact", p -> p.candidate().exact()));
    features.add(votes("history.forms", 3, Votes::forms, " like this one"));
    features.add(votes("history.same_words", 2, Votes::sameWording, " with this employer"));
    features.add(votes("history.same_words_here", 1, Votes::sameWordingHere, Reasons.EARLIER_HERE));
    return features;
  }

  private static Feature votes(
      String name, int precedence, ToIntFunction<Votes> count, String which) {
    return Feature.ofPair(name, p -> count.applyAsInt(p.candidate().votes()))
        .saying(
            precedence,
            (forms, others) ->
                forms >= 1
                    ? (forms == 1 ? "1 earlier form" : (int) forms + " earlier forms") + which
                    : "");
  }
}
