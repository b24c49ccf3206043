package fr.recap.geocoding;

import fr.recap.udfs.address.CommuneNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A name of a place in the spelling in which names are compared.
 *
 * @param words lower case ASCII, saints and {@code s/} expanded
 * @param full the words without blanks
 * @param light the words without articles and links, without blanks
 */
record PlaceWords(List<String> words, String full, String light) {
  private static final Set<String> LINKS =
      Set.of(
          "le", "la", "les", "l", "de", "du", "des", "d", "en", "sur", "sous", "et", "aux", "au",
          "a", "lez", "lees", "pres", "dans");

  static PlaceWords of(String name) {
    String normalized = CommuneNames.normalize(name);
    return normalized == null || normalized.isEmpty()
        ? new PlaceWords(List.of(), "", "")
        : of(List.of(normalized.split(" ", -1)));
  }

  /** Of words that are normalised already. */
  static PlaceWords of(List<String> words) {
    List<String> light = words.stream().filter(word -> !isLink(word)).toList();
    String full = String.join("", words);
    return new PlaceWords(words, full, light.isEmpty() ? full : String.join("", light));
  }

  static boolean isLink(String word) {
    return LINKS.contains(word);
  }

  /** The words that are no links. */
  List<String> heavy() {
    List<String> heavy = new ArrayList<>();
    for (String word : words) {
      if (!isLink(word)) {
        heavy.add(word);
      }
    }
    return heavy;
  }

  /** The words with blanks between. */
  String spaced() {
    return String.join(" ", words);
  }

  boolean isEmpty() {
    return full.isEmpty();
  }
}
