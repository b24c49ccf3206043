package fr.recap.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What people keep of an official label. */
final class LabelFragments {
  private static final Set<String> LINKS =
      Set.of(
          "DE",
          "D",
          "DES",
          "DU",
          "L",
          "LA",
          "LE",
          "LES",
          "ET",
          "EN",
          "A",
          "AU",
          "AUX",
          "OU",
          "PAR",
          "POUR",
          "SUR",
          "N",
          "C",
          "AUTRES",
          "AUTRE",
          "DIVERS",
          "DIVERSES",
          "NON",
          "SANS",
          "HORS",
          "Y",
          "COMPRIS",
          "QUE",
          "UN",
          "UNE",
          "DANS",
          "CLASSEES",
          "AILLEURS");

  private LabelFragments() {}

  /** Pieces of the label between commas and conjunctions, in capitals, each of a real word. */
  static List<String> of(String label) {
    String bare = label.replaceAll("\\([^)]*\\)", " ").replaceAll("(?i)n\\.c\\.a\\.?", " ");
    List<String> pieces = new ArrayList<>();
    for (String piece : bare.split(",|;| et | ou |\\.", -1)) {
      String clean = trimLinks(Texts.capitals(piece));
      if (clean.length() > 3) {
        pieces.add(Texts.truncate(clean, 45));
      }
    }
    return pieces.isEmpty() ? List.of(Texts.truncate(Texts.capitals(label), 45)) : pieces;
  }

  /** The words that carry meaning. */
  static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(word -> word.length() > 2 && !LINKS.contains(word))
        .toList();
  }

  private static String trimLinks(String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
    while (!words.isEmpty() && LINKS.contains(words.get(0))) {
      words.remove(0);
    }
    while (!words.isEmpty() && LINKS.contains(words.get(words.size() - 1))) {
      words.remove(words.size() - 1);
    }
    return String.join(" ", words);
  }
}
