package fr.recap.udfs.address;

import fr.recap.udfs.text.PhraseMap;
import fr.recap.udfs.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names of communes in one spelling, from what people declare and from the postcode line of the
 * register.
 */
public final class CommuneNames {

  private static final int POSTCODE_LENGTH = 5;
  private static final PhraseMap WORDS = PhraseMap.read(CommuneNames.class, "commune-words.txt");

  private static final Set<String> ARTICLES = Set.of("le", "la", "les", "l");

  private CommuneNames() {}

  /**
   * Lower case ASCII without a leading postcode and without {@code CEDEX} and what follows, saints
   * and {@code s/} expanded: {@code saint denis} for {@code 93200 ST-DENIS CEDEX 2}. An article
   * behind the name comes first: {@code le breuil} for {@code BREUIL (LE)}. Other articles and the
   * number of an arrondissement ({@code paris 12}) are kept.
   *
   * @return perhaps empty; null for null
   */
  public static String normalize(String name) {
    if (name == null) {
      return null;
    }
    List<String> words = Words.of(name);
    int end = words.indexOf("cedex");
    List<String> kept = end < 0 ? words : words.subList(0, end);
    List<String> out = new ArrayList<>(kept.size());
    int i = !kept.isEmpty() && isPostcode(kept.get(0)) ? 1 : 0;
    while (i < kept.size()) {
      i += WORDS.expandAt(kept, i, out);
    }
    if (out.size() > 1 && ARTICLES.contains(out.get(out.size() - 1))) {
      out.add(0, out.remove(out.size() - 1));
    }
    return String.join(" ", out);
  }

  private static boolean isPostcode(String word) {
    if (word.length() != POSTCODE_LENGTH) {
      return false;
    }
    for (int i = 0; i < POSTCODE_LENGTH; i++) {
      if (word.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
