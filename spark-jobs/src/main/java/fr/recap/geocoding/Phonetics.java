package fr.recap.geocoding;

/** What a French name sounds like, roughly: names that sound alike have the same key. */
final class Phonetics {
  private static final String[][] SOUNDS = {
    {"eaux", "o"},
    {"eau", "o"},
    {"aux", "o"},
    {"au", "o"},
    {"ault", "o"},
    {"ph", "f"},
    {"sch", "9"},
    {"ch", "9"},
    {"sh", "9"},
    {"qu", "k"},
    {"ck", "k"},
    {"th", "t"},
    {"gn", "n"},
    {"oui", "8"},
    {"ou", "7"},
    {"oi", "6"},
    {"ain", "2"},
    {"ein", "2"},
    {"in", "2"},
    {"im", "2"},
    {"yn", "2"},
    {"un", "2"},
    {"an", "1"},
    {"en", "1"},
    {"am", "1"},
    {"em", "1"},
    {"on", "3"},
    {"om", "3"},
    {"ai", "e"},
    {"ei", "e"},
    {"oe", "e"},
    {"eu", "e"},
    {"ae", "e"},
    {"y", "i"},
    {"w", "v"},
    {"z", "s"},
    {"x", "s"},
    {"ce", "se"},
    {"ci", "si"},
    {"cy", "si"},
    {"ge", "je"},
    {"gi", "ji"},
    {"gu", "g"},
    {"c", "k"},
    {"h", ""}
  };

  private Phonetics() {}

  /**
   * The key of a name.
   *
   * @param name lower case ASCII letters and digits
   */
  static String key(String name) {
    StringBuilder key = new StringBuilder(name.length());
    int i = 0;
    while (i < name.length()) {
      String[] sound = soundAt(name, i);
      String out = sound == null ? name.substring(i, i + 1) : sound[1];
      for (int k = 0; k < out.length(); k++) {
        append(key, out.charAt(k));
      }
      i += sound == null ? 1 : sound[0].length();
    }
    int end = key.length();
    while (end > 3 && "stdxep".indexOf(key.charAt(end - 1)) >= 0) {
      end--;
    }
    return key.substring(0, end);
  }

  private static String[] soundAt(String name, int at) {
    for (String[] sound : SOUNDS) {
      if (name.startsWith(sound[0], at)) {
        return sound;
      }
    }
    return null;
  }

  private static void append(StringBuilder key, char c) {
    if (key.length() == 0 || key.charAt(key.length() - 1) != c) {
      key.append(c);
    }
  }
}
