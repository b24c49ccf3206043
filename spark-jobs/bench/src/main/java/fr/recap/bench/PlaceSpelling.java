package fr.recap.bench;

import fr.recap.udfs.text.AsciiFolder;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Ways in which people write the name of a commune; null where a name can't be written so. */
enum PlaceSpelling {
  CAPITALS("capitals", (name, random) -> name),
  ABBREVIATED("abbreviated", (name, random) -> abbreviated(name)),
  LINKS_LOST("links lost", (name, random) -> withoutLinks(name)),
  CEDEX("cedex", (name, random) -> name + " CEDEX" + (random.nextBoolean() ? " 9" : "")),
  WITH_WORDS(
      "words around",
      (name, random) ->
          pick(
                  List.of(
                      "VILLE DE %s", "%s CENTRE", "GARE DE %s", "%s ET ENVIRONS", "COMMUNE DE %s"),
                  random)
              .formatted(name)),
  WITH_PLACE(
      "place within",
      (name, random) ->
          name
              + " "
              + pick(
                  List.of(
                      "LES QUATRE VENTS",
                      "BELLEVUE",
                      "ZI NORD",
                      "LE MOULIN",
                      "CAMPUS",
                      "LES MINIMES"),
                  random)),
  ONE_ERROR("one error", PlaceSpelling::misspelt),
  TWO_ERRORS("two errors", (name, random) -> misspelt(misspelt(name, random), random)),
  BY_EAR("by ear", PlaceSpelling::byEar),
  SHORTENED("first words", PlaceSpelling::shortened),
  CUT("cut off", PlaceSpelling::cut),
  GLUED("glued", (name, random) -> name.contains(" ") ? name.replace(" ", "") : null);

  private static final Pattern LINKS =
      Pattern.compile("\\b(?:LE|LA|LES|L|DE|DU|DES|D|EN|SUR|SOUS|AUX|LES|LEZ)\\b ?");
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int SHORTEST = 4;
  private static final String[][] EAR = {
    {"EAU", "O"}, {"AU", "O"}, {"PH", "F"}, {"TH", "T"}, {"Y", "I"}, {"LL", "L"}, {"SS", "S"},
    {"NN", "N"}, {"TT", "T"}, {"RR", "R"}, {"AI", "E"}, {"EI", "E"}, {"QU", "K"}, {"X", "S"},
    {"EN", "AN"}, {"AN", "EN"}, {"AIN", "IN"}, {"H", ""}, {"Z", "S"}, {"C", "K"}, {"GU", "G"},
    {"CH", "SH"}, {"S ", " "}, {"ES", "E"}
  };

  private final String shown;
  private final BiFunction<String, Random, String> writer;

  PlaceSpelling(String shown, BiFunction<String, Random, String> writer) {
    this.shown = shown;
    this.writer = writer;
  }

  /** How it is called in tables. */
  String shown() {
    return shown;
  }

  /** The name so written; null if it can't be. */
  String write(String name, Random random) {
    return writer.apply(capitals(name), random);
  }

  /** Capitals without accents, hyphens and apostrophes. */
  static String capitals(String name) {
    return AsciiFolder.normalize(name).toUpperCase(Locale.ROOT);
  }

  private static String pick(List<String> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }

  private static String abbreviated(String name) {
    String shorter =
        name.replaceAll("\\bSAINT\\b", "ST")
            .replaceAll("\\bSAINTE\\b", "STE")
            .replaceAll("\\bSUR\\b", "S/");
    return shorter.equals(name) ? null : shorter;
  }

  private static String withoutLinks(String name) {
    String shorter = LINKS.matcher(name).replaceAll("").strip();
    return shorter.equals(name) || shorter.length() < SHORTEST ? null : shorter;
  }

  /** One letter left out, doubled, swapped with the next or replaced. */
  static String misspelt(String name, Random random) {
    if (name == null || name.length() < SHORTEST) {
      return null;
    }
    int at = 1 + random.nextInt(name.length() - 2);
    String head = name.substring(0, at);
    char letter = name.charAt(at);
    String tail = name.substring(at + 1);
    String written =
        switch (random.nextInt(4)) {
          case 0 -> head + tail;
          case 1 -> head + letter + letter + tail;
          case 2 -> head + tail.charAt(0) + letter + tail.substring(1);
          default -> head + LETTERS.charAt(random.nextInt(LETTERS.length())) + tail;
        };
    return written.equals(name) ? head + tail : written;
  }

  private static String byEar(String name, Random random) {
    int first = random.nextInt(EAR.length);
    for (int i = 0; i < EAR.length; i++) {
      String[] sound = EAR[(first + i) % EAR.length];
      int at = name.indexOf(sound[0], 1);
      if (at > 0) {
        return name.substring(0, at) + sound[1] + name.substring(at + sound[0].length());
      }
    }
    return null;
  }

  private static String shortened(String name, Random random) {
    String[] words = name.split(" ", -1);
    int kept = words[0].equals("SAINT") || words[0].length() < 3 ? 2 : 1;
    return words.length <= kept ? null : String.join(" ", List.of(words).subList(0, kept));
  }

  private static String cut(String name, Random random) {
    int kept = (int) Math.ceil(name.length() * (0.6 + 0.3 * random.nextDouble()));
    return name.length() < 7 || kept >= name.length() ? null : name.substring(0, kept).strip();
  }
}
