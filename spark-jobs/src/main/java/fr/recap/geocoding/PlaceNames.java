package fr.recap.geocoding;

import fr.recap.udfs.text.StopWords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that say where and nothing else: towns, départements, regions, countries. They are no
 * answer to a question for an activity or a profession.
 */
public final class PlaceNames {
  /** Smaller communes are called after what people make and do: Cognac, Bar, Les Mines. */
  private static final int LEAST_POPULATION = 20_000;

  private static final List<String> KINDS = List.of("region", "country", "abroad");

  /** Rather an employer than the town. */
  private static final Set<String> EMPLOYERS = Set.of("orange");

  private static final Set<String> NAMES = names();

  private PlaceNames() {}

  /**
   * Whether a text is such a name, with a postcode or the number of an arrondissement or without.
   */
  public static boolean isOne(String text) {
    List<String> words = PlaceWords.of(text).words();
    int from = 0;
    while (from < words.size() && StopWords.contains(words.get(from)) && !named(words, from)) {
      from++;
    }
    int to = words.size();
    while (to > from && Character.isDigit(words.get(to - 1).charAt(0))) {
      to--;
    }
    return to > from && named(words.subList(0, to), from);
  }

  private static boolean named(List<String> words, int from) {
    return NAMES.contains(String.join("", words.subList(from, words.size())));
  }

  private static Set<String> names() {
    NotCommunes known = new NotCommunes();
    Set<String> names = new HashSet<>(known.french());
    KINDS.forEach(kind -> known.named(kind).forEach(name -> names.add(PlaceWords.of(name).full())));
    for (CommuneFile.Line line : CommuneFile.bundled("gazetteer.csv.gz")) {
      if (line.population() >= LEAST_POPULATION) {
        names.add(PlaceWords.of(line.name()).full());
      }
    }
    names.removeAll(EMPLOYERS);
    return names;
  }
}
