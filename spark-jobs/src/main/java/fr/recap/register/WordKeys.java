package fr.recap.register;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keys that words have in common which sound or look alike: what is left of a word when letters
 * that ears and scanners confuse are taken for one, and the same without any one of its letters.
 * Two words with a common key differ by little; which differ by one letter in what is left have
 * one.
 */
final class WordKeys {
  /** Letters of a word that has keys: shorter ones resemble too many. */
  static final int SHORTEST = 4;

  private static final int LONGEST = 24;

  /** What is heard or read as what, in this order. */
  private static final String[][] ALIKE = {
    {"0", "o"},
    {"1", "i"},
    {"5", "s"},
    {"8", "b"},
    {"2", "z"},
    {"eau", "o"},
    {"au", "o"},
    {"ph", "f"},
    {"qu", "k"},
    {"ck", "k"},
    {"ch", "s"},
    {"sh", "s"},
    {"tion", "sion"},
    {"rn", "m"},
    {"vv", "w"},
    {"ai", "e"},
    {"ei", "e"},
    {"en", "an"},
    {"em", "an"},
    {"am", "an"},
    {"th", "t"},
    {"gu", "g"},
    {"ce", "se"},
    {"ci", "si"},
    {"cy", "si"},
    {"c", "k"},
    {"y", "i"},
    {"l", "i"},
    {"z", "s"},
    {"x", "s"},
    {"h", ""}
  };

  private WordKeys() {}

  /** All keys of a word; none for a short one. */
  static Set<String> of(String word) {
    Set<String> keys = new LinkedHashSet<>();
    if (word.length() < SHORTEST || word.length() > LONGEST) {
      return keys;
    }
    String sound = sound(word);
    keys.add(sound);
    if (sound.length() < SHORTEST) {
      return keys;
    }
    for (int i = 0; i < sound.length(); i++) {
      keys.add(sound.substring(0, i) + sound.substring(i + 1));
    }
    return keys;
  }

  /** A word as it is heard, in few letters: doubled ones once, and without a silent end. */
  static String sound(String word) {
    String sound = word;
    for (String[] pair : ALIKE) {
      sound = sound.replace(pair[0], pair[1]);
    }
    StringBuilder single = new StringBuilder();
    for (int i = 0; i < sound.length(); i++) {
      if (i == 0 || sound.charAt(i) != sound.charAt(i - 1)) {
        single.append(sound.charAt(i));
      }
    }
    int end = single.length();
    while (end > SHORTEST - 1 && "estd".indexOf(single.charAt(end - 1)) >= 0) {
      end--;
    }
    return single.substring(0, end);
  }
}
