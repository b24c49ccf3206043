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
      Pattern.compile("0{0,2}(\\d{1,2})(er|ere|e|em|eme|ieme|me|nd|ne|arr|arrdt|arrt)?");

  /** A number, or an arrondissement's numeral, behind a town without a blank between. */
  private static final Pattern GLUED = Pattern.compile("(paris|lyon|marseille)(\\d.*|[ivx].+)");

  private static final Pattern GLUED_POSTCODE = Pattern.compile("(\\D*)(\\d{5})(\\D*)");

  /** A part that is nothing but an arrondissement's number belongs to the part before it. */
  private static final Pattern NUMBER_ALONE =
      Pattern.compile("\\d{1,3} ?(?:E|ER|EME|IEME)?(?: ?ARR[A-Z.]*)?");

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
          "muros",
          "arrondissement",
          "canton",
          "agglomeration",
          "metropole",
          "prefecture",
          "hopital",
          "chu",
          "lycee",
          "universite");
  private static final Set<String> STATION =
      Set.of("gare", "aeroport", "aerodrome", "station", "depot", "metro");
  private static final Set<String> POST_BOX = Set.of("bp", "cs", "tsa", "cidex");
  private static final Set<String> OVERSEAS =
      Set.of("971", "972", "973", "974", "975", "976", "978");
  private static final Set<String> OF = Set.of("de", "d", "du", "des", "sncf", "rer");
  private static final int POSTCODE_LENGTH = 5;
  private static final int MOST_ARRONDISSEMENTS = 20;
  private static final String ARRONDISSEMENT_BEGINS = "arr";
  private static final Set<String> TOWNS = Set.of("paris", "lyon", "marseille");

  /** Takes a text apart. */
  static PlaceText of(String text) {
    return new Reader(words(text)).read();
  }

  /** The words of a text, with {@code S/} spelt out. */
  private static List<String> words(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    List<String> words =
        Words.of(upper.indexOf('/') < 0 ? text : SUR.matcher(upper).replaceAll("SUR "));
    List<String> apart = new ArrayList<>(words.size());
    for (String word : words) {
      int last = apart.size() - 1;
      if (last >= 0 && apart.get(last).equals("dix") && Towns.numeral("dix" + word) > 0) {
        apart.set(last, "dix" + word);
      } else {
        addApart(word, apart);
      }
    }
    return apart;
  }

  /** Adds a word, apart from what is glued to it: {@code 57000metz}, {@code paris12eme}. */
  private static void addApart(String word, List<String> words) {
    if (word.length() > POSTCODE_LENGTH) {
      Matcher postcode = GLUED_POSTCODE.matcher(word);
      Matcher town = GLUED.matcher(word);
      if (postcode.matches()) {
        for (int part = 1; part <= postcode.groupCount(); part++) {
          if (!postcode.group(part).isEmpty()) {
            words.add(postcode.group(part));
          }
        }
        return;
      }
      if (town.matches() && isArrondissement(town.group(2))) {
        words.add(town.group(1));
        words.add(town.group(2));
        return;
      }
    }
    words.add(word);
  }

  private static boolean isArrondissement(String text) {
    return NUMBER.matcher(text).matches() || Towns.numeral(text) > 0;
  }

  /** The parts between separators that no name of a commune has; {@code S/} is none. */
  static List<String> parts(String text) {
    String upper = SUR.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("SUR ");
    List<String> parts = new ArrayList<>();
    for (String part : upper.split("[/;,+&|]| - | (?:ET|OU|PUIS|AINSI QUE) ", -1)) {
      String stripped = part.strip();
      int last = parts.size() - 1;
      if (last >= 0 && NUMBER_ALONE.matcher(stripped).matches()) {
        parts.set(last, parts.get(last) + " " + stripped);
      } else if (!stripped.isEmpty()) {
        parts.add(stripped);
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
        } else if (isSplitPostcode(i)) {
          postcode = word + words.get(++i);
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

    /** {@code 57 000} for 57000. */
    private boolean isSplitPostcode(int at) {
      return isNumber(at)
          && isNumber(at + 1)
          && words.get(at).length() == 2
          && words.get(at + 1).length() == 3
          && Departements.ofPostcode(words.get(at) + words.get(at + 1)) != null;
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
      Matcher plain = NUMBER.matcher(word);
      if (plain.matches()) {
        int read = Integer.parseInt(plain.group(1));
        if ((read > MOST_ARRONDISSEMENTS && read <= 95) || words.size() == 1) {
          departement = (read < 10 ? "0" : "") + read;
        }
        // A département behind the number of an arrondissement does not take its place.
        if (read <= MOST_ARRONDISSEMENTS || number == 0 || number > MOST_ARRONDISSEMENTS) {
          number = read;
        }
        ordinal |= plain.group(2) != null;
        return true;
      }
      int numeral = Towns.numeral(word);
      boolean townBefore = !kept.isEmpty() && TOWNS.contains(kept.get(kept.size() - 1));
      boolean arrondissementAfter =
          at + 1 < words.size() && words.get(at + 1).startsWith(ARRONDISSEMENT_BEGINS);
      if (numeral > 0 && (townBefore || arrondissementAfter)) {
        number = numeral;
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
