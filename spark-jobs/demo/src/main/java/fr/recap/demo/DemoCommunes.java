package fr.recap.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Real communes, with invented but consistent coordinates: communes of one postcode lie together,
 * within the circle of their département.
 */
final class DemoCommunes {
  private static final double KILOMETRES_A_DEGREE = 111.2;

  private static final class Holder {
    private static final DemoCommunes INSTANCE = new DemoCommunes();
  }

  private final List<Commune> communes = new ArrayList<>();
  private final Map<String, Commune> byCode = new HashMap<>();
  private final Map<String, Departement> departements = new HashMap<>();
  private final Map<String, Weighted<Commune>> byDepartement = new HashMap<>();
  private final Map<String, Commune> biggest = new HashMap<>();
  private final Weighted<Commune> all;

  private DemoCommunes() {
    for (String[] c : Resources.table("departements.csv")) {
      departements.put(
          c[0],
          new Departement(
              c[0],
              Texts.capitals(c[1]),
              c[2],
              Double.parseDouble(c[3]),
              Double.parseDouble(c[4])));
    }
    Map<String, List<Commune>> groups = new HashMap<>();
    for (String[] c : Resources.table("communes.csv.gz")) {
      Commune commune = place(c[0], c[1], departements.get(c[2]), c[3], Integer.parseInt(c[4]));
      communes.add(commune);
      byCode.put(commune.code(), commune);
      biggest.merge(c[2], commune, (a, b) -> a.population() >= b.population() ? a : b);
      groups.computeIfAbsent(c[2], key -> new ArrayList<>()).add(commune);
    }
    groups.forEach((code, group) -> byDepartement.put(code, byPopulation(group)));
    all = byPopulation(communes);
  }

  private static Weighted<Commune> byPopulation(List<Commune> some) {
    return Weighted.of(
        some,
        some.stream()
            .mapToDouble(c -> Math.pow(c.population(), Rates.EMPLOYMENT_CONCENTRATION))
            .toArray());
  }

  private static Commune place(
      String code, String name, Departement departement, String postcode, int population) {
    double radius =
        switch (departement.code()) {
          case "75" -> 0.04;
          case "92", "93", "94" -> 0.07;
          case "90", "95", "91", "78" -> 0.15;
          case "971", "972", "974", "976" -> 0.15;
          default -> 0.32;
        };
    Draw around = Draw.of(0, "postcode", postcode);
    Draw within = Draw.of(0, "commune", code);
    double latitude =
        departement.latitude() + radius * around.between(-1, 1) + 0.05 * within.between(-1, 1);
    double longitude =
        departement.longitude()
            + (radius * around.between(-1, 1) + 0.05 * within.between(-1, 1))
                / Math.cos(Math.toRadians(departement.latitude()));
    String plain = Texts.capitals(name).replaceAll(" (\\d+)(ER|E) ARRONDISSEMENT$", " $1");
    return new Commune(code, plain, departement, postcode, population, latitude, longitude);
  }

  static DemoCommunes get() {
    return Holder.INSTANCE;
  }

  /** The commune of a code, or null. */
  Commune of(String code) {
    return byCode.get(code);
  }

  Commune pick(Draw draw) {
    return all.pick(draw);
  }

  /** Codes of the départements. */
  List<String> departements() {
    return List.copyOf(departements.keySet());
  }

  /** Inhabitants of a département. */
  double population(String departement) {
    return communes.stream()
        .filter(commune -> commune.departement().code().equals(departement))
        .mapToDouble(Commune::population)
        .sum();
  }

  /** The communes of some départements, by their jobs. */
  Weighted<Commune> within(Set<String> some) {
    return byPopulation(
        communes.stream().filter(commune -> some.contains(commune.departement().code())).toList());
  }

  /** The most populous commune of a département. */
  Commune biggest(String departement) {
    return biggest.get(departement);
  }

  /** A commune of the same département, for people who commute. */
  Commune near(Commune commune, Draw draw) {
    return byDepartement.get(commune.departement().code()).pick(draw);
  }

  record Departement(String code, String name, String region, double latitude, double longitude) {}

  /**
   * A commune.
   *
   * @param name in capitals, arrondissements as PARIS 15
   * @param latitude degrees north, invented
   * @param longitude degrees east, invented
   */
  record Commune(
      String code,
      String name,
      Departement departement,
      String postcode,
      int population,
      double latitude,
      double longitude) {
    /** Half the width of its built-up area, in degrees of latitude. */
    double radius() {
      return Math.min(4, 0.25 + Math.sqrt(population) / 120) / KILOMETRES_A_DEGREE;
    }

    /** The town without the number of its arrondissement. */
    String town() {
      return name.replaceAll(" \\d+$", "");
    }
  }
}
