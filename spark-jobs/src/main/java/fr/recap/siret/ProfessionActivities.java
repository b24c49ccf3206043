package fr.recap.siret;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How plausible an activity is for a profession: how much more often the words of the profession
 * come with that division of NAF than forms do altogether. Immutable.
 */
final class ProfessionActivities implements Serializable {
  /** Knows nothing. */
  static final ProfessionActivities NONE = new ProfessionActivities(new Counts(Map.of(), Map.of()));

  private static final long serialVersionUID = 1L;

  /** Forms of the average mix of divisions that are added to those of each word. */
  private static final double PRIOR = 10;

  private final Counts counts;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, float[]> leanings = new HashMap<>();

  /**
   * What is learned.
   *
   * @param divisions forms by division
   * @param words forms by word of the profession and division
   */
  record Counts(Map<String, Integer> divisions, Map<String, Map<String, Integer>> words)
      implements Serializable {
    Counts {
      divisions = new TreeMap<>(divisions);
      words = new TreeMap<>(words);
    }
  }

  ProfessionActivities(Counts counts) {
    this.counts = counts;
    List<String> divisions = new ArrayList<>(counts.divisions().keySet());
    divisions.forEach(division -> positions.put(division, positions.size()));
    double all = sum(counts.divisions());
    counts
        .words()
        .forEach(
            (word, seen) -> {
              double ofWord = sum(seen);
              float[] leaning = new float[divisions.size()];
              for (int i = 0; i < leaning.length; i++) {
                double share = counts.divisions().get(divisions.get(i)) / all;
                double together = seen.getOrDefault(divisions.get(i), 0) + PRIOR * share;
                leaning[i] = (float) Math.log(together / ((ofWord + PRIOR) * share));
              }
              leanings.put(word, leaning);
            });
  }

  /** What it was made of. */
  Counts counts() {
    return counts;
  }

  /**
   * The mean over the known words of ln(P(division | word) / P(division)), with P(division | word)
   * = (n(word, division) + 10 P(division)) / (n(word) + 10).
   *
   * @param profession its words
   * @param division perhaps null
   * @return above 0 if the profession speaks for the division, below if against it; NaN if no word
   *     or not the division is known
   */
  double plausibility(Iterable<String> profession, String division) {
    Integer position = division == null ? null : positions.get(division);
    if (position == null) {
      return Double.NaN;
    }
    double total = 0;
    int known = 0;
    for (String word : profession) {
      float[] leaning = leanings.get(word);
      if (leaning != null) {
        total += leaning[position];
        known++;
      }
    }
    return known == 0 ? Double.NaN : total / known;
  }

  private static double sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
