package fr.recap.geocoding;

import java.util.List;

/** Paris, Lyon and Marseille, which have codes and postcodes by arrondissement. */
enum Towns {
  PARIS("75056", 75101, 20, "75"),
  LYON("69123", 69381, 9, "69"),
  MARSEILLE("13055", 13201, 16, "13");

  private static final List<String> ROMAN =
      List.of(
          "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx");

  private final String code;
  private final int first;
  private final int count;
  private final String departement;

  Towns(String code, int first, int count, String departement) {
    this.code = code;
    this.first = first;
    this.count = count;
    this.departement = departement;
  }

  /** The town of a commune's code; null if it is another commune. */
  static Towns of(String code) {
    for (Towns town : values()) {
      if (town.code.equals(code)) {
        return town;
      }
    }
    return null;
  }

  /** The town that is a whole département; null if there is none. */
  static Towns ofDepartement(String departement) {
    return PARIS.departement.equals(departement) ? PARIS : null;
  }

  /** Code of the town of an arrondissement's code; the empty string if it is none. */
  static String ofArrondissement(String code) {
    for (Towns town : values()) {
      for (int n = 1; n <= town.count; n++) {
        if (town.arrondissement(n).equals(code)) {
          return town.code;
        }
      }
    }
    return "";
  }

  /** Code of an arrondissement; null if the town has none of that number. */
  String arrondissement(int number) {
    return number >= 1 && number <= count ? Integer.toString(first + number - 1) : null;
  }

  /** Code of the arrondissement of a postcode; null if the town has none such. */
  String ofPostcode(String postcode) {
    if (!postcode.startsWith(departement)) {
      return null;
    }
    return postcode.equals("75116")
        ? arrondissement(16)
        : arrondissement(Integer.parseInt(postcode.substring(2)));
  }

  /** Whether a number behind the town's name may be that of its département. */
  boolean isDepartement(int number) {
    return Integer.parseInt(departement) == number;
  }

  /** 12 for {@code xii}; 0 for what is no such numeral. */
  static int roman(String word) {
    return ROMAN.indexOf(word) + 1;
  }
}
