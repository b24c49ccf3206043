package fr.recap.geocoding;

import fr.recap.geocoding.Communes.Centre;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Paris, Lyon and Marseille, which have codes and postcodes by arrondissement. */
enum Towns {
  PARIS("75056", 75101, 20, "75"),
  LYON("69123", 69381, 9, "69"),
  MARSEILLE("13055", 13201, 16, "13");

  private static final List<String> ROMAN =
      List.of(
          "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv",
          "xv", "xvi", "xvii", "xviii", "xix", "xx");

  private static final Set<String> ENDINGS =
      Set.of("", "e", "er", "ere", "re", "em", "eme", "ieme", "me");

  private static final List<String> ORDINALS =
      List.of(
          "premier",
          "deuxieme",
          "troisieme",
          "quatrieme",
          "cinquieme",
          "sixieme",
          "septieme",
          "huitieme",
          "neuvieme",
          "dixieme",
          "onzieme",
          "douzieme",
          "treizieme",
          "quatorzieme",
          "quinzieme",
          "seizieme",
          "dixseptieme",
          "dixhuitieme",
          "dixneuvieme",
          "vingtieme");

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

  /** 12 for {@code xii}, {@code xiieme} and {@code douzieme}; 0 for what is no such numeral. */
  static int numeral(String word) {
    for (int end = word.length(); end > 0; end--) {
      int roman = ROMAN.indexOf(word.substring(0, end)) + 1;
      if (roman > 0 && ENDINGS.contains(word.substring(end))) {
        return roman;
      }
    }
    return ORDINALS.indexOf(word) + 1;
  }

  /** The centre of a town that has none: the mean of its arrondissements', by inhabitants. */
  static Map<String, Centre> centres(Map<String, Commune> communes) {
    Map<String, Centre> centres = new HashMap<>();
    for (Towns town : values()) {
      double people = 0;
      double latitudes = 0;
      double longitudes = 0;
      for (int n = 1; n <= town.count; n++) {
        Commune part = communes.get(town.arrondissement(n));
        if (part != null && part.hasCentre()) {
          double weight = part.population() + 1.0;
          people += weight;
          latitudes += weight * part.latitude();
          longitudes += weight * part.longitude();
        }
      }
      Commune whole = communes.get(town.code);
      if (people > 0 && whole != null && !whole.hasCentre()) {
        centres.put(town.code, new Centre(latitudes / people, longitudes / people));
      }
    }
    return centres;
  }
}
