package fr.recap.siret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tells a candidate from the others of the same form. */
final class CrowdFeatures {
  private static final List<String> COUNTS =
      List.of(
          "crowd.candidates",
          "unit.candidates",
          "unit.candidates_here",
          "history.share",
          "history.same_words_share",
          "history.same_words_here_share");

  /** Features whose lead over the best other candidate counts. */
  private static final List<String> LEADS =
      List.of(
          "name.overlap",
          "name.covered_with_town",
          "name.similarity",
          "place.distance",
          "place.street",
          "activity.division",
          "search.times_found");

  /** Features of which the least is the best. */
  private static final String LEAST = "place.distance";

  private final List<String> names;
  private final int[] leads;

  /**
   * @param pairNames names of the features of one candidate alone
   */
  CrowdFeatures(List<String> pairNames) {
    List<String> list = new ArrayList<>(COUNTS);
    LEADS.forEach(name -> list.add(name + "_lead"));
    names = List.copyOf(list);
    leads = LEADS.stream().mapToInt(pairNames::indexOf).toArray();
  }

  List<String> names() {
    return names;
  }

  /**
   * Adds the features of the candidates of one form.
   *
   * @param pairs features of each candidate alone, in the order of the candidates
   */
  void write(List<Candidate> candidates, List<float[]> pairs, List<Features> into) {
    Map<String, Integer> units = new HashMap<>();
    Map<String, Integer> unitsHere = new HashMap<>();
    Votes all = Votes.NONE;
    for (Candidate candidate : candidates) {
      units.merge(candidate.establishment().siren(), 1, Integer::sum);
      unitsHere.merge(here(candidate), 1, Integer::sum);
      all = all.plus(candidate.votes());
    }
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      Votes votes = candidate.votes();
      into.get(i)
          .add(candidates.size())
          .add(units.get(candidate.establishment().siren()))
          .add(unitsHere.get(here(candidate)))
          .add(share(votes.forms(), all.forms()))
          .add(share(votes.sameWording(), all.sameWording()))
          .add(share(votes.sameWordingHere(), all.sameWordingHere()));
    }
    for (int k = 0; k < leads.length; k++) {
      writeLead(leads[k], LEADS.get(k).equals(LEAST) ? -1 : 1, pairs, into);
    }
  }

  private static String here(Candidate candidate) {
    return candidate.establishment().siren() + candidate.establishment().address().commune();
  }

  private static double share(int part, int all) {
    return all == 0 ? Double.NaN : (double) part / all;
  }

  private static void writeLead(int feature, int sign, List<float[]> pairs, List<Features> into) {
    float[] values = new float[pairs.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sign * pairs.get(i)[feature];
    }
    float[] leads = Leads.of(values);
    for (int i = 0; i < leads.length; i++) {
      into.get(i).add(leads[i]);
    }
  }
}
