package fr.recap.geocoding;

import fr.recap.udfs.address.Departements;
import fr.recap.udfs.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A declared name taken apart.
 *
 * @param whole all words but codes and numbers
 * @param name what is left of it without words that say nothing of the commune
 * @param postcode null if there is none
 * @param departement its code; null if there is none
 * @param number of an arrondissement, perhaps; 0 if there is none
 * @param ordinal whether the number can be nothing but an arrondissement's
 * @param station whether it names a station or an airport
 */
record PlaceText(
    PlaceWords whole,
    PlaceWords name,
    String postcode,
    String departement,
    int number,
    boolean ordinal,
    boolean station) {
  private static final Pattern SUR = Pattern.compile("(?<![A-Z])S ?/ ?(?=[A-Z])");
  private static final Pattern NUMBER =
      Pattern.compile("(\\d{1,2})(er|ere|e|em|eme|ieme|me|nd|ne|arr|arrdt|arrt)?");
  private static final Pattern GLUED =
      Pattern.compile("(paris|lyon|marseille)(\\d{1,2})(e|er|eme)?");
  private static final Set<String> CEDEX =
      Set.of("cedex", "cedx", "cdex", "cedes", "cedec", "cex", "cedax", "cdx", "ceddex", "cedexe");
  private static final Set<String> ARRONDISSEMENT =
      Set.of(
          "arrondissement",
          "arrondissements",
          "arrond",
          "arrt",
          "arrdt",
          "ardt",
          "arr",
          "ar",
          "eme",
          "er",
          "ere",
          "ieme",
          "ardts");
  private static final Set<String> NOISE =
      Set.of(
          "ville",
          "commune",
          "mairie",
          "agglo",
          "banlieue",
          "environs",
          "alentours",
          "centre",
          "france",
          "sncf",
          "rer",
          "quartier",
          "zi",
          "za",
          "zac",
          "zone",
          "industrielle",
          "secteur",
          "proche",
          "peripherie",
          "hypercentre",
          "intramuros",
          "intra",
          "muros");
  private static final Set<String> STATION =
      Set.of("gare", "aeroport", "aerodrome", "station", "depot", "metro");
  private static final Set<String> POST_BOX = Set.of("bp", "cs", "tsa", "cidex");
  private static final Set<String> OVERSEAS =
      Set.of("971", "972", "973", "974", "975", "976", "978");
  private static final Set<String> OF = Set.of("de", "d", "du", "des", "sncf", "rer");
  private static final Set<String> TOWNS = Set.of("paris", "lyon", "marseille");

  /** Takes a text apart. */
  static PlaceText of(String text) {
    return new Reader(words(text)).read();
  }

  /** The words of a text, with {@code S/} spelt out. */
  private static List<String> words(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return Words.of(upper.indexOf('/') < 0 ? text : SUR.matcher(upper).replaceAll("SUR "));
  }

  /** The parts between separators that no name of a commune has; {@code S/} is none. */
  static List<String> parts(String text) {
    String upper = SUR.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("SUR ");
    List<String> parts = new ArrayList<>();
    for (String part : upper.split("[/;,+&|]| - | (?:ET|OU|PUIS|AINSI QUE) ", -1)) {
      if (!part.isBlank()) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static final class Reader {
    private final List<String> words;
    private final List<String> kept = new ArrayList<>();
    private String postcode;
    private String departement;
    private int number;
    private boolean ordinal;
    private boolean station;

    Reader(List<String> words) {
      this.words = words;
    }

    PlaceText read() {
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        if (CEDEX.contains(word)) {
          // In these towns the number behind CEDEX is that of an arrondissement.
          if (isNumber(i + 1) && words.get(i + 1).length() <= 2) {
            number = Integer.parseInt(words.get(++i));
            ordinal = true;
          }
        } else if (POST_BOX.contains(word) && isNumber(i + 1)) {
          i++;
        } else if (!readCode(word, i) && !readNumber(word, i)) {
          kept.add(word);
        }
      }
      PlaceWords whole = PlaceWords.of(String.join(" ", kept));
      PlaceWords name = PlaceWords.of(String.join(" ", trimmed(kept)));
      return new PlaceText(whole, name, postcode, departement, number, ordinal, station);
    }

    private boolean isNumber(int at) {
      return at < words.size() && words.get(at).chars().allMatch(Character::isDigit);
    }

    private boolean readCode(String word, int at) {
      boolean atEnd = at == 0 || at == words.size() - 1;
      if (word.length() == 5 && Departements.ofPostcode(word) != null) {
        postcode = word;
        return true;
      }
      if (word.equals("2a") || word.equals("2b")) {
        departement = word.toUpperCase(Locale.ROOT);
        return true;
      }
      if (atEnd && OVERSEAS.contains(word)) {
        departement = word;
        return true;
      }
      return false;
    }

    private boolean readNumber(String word, int at) {
      Matcher glued = GLUED.matcher(word);
      if (glued.matches()) {
        kept.add(glued.group(1));
        number = Integer.parseInt(glued.group(2));
        return true;
      }
      Matcher plain = NUMBER.matcher(word);
      if (plain.matches()) {
        number = Integer.parseInt(plain.group(1));
        ordinal |= plain.group(2) != null;
        if ((number > 20 && number <= 95) || words.size() == 1) {
          departement = (number < 10 ? "0" : "") + number;
        }
        return true;
      }
      boolean townBefore = !kept.isEmpty() && TOWNS.contains(kept.get(kept.size() - 1));
      if (townBefore && Towns.roman(word) > 0) {
        number = Towns.roman(word);
        ordinal = true;
        return true;
      }
      if (number > 0 && (ARRONDISSEMENT.contains(word) || word.equals("e"))) {
        ordinal = true;
        return true;
      }
      return ARRONDISSEMENT.contains(word) && !kept.isEmpty() && word.length() > 3 && at > 0;
    }

    /** Without words that say nothing of the commune, as long as others are left. */
    private List<String> trimmed(List<String> all) {
      int from = 0;
      int to = all.size();
      while (to - from > 1) {
        String first = all.get(from);
        String last = all.get(to - 1);
        if (STATION.contains(first)) {
          station = true;
          from++;
        } else if (from > 0 && isLinkOf(all, from)) {
          from++;
        } else if (NOISE.contains(first) && isLinkOf(all, from + 1)) {
          from++;
        } else if (PlaceWords.isLink(last)
            || (NOISE.contains(last) && !all.get(to - 2).equals("en"))) {
          to--;
        } else {
          break;
        }
      }
      return all.subList(from, to);
    }

    private static boolean isLinkOf(List<String> all, int at) {
      return at < all.size() && OF.contains(all.get(at));
    }
  }
}
