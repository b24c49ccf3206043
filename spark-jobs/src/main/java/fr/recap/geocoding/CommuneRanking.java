package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import fr.recap.geocoding.NameIndex.Likeness;
import java.util.HashMap;
import java.util.Map;

/**
 * Ranks the communes that a name may mean, against each other and against the possibility that it
 * means none: weights are exponentials of the prior less the cost of the difference.
 */
final class CommuneRanking {
  /** What a text weighs that is known to be no commune; beside towns of some 60,000 inhabitants. */
  private static final double KNOWN_OTHER = 11;

  /** The same for a text that only sounds so. */
  private static final double ALIKE_OTHER = 7;

  /** What it weighs that a text names no commune but a hamlet within the declared postcode. */
  private static final double HAMLET = 7;

  /** What chance weighs where a name is equal to a commune's. */
  private static final double CHANCE_EQUAL = 1;

  /** What chance weighs where all words are words of a name. */
  private static final double CHANCE_WORDS = 4.2;

  /** What chance weighs else, less for each letter: long names are not alike by chance. */
  private static final double CHANCE_ALIKE = 7.7;

  private static final double CHANCE_LETTER = 0.15;
  private static final int MOST_LETTERS = 15;

  /**
   * Why the text may mean no commune.
   *
   * @param known whether it is known as such, and not only sounds so
   */
  record Other(Refusal refusal, boolean known) {}

  private record Weighed(Entry entry, double weight, double cost, Likeness likeness) {}

  private final CommunePrior prior;
  private final int length;
  private final Map<String, Weighed> communes = new HashMap<>();
  private Other other;
  private boolean postcode;

  /**
   * @param length letters of the name
   */
  CommuneRanking(CommunePrior prior, int length) {
    this.prior = prior;
    this.length = length;
  }

  /** Adds a name that may be meant. */
  void add(Entry entry, double cost, Likeness likeness) {
    double weight = prior.of(entry.commune(), entry.former()) - cost;
    communes.merge(
        entry.commune().code(),
        new Weighed(entry, weight, cost, likeness),
        (a, b) -> a.weight() >= b.weight() ? a : b);
  }

  /** Tells of what is known of the text; null for nothing. */
  void against(Other known) {
    this.other = known;
  }

  /** Tells that the form has a postcode, within which a hamlet of that name may lie. */
  void orWithinPostcode() {
    postcode = true;
  }

  private Weighed heaviest() {
    Weighed heaviest = null;
    for (Weighed each : communes.values()) {
      if (heaviest == null
          || each.weight() > heaviest.weight()
          || (each.weight() == heaviest.weight()
              && each.entry().commune().code().compareTo(heaviest.entry().commune().code()) < 0)) {
        heaviest = each;
      }
    }
    return heaviest;
  }

  /** The first of the ranking; null if there is none at all. */
  Entry best() {
    Weighed heaviest = heaviest();
    return heaviest == null ? null : heaviest.entry();
  }

  /** Cost of its difference. */
  double cost() {
    return heaviest().cost();
  }

  /** Its share of all weights, in [0, 1]. */
  double score() {
    Weighed heaviest = heaviest();
    return heaviest == null ? 0 : 1 / (sumOfCommunes(heaviest.weight()) + rest(heaviest));
  }

  /** Why there is no commune, if the best share is too small. */
  Refusal refusal() {
    Weighed heaviest = heaviest();
    if (other != null && (heaviest == null || weightOfOther() > heaviest.weight() - 2)) {
      return other.refusal();
    }
    return heaviest != null && sumOfCommunes(heaviest.weight()) > rest(heaviest)
        ? Refusal.AMBIGUOUS
        : Refusal.UNKNOWN;
  }

  private double sumOfCommunes(double scale) {
    double sum = 0;
    for (Weighed each : communes.values()) {
      sum += Math.exp(each.weight() - scale);
    }
    return sum;
  }

  private double rest(Weighed heaviest) {
    double chance =
        switch (heaviest.likeness()) {
          case EQUAL -> CHANCE_EQUAL;
          case SAME_WORDS -> CHANCE_WORDS;
          case ALIKE -> CHANCE_ALIKE - CHANCE_LETTER * Math.min(length, MOST_LETTERS);
        };
    double rest = Math.exp(chance - heaviest.weight());
    rest += postcode ? Math.exp(HAMLET - heaviest.weight()) : 0;
    return other == null ? rest : rest + Math.exp(weightOfOther() - heaviest.weight());
  }

  private double weightOfOther() {
    return other.known() ? KNOWN_OTHER : ALIKE_OTHER;
  }
}
