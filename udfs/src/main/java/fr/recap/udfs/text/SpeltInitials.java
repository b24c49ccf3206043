package fr.recap.udfs.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins letters that stand alone because they were written with points or blanks: {@code s n c f}
 * is sncf. Elided articles stay alone: {@code s a r l d architecture} is sarl d architecture.
 */
final class SpeltInitials {

  private static final String ELIDED = "cdjlmnst";
  private static final String BEFORE_ELISION = "aeiouyh";

  private SpeltInitials() {}

  static List<String> join(List<String> words) {
    List<String> joined = new ArrayList<>(words.size());
    int i = 0;
    while (i < words.size()) {
      int end = endOfRun(words, i);
      if (end - i >= 2) {
        joined.add(String.join("", words.subList(i, end)));
        i = end;
      } else {
        joined.add(words.get(i++));
      }
    }
    return joined;
  }

  /**
   * Where the run of initials that begins at {@code start} ends; {@code start} if there is none.
   */
  private static int endOfRun(List<String> words, int start) {
    int end = start;
    while (end < words.size() && isLetter(words.get(end))) {
      end++;
    }
    if (end == start) {
      return start;
    }
    if (LegalForms.isForm(String.join("", words.subList(start, end)))) {
      return end;
    }
    if (end < words.size() && isElision(words.get(end - 1), words.get(end))) {
      end--;
    }
    boolean articlesOnly =
        end - start == 2
            && ELIDED.contains(words.get(start))
            && ELIDED.contains(words.get(start + 1));
    return articlesOnly ? start : end;
  }

  private static boolean isLetter(String word) {
    return word.length() == 1 && word.charAt(0) >= 'a';
  }

  private static boolean isElision(String letter, String next) {
    return (letter.equals("d") || letter.equals("l"))
        && BEFORE_ELISION.indexOf(next.charAt(0)) >= 0;
  }
}
