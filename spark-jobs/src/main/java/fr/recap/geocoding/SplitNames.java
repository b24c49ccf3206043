package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the places within a text without separators: two towns, a commune and its département. */
final class SplitNames {
  /** Names of smaller communes are too often words of other names. */
  private static final int TOWN = 5_000;

  private static final int OVERSEAS_LENGTH = 3;

  private final NameIndex index;
  private final NotCommunes others;

  SplitNames(NameIndex index, NotCommunes others) {
    this.index = index;
    this.others = others;
  }

  /** Whether a text is the names of two towns and no name of one. */
  boolean isTwoTowns(PlaceWords name) {
    if (!index.equal(name).isEmpty()) {
      return false;
    }
    for (int i = 1; i < name.words().size(); i++) {
      Set<String> left = towns(name.words().subList(0, i));
      Set<String> right = towns(name.words().subList(i, name.words().size()));
      if (!left.isEmpty() && !right.isEmpty() && !left.equals(right)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> towns(List<String> words) {
    Set<String> codes = new HashSet<>();
    for (Entry entry : index.equal(PlaceWords.of(words))) {
      if (entry.commune().population() >= TOWN) {
        codes.add(entry.commune().code());
      }
    }
    return codes;
  }

  /**
   * A commune's name before that of a département.
   *
   * @param departement its code
   */
  record InDepartement(PlaceWords name, String departement) {}

  /** Takes the name of a département off the end of a text; null if it has none there. */
  InDepartement departement(PlaceWords name) {
    if (!index.equal(name).isEmpty()) {
      return null;
    }
    List<String> words = name.words();
    for (int i = 1; i < words.size(); i++) {
      String tail = String.join("", words.subList(i, words.size()));
      String code = others.isDepartement(tail) ? others.departement(tail) : null;
      boolean overseas = code != null && code.length() == OVERSEAS_LENGTH;
      // A region's name may be a word of others, such as Nord; those overseas are départements too.
      if (overseas || others.refusal(tail) == Refusal.DEPARTEMENT) {
        int end = overseas ? withoutLinks(words, i) : i;
        // Behind a link it is a river: Châtillon-sur-Indre.
        boolean river = end == 0 || PlaceWords.isLink(words.get(end - 1));
        return river || Towns.ofDepartement(code) != null
            ? null
            : new InDepartement(PlaceWords.of(words.subList(0, end)), code);
      }
    }
    return null;
  }

  /** Saint-Denis de la Réunion: no river has the name of an island. */
  private static int withoutLinks(List<String> words, int end) {
    int kept = end;
    while (kept > 0 && PlaceWords.isLink(words.get(kept - 1))) {
      kept--;
    }
    return kept;
  }
}
