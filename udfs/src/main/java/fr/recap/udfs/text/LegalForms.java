package fr.recap.udfs.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Legal forms of French units, from the resource {@code legal-forms.txt}: {@code SARL}, {@code
 * société par actions simplifiée}.
 */
public final class LegalForms {

  private static final PhraseMap ANYWHERE = PhraseMap.read(LegalForms.class, "legal-forms.txt");

  /** Those that mean something else within a name, such as {@code sa}. */
  private static final PhraseMap AT_ENDS =
      PhraseMap.read(LegalForms.class, "legal-forms-at-ends.txt");

  private LegalForms() {}

  /** Whether one lower-case ASCII word is a legal form; false for null. */
  public static boolean isForm(String word) {
    if (word == null) {
      return false;
    }
    List<String> words = List.of(word);
    return ANYWHERE.matchAt(words, 0) == 1 || AT_ENDS.matchAt(words, 0) == 1;
  }

  /**
   * Drops legal forms from lower-case ASCII words: the unambiguous ones anywhere, the others first
   * or last only.
   *
   * @return a new list, empty if the words are nothing else
   */
  public static List<String> drop(List<String> words) {
    List<String> kept = new ArrayList<>(words.size());
    int i = 0;
    while (i < words.size()) {
      int length = ANYWHERE.matchAt(words, i);
      if (length > 0) {
        i += length;
      } else {
        kept.add(words.get(i++));
      }
    }
    if (!kept.isEmpty() && AT_ENDS.matchAt(kept, 0) > 0) {
      kept = kept.subList(AT_ENDS.matchAt(kept, 0), kept.size());
    }
    int last = kept.size() - 1;
    if (last >= 0 && AT_ENDS.matchAt(kept, last) == 1) {
      kept = kept.subList(0, last);
    }
    return new ArrayList<>(kept);
  }
}
