package fr.recap.bench;

import fr.recap.geocoding.Commune;
import fr.recap.geocoding.Communes;
import fr.recap.geocoding.DeclaredPlace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Declared places with what they mean. Communes are drawn by their population, a third of them
 * evenly; the départements are declared, and residences near, about as often as on real forms.
 * Spellings don't use what the resolver knows of spellings.
 */
final class PlaceCases {
  private static final double DEPARTEMENT_DECLARED = 0.56;
  private static final double RESIDENCE_NEAR = 0.85;
  private static final double EVENLY = 0.33;
  private static final int TOWN = 5_000;

  private final Random random;
  private final List<Commune> communes;
  private final List<Communes.Name> former;
  private final double[] upTo;

  PlaceCases(Communes all, long seed) {
    random = new Random(seed);
    communes = all.all().stream().filter(c -> !c.name().contains("Arrondissement")).toList();
    former = all.formerNames();
    upTo = new double[communes.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += communes.get(i).population();
      upTo[i] = sum;
    }
  }

  /** Places that are communes. */
  List<PlaceCase> communes(int ofEachKind) {
    List<PlaceCase> cases = new ArrayList<>();
    for (PlaceSpelling spelling : PlaceSpelling.values()) {
      int made = 0;
      while (made < ofEachKind) {
        Commune commune = draw();
        String text = spelling.write(commune.name(), random);
        if (text != null) {
          cases.add(declared(spelling.shown(), text, commune));
          made++;
        }
      }
    }
    for (int i = 0; i < ofEachKind; i++) {
      Commune commune = draw();
      String name = PlaceSpelling.capitals(commune.name());
      String departement = commune.departement();
      boolean behind = random.nextBoolean();
      String text = behind ? name + " (" + departement + ")" : postcode(commune) + " " + name;
      cases.add(declared("with a code", text, commune));
      Communes.Name name2 = former.get(random.nextInt(former.size()));
      cases.add(declared("former name", PlaceSpelling.capitals(name2.text()), name2.commune()));
    }
    return cases;
  }

  private static String postcode(Commune commune) {
    return commune.postcodes().isEmpty() ? commune.departement() : commune.postcodes().get(0);
  }

  /** Texts that are no commune. */
  List<PlaceCase> others(int ofEachKind) throws IOException {
    List<PlaceCase> cases = new ArrayList<>();
    List<String> names =
        List.of(
            "ALLEMAGNE",
            "BELGIQUE",
            "LUXEMBOURG",
            "ITALIE",
            "ESPAGNE",
            "ANGLETERRE",
            "PORTUGAL",
            "ILE DE FRANCE",
            "RHONE ALPES",
            "MIDI PYRENEES",
            "AQUITAINE",
            "PAYS DE LOIRE",
            "LANGUEDOC ROUSSILLON",
            "NORD PAS DE CALAIS",
            "BOURGOGNE",
            "PICARDIE");
    List<String> words = words();
    for (int i = 0; i < ofEachKind; i++) {
      cases.add(other("country or region", names.get(random.nextInt(names.size()))));
      cases.add(
          other(
              "the same, one error",
              PlaceSpelling.misspelt(names.get(random.nextInt(names.size())), random)));
      String between = List.of(" ET ", " / ", " ", ", ").get(random.nextInt(4));
      String first = town();
      String second = town();
      while (second.equals(first)) {
        second = town();
      }
      cases.add(other("two towns", first + between + second));
      cases.add(other("activity or street", words.get(random.nextInt(words.size()))));
      StringBuilder letters = new StringBuilder();
      for (int k = 4 + random.nextInt(6); k > 0; k--) {
        letters.append((char) ('A' + random.nextInt(26)));
      }
      cases.add(other("letters", letters.toString()));
    }
    return cases;
  }

  private String town() {
    Commune commune = draw();
    while (commune.population() < TOWN) {
      commune = draw();
    }
    return PlaceSpelling.capitals(commune.name());
  }

  private static List<String> words() throws IOException {
    List<String> words = new ArrayList<>();
    try (InputStream file = PlaceCases.class.getResourceAsStream("/fr/recap/demo/activities.csv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .skip(1)
          .forEach(
              line ->
                  words.addAll(
                      List.of(line.substring(line.lastIndexOf(';') + 1).split("\\|", -1))));
    }
    return words.stream().map(word -> word.replaceAll("\\*\\d+$", "")).toList();
  }

  private PlaceCase declared(String kind, String text, Commune commune) {
    String departement = random.nextDouble() < DEPARTEMENT_DECLARED ? commune.departement() : null;
    return new PlaceCase(
        kind,
        new DeclaredPlace(null, text, departement, null, residence(commune), false),
        commune.code(),
        half(commune.code()));
  }

  private PlaceCase other(String kind, String text) {
    return new PlaceCase(
        kind, new DeclaredPlace(null, text, null, null, draw().code(), false), null, half(text));
  }

  private static int half(String text) {
    return Math.floorMod(text.hashCode() * 0x9E3779B9, 2) ^ (text.hashCode() >>> 7 & 1);
  }

  private String residence(Commune work) {
    Commune home = draw();
    boolean near = random.nextDouble() < RESIDENCE_NEAR;
    for (int i = 0; near && i < 2_000 && !home.departement().equals(work.departement()); i++) {
      home = draw();
    }
    return home.code();
  }

  private Commune draw() {
    if (random.nextDouble() < EVENLY) {
      return communes.get(random.nextInt(communes.size()));
    }
    double wanted = random.nextDouble() * upTo[upTo.length - 1];
    int at = java.util.Arrays.binarySearch(upTo, wanted);
    return communes.get(Math.min(at < 0 ? -at - 1 : at, upTo.length - 1));
  }
}
