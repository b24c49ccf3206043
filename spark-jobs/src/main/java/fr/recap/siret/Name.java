package fr.recap.siret;

import fr.recap.udfs.similarity.JaroWinkler;
import fr.recap.udfs.text.Acronyms;
import fr.recap.udfs.text.TextCleaner;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A text of words, each with its weight: the rarer in the register, the heavier. Immutable; the
 * words of a name are those of {@link TextCleaner#forNames}.
 */
final class Name {
  private static final double ALIKE = 0.92;
  private static final int SHORTEST_PREFIX = 3;
  private static final double PREFIX = 0.8;

  private final String text;
  private final String acronym;
  private final String[] words;
  private final double[] weights;
  private final double total;

  private Name(List<String> words, TfIdfSimilarity rarity) {
    this.text = String.join(" ", words);
    this.acronym = Objects.requireNonNullElse(Acronyms.ofWords(words), "");
    this.words = words.toArray(String[]::new);
    this.weights = new double[this.words.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = rarity.wordWeight(this.words[i]);
      sum += weights[i];
    }
    this.total = sum;
  }

  /** A name as it is written. */
  static Name of(String name, TfIdfSimilarity rarity) {
    return new Name(TextCleaner.forNames().tokens(name), rarity);
  }

  /** Words that are clean already. */
  static Name ofWords(List<String> words, TfIdfSimilarity rarity) {
    return new Name(words, rarity);
  }

  /** Adds the words to others. */
  void addTo(Collection<String> others) {
    Collections.addAll(others, words);
  }

  /** The words joined by blanks. */
  String text() {
    return text;
  }

  boolean isEmpty() {
    return words.length == 0;
  }

  int size() {
    return words.length;
  }

  /** Sum of the weights of the words. */
  double weight() {
    return total;
  }

  /** Initials in lower case, at least three; empty if there are fewer. */
  String acronym() {
    return acronym;
  }

  /**
   * Whether a word of this name, or all of it, is made of the initials of another, or inversely.
   */
  boolean isAcronymOf(Name other) {
    return hasWord(other.acronym) || other.hasWord(acronym);
  }

  /**
   * Share of the weight of the words that another name has, from 0 to 1: equal words count fully,
   * misspelt and shortened ones less. NaN for an empty name.
   */
  double coveredBy(Name other) {
    double covered = 0;
    for (int i = 0; i < words.length; i++) {
      covered += weights[i] * other.likest(words[i]);
    }
    return covered / total;
  }

  /** The weight of the heaviest word that another name has as well; 0 if they share none. */
  double rarestSharedWith(Name other) {
    double rarest = 0;
    for (int i = 0; i < words.length; i++) {
      if (weights[i] > rarest && other.hasWord(words[i])) {
        rarest = weights[i];
      }
    }
    return rarest;
  }

  /** How alike the likest word is, from 0 to 1. */
  private double likest(String word) {
    double best = 0;
    for (int i = 0; i < words.length && best < 1; i++) {
      best = Math.max(best, alike(word, words[i]));
    }
    return best;
  }

  private static double alike(String a, String b) {
    if (a.equals(b)) {
      return 1;
    }
    int shorter = Math.min(a.length(), b.length());
    if (shorter < SHORTEST_PREFIX || a.charAt(0) != b.charAt(0)) {
      return 0;
    }
    if (a.startsWith(b) || b.startsWith(a)) {
      return PREFIX;
    }
    double similarity = JaroWinkler.similarity(a, b);
    return similarity >= ALIKE ? similarity : 0;
  }

  private boolean hasWord(String word) {
    if (!word.isEmpty()) {
      for (String own : words) {
        if (own.equals(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
