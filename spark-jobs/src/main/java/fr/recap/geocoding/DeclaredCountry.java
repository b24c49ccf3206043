package fr.recap.geocoding;

import fr.recap.udfs.text.TextMemo;
import fr.recap.udfs.text.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the declared country: only what names another country, perhaps misspelt, lies abroad. What
 * names France, a part of it or no country at all ({@code IDEM}, {@code MOSELLE}, {@code 0}) does
 * not. Threads may share it.
 */
final class DeclaredCountry {
  private static final int REMEMBERED = 10_000;

  /** Shorter names are a typing error away from too many words. */
  private static final int SHORTEST_MISSPELT = 5;

  private static final int SHORTEST_WITHIN = 3;
  private static final int MOST_WORDS = 5;
  private static final int CODE_LENGTH = 5;
  private static final String CODE_ABROAD = "99";
  private static final String CODE_OF_FRANCE = "99100";
  private static final String FRANCE = "france";
  private static final String FRENCH = "francais";

  /** Names, abbreviations and codes of other countries and names of towns there. */
  private final Set<String> abroad = new HashSet<>();

  private final Set<String> names = new HashSet<>();
  private final Set<String> french;
  private final NameIndex communes;
  private final NotCommunes others;
  private final TextMemo<Boolean> remembered = new TextMemo<>(REMEMBERED);

  DeclaredCountry(NameIndex communes, NotCommunes others) {
    this.communes = communes;
    this.others = others;
    this.french = new HashSet<>(others.french());
    french.add(FRANCE);
    others.named("country").forEach(name -> add(name, names));
    others.named("abroad").forEach(name -> add(name, abroad));
    for (String line : NotCommunes.lines("countries.txt")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.charAt(0) != '#') {
        boolean codes = line.startsWith("codes");
        for (String name : line.substring(colon + 1).split(",", -1)) {
          add(name, codes ? abroad : names);
        }
      }
    }
    abroad.addAll(names);
  }

  private static void add(String name, Set<String> to) {
    PlaceWords words = PlaceWords.of(name);
    to.add(words.full());
    to.add(words.light());
  }

  /** Whether a text names another country; false for null. */
  boolean isAbroad(String country) {
    return country != null && !country.isBlank() && remembered.get(country, this::read);
  }

  private boolean read(String country) {
    List<String> words = Words.of(country);
    String joined = String.join("", words);
    if (!joined.isEmpty() && joined.chars().allMatch(Character::isDigit)) {
      return joined.length() == CODE_LENGTH
          && joined.startsWith(CODE_ABROAD)
          && !joined.equals(CODE_OF_FRANCE);
    }
    PlaceWords name = PlaceWords.of(country);
    if (abroad.contains(joined) || abroad.contains(name.full()) || abroad.contains(name.light())) {
      return true;
    }
    boolean here =
        joined.contains(FRANCE)
            || joined.contains(FRENCH)
            || others.departement(name.full()) != null
            || others.refusal(name.full()) != null
            || !communes.equal(name).isEmpty();
    return !here && (holdsName(name.heavy()) || isMisspelt(name.full()));
  }

  /** Whether some of the words are the name of a country: {@code SUISSE ROMANDE}. */
  private boolean holdsName(List<String> words) {
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; to <= Math.min(words.size(), from + MOST_WORDS); to++) {
        String some = String.join("", words.subList(from, to));
        if (some.length() >= SHORTEST_WITHIN && names.contains(some)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMisspelt(String name) {
    if (name.length() < SHORTEST_MISSPELT) {
      return false;
    }
    int limit = MatchCosts.mostErrors(name);
    return errors(name, names, limit) < errors(name, french, limit);
  }

  /** Of the nearest name; limit + 1 if none is as near as that. */
  private static int errors(String text, Set<String> among, int limit) {
    int least = limit + 1;
    for (String name : among) {
      if (name.length() >= SHORTEST_MISSPELT) {
        least = Math.min(least, EditDistance.bounded(text, name, limit));
      }
    }
    return least;
  }
}
