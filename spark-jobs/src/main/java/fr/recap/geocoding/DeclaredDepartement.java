package fr.recap.geocoding;

import fr.recap.udfs.address.Departements;
import fr.recap.udfs.text.Words;
import java.util.List;

/** Reads the declared département: a number, a postcode or a name. */
final class DeclaredDepartement {
  private static final List<String> OVERSEAS = List.of("971", "972", "973", "974", "976");

  private DeclaredDepartement() {}

  /** The départements that a text can mean; empty if it tells nothing. */
  static List<String> of(String text, NotCommunes names) {
    List<String> words = Words.of(text);
    if (words.isEmpty()) {
      return List.of();
    }
    for (String word : words) {
      List<String> codes = code(word);
      if (!codes.isEmpty()) {
        return codes;
      }
    }
    String named = names.departement(PlaceWords.of(text).full());
    return named == null ? List.of() : List.of(named);
  }

  /** The first postcode of a text; null if it has none. */
  static String postcode(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return Words.of(text).stream()
        .filter(word -> Departements.ofPostcode(word) != null)
        .findFirst()
        .orElse(null);
  }

  private static List<String> code(String word) {
    if (word.equals("2a") || word.equals("2b")) {
      return List.of(word.toUpperCase(java.util.Locale.ROOT));
    }
    if (!word.chars().allMatch(Character::isDigit)) {
      return List.of();
    }
    if (word.length() == 5) {
      String departement = Departements.ofPostcode(word);
      return departement == null ? List.of() : List.of(departement);
    }
    if (word.length() > 3) {
      return List.of();
    }
    int number = Integer.parseInt(word);
    if (number == 20) {
      return List.of("2A", "2B");
    }
    if (number == 97) {
      return OVERSEAS;
    }
    if (number >= 970 && number <= 989) {
      return List.of(Integer.toString(number));
    }
    return number >= 1 && number <= 95 ? List.of("%02d".formatted(number)) : List.of();
  }
}
