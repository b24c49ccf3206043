package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What tells a candidate from the others of the same form. */
final class ListFeatures {
  static final List<Feature> ALL =
      List.of(
          Feature.ofList("crowd.candidates", all -> all.each(p -> all.size())),
          Feature.ofList("unit.candidates", all -> alike(all, p -> entry(p).siren())),
          Feature.ofList(
              "unit.candidates_here",
              all -> alike(all, p -> entry(p).siren() + entry(p).address().commune())),
          Feature.ofList("history.share", all -> shares(all, Votes::forms)),
          Feature.ofList("history.same_words_share", all -> shares(all, Votes::sameWording)),
          Feature.ofList(
              "history.same_words_here_share", all -> shares(all, Votes::sameWordingHere)),
          NameFeatures.OVERLAP.lead(),
          NameFeatures.COVERED_WITH_TOWN.lead(),
          NameFeatures.SIMILARITY.lead(),
          PlaceFeatures.DISTANCE.leadOfLeast(),
          PlaceFeatures.STREET.lead(),
          ActivityFeatures.DIVISION.lead(),
          SearchFeatures.TIMES_FOUND.lead());

  private ListFeatures() {}

  private static RegisterEntry entry(Pair pair) {
    return pair.candidate().establishment();
  }

  /** How many candidates have the same key, itself included. */
  private static double[] alike(PairList candidates, Function<Pair, String> key) {
    Map<String, Integer> counts = new HashMap<>();
    candidates.pairs().forEach(candidate -> counts.merge(key.apply(candidate), 1, Integer::sum));
    return candidates.each(candidate -> counts.get(key.apply(candidate)));
  }

  /** Share of the votes for all candidates; NaN if there is none. */
  private static double[] shares(PairList candidates, ToIntFunction<Votes> count) {
    int all =
        candidates.pairs().stream().mapToInt(p -> count.applyAsInt(p.candidate().votes())).sum();
    return candidates.each(
        p -> all == 0 ? Double.NaN : (double) count.applyAsInt(p.candidate().votes()) / all);
  }
}
