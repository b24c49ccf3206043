package fr.recap.udfs.text;

import java.util.ArrayList;
import java.util.List;

/** Words of normalised text. */
public final class Words {

  private Words() {}

  /**
   * Folds and normalises a text and splits it at its blanks, as {@link AsciiFolder#normalize}.
   *
   * @return a new modifiable list; empty for null
   */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    String normalized = AsciiFolder.normalize(text);
    if (normalized == null || normalized.isEmpty()) {
      return words;
    }
    int start = 0;
    int end = normalized.indexOf(' ');
    while (end >= 0) {
      words.add(normalized.substring(start, end));
      start = end + 1;
      end = normalized.indexOf(' ', start);
    }
    words.add(normalized.substring(start));
    return words;
  }
}
