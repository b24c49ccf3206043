package fr.recap.udfs.address;

import fr.recap.udfs.text.PhraseMap;
import fr.recap.udfs.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Street names in one spelling, {@code avenue du general leclerc} for {@code AV DU GAL LECLERC},
 * from the resources {@code street-types.txt} and {@code street-words.txt}.
 */
public final class Streets {

  private static final PhraseMap TYPES = PhraseMap.read(Streets.class, "street-types.txt");
  private static final PhraseMap WORDS = PhraseMap.read(Streets.class, "street-words.txt");

  /**
   * General or galerie, colonel or col: a title where a name follows, a place before an article or
   * at the end, unless a longer phrase tells ({@code gal de gaulle}).
   */
  private static final Set<String> AMBIGUOUS = Set.of("gal", "col");

  private static final String GENERAL = "gal";

  private static final Set<String> ARTICLES =
      Set.of("de", "du", "des", "d", "l", "la", "le", "les");

  private static final Set<String> REPETITIONS = Set.of("bis", "ter", "quater");

  private Streets() {}

  /**
   * A whole street name, with or without its number: lower case ASCII, the type expanded where it
   * stands first or behind the number, then titles and saints expanded. Articles are kept.
   *
   * @return perhaps empty; null for null
   */
  public static String normalize(String street) {
    if (street == null) {
      return null;
    }
    List<String> words = Words.of(street);
    List<String> out = new ArrayList<>(words.size() + 4);
    int i = 0;
    while (i < words.size() && isNumber(words.get(i))) {
      out.add(words.get(i++));
    }
    boolean typed = i < words.size() && !isTitle(words, i) && TYPES.matchAt(words, i) > 0;
    if (typed) {
      i += TYPES.expandAt(words, i, out);
    }
    appendName(words, i, typed, out);
    return String.join(" ", out);
  }

  /**
   * A type and a name from two columns, either of them perhaps null.
   *
   * @return the type expanded, a blank, the name with its titles expanded; null if both are null
   */
  public static String normalize(String type, String name) {
    if (type == null || type.isBlank()) {
      return normalize(name);
    }
    List<String> out = new ArrayList<>(TYPES.expand(Words.of(type)));
    appendName(Words.of(name), 0, true, out);
    return String.join(" ", out);
  }

  /** A street type's code or abbreviation in full, in lower case ASCII; null for null. */
  public static String type(String type) {
    return type == null ? null : String.join(" ", TYPES.expand(Words.of(type)));
  }

  /**
   * @param typed whether a type stands before, behind which no gallery comes
   */
  private static void appendName(List<String> words, int from, boolean typed, List<String> out) {
    int i = from;
    while (i < words.size()) {
      boolean general = typed && i == from && words.get(i).equals(GENERAL) && i + 1 < words.size();
      if (AMBIGUOUS.contains(words.get(i)) && !general && !isTitle(words, i)) {
        out.add(words.get(i++));
      } else {
        i += WORDS.expandAt(words, i, out);
      }
    }
  }

  private static boolean isTitle(List<String> words, int position) {
    return AMBIGUOUS.contains(words.get(position))
        && position + 1 < words.size()
        && (!ARTICLES.contains(words.get(position + 1)) || WORDS.matchAt(words, position) > 1);
  }

  private static boolean isNumber(String word) {
    return word.charAt(0) <= '9' || REPETITIONS.contains(word);
  }
}
