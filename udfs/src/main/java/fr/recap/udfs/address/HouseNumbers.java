package fr.recap.udfs.address;

import fr.recap.udfs.text.Words;
import java.util.List;
import java.util.Map;

/**
 * House numbers as people write them: {@code 0012}, {@code 12 BIS}, {@code 12B}, {@code N° 12/14}.
 */
public final class HouseNumbers {

  private static final int MAX_DIGITS = 4;

  private static final Map<String, String> REPETITIONS =
      Map.ofEntries(
          Map.entry("bis", "B"),
          Map.entry("ter", "T"),
          Map.entry("qua", "Q"),
          Map.entry("quat", "Q"),
          Map.entry("quater", "Q"),
          Map.entry("qui", "C"),
          Map.entry("quin", "C"),
          Map.entry("quinquies", "C"));

  private HouseNumbers() {}

  /**
   * The first number of a text. A single letter is a repetition where it is glued to the number or
   * ends the text, so that {@code 12 R DE METZ} has none; of a range the first number counts.
   *
   * @return null for null and where there is no number from 1 to 9999
   */
  public static HouseNumber parse(String text) {
    List<String> words = Words.of(text);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      int digits = leadingDigits(word);
      if (digits > 0) {
        String number = withoutZeros(word.substring(0, digits));
        if (number.isEmpty() || number.length() > MAX_DIGITS) {
          return null;
        }
        String glued = word.substring(digits);
        String repetition = glued.isEmpty() ? repetitionAfter(words, i) : repetition(glued);
        return new HouseNumber(number, repetition);
      }
    }
    return null;
  }

  /**
   * The number of one column and the repetition of another, which wins over one within the number.
   *
   * @return null where {@link #parse(String)} finds no number
   */
  public static HouseNumber parse(String number, String repetition) {
    HouseNumber parsed = parse(number);
    List<String> words = Words.of(repetition);
    String given = words.isEmpty() ? null : repetition(words.get(0));
    return parsed == null || given == null ? parsed : new HouseNumber(parsed.number(), given);
  }

  /**
   * The number without leading zeros and with its repetition, {@code 12B}; null if there is none.
   */
  public static String normalize(String text) {
    HouseNumber parsed = parse(text);
    return parsed == null ? null : parsed.toString();
  }

  private static String repetitionAfter(List<String> words, int position) {
    if (position + 1 >= words.size()) {
      return null;
    }
    String next = words.get(position + 1);
    boolean lastOrSpelt = position + 2 == words.size() || next.length() > 1;
    return lastOrSpelt ? repetition(next) : null;
  }

  private static String repetition(String word) {
    if (word.length() == 1 && word.charAt(0) >= 'a') {
      return String.valueOf((char) (word.charAt(0) - 'a' + 'A'));
    }
    return REPETITIONS.get(word);
  }

  private static int leadingDigits(String word) {
    int digits = 0;
    while (digits < word.length() && word.charAt(digits) <= '9') {
      digits++;
    }
    return digits;
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
