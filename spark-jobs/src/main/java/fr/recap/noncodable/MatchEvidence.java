package fr.recap.noncodable;

import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the matcher of establishments says of a form: whether it found any, how sure it is and how
 * flat its probabilities are. Scores of activities are left out: the coder that gives them has
 * learned the forms that this one learns from, so that they would promise more than they hold.
 */
final class MatchEvidence {
  /**
   * Candidates, the probabilities' sum, gap and entropy, then what the first one has, and whether
   * the register has the establishment at all.
   */
  private static final int SIZE = 14;

  /** Features of all candidates together, which come first. */
  private static final int OF_CANDIDATES = 5;

  private MatchEvidence() {}

  static int size() {
    return SIZE;
  }

  /**
   * Groups of features that tell of the same, in order.
   *
   * @param from position of the first one
   */
  static List<FeatureGroup> groups(int from) {
    int first = from + OF_CANDIDATES;
    int last = from + SIZE - 1;
    return List.of(
        new FeatureGroup("candidates", from, first),
        new FeatureGroup("first", first, last),
        new FeatureGroup("in-register", last, last + 1));
  }

  /**
   * Fills in the features of a form.
   *
   * @param match null for nothing
   * @return the position behind the last one
   */
  static int fill(Match match, double[] into, int from) {
    int end = from + SIZE;
    if (match == null) {
      return end;
    }
    Set<String> units = new HashSet<>();
    double sum = 0;
    double entropy = 0;
    List<MatchedEstablishment> ranked = match.ranked();
    for (MatchedEstablishment candidate : ranked) {
      units.add(candidate.siren());
      double p = candidate.probability();
      sum += p;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    int at = from;
    into[at++] = match.error() == null ? 0 : 1;
    into[at++] = ranked.size();
    into[at++] = units.size();
    into[at++] = (float) sum;
    into[at++] = (float) entropy;
    if (ranked.isEmpty()) {
      return end;
    }
    MatchedEstablishment first = ranked.get(0);
    boolean alone = ranked.size() < 2;
    into[at++] = (float) first.probability();
    into[at++] = (float) (first.probability() - (alone ? 0 : ranked.get(1).probability()));
    into[at++] = (float) first.score();
    into[at++] = alone ? 0 : (float) (first.score() - ranked.get(1).score());
    into[at++] = (float) first.similarity();
    into[at++] = first.timesFound();
    into[at++] = (float) match.establishment().probability();
    into[at++] = (float) match.unit().probability();
    into[at] = Double.isNaN(match.presence()) ? 0 : (float) match.presence();
    return end;
  }
}
