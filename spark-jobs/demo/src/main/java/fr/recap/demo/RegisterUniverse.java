package fr.recap.demo;

import fr.recap.config.RefusedInputException;
import fr.recap.udfs.codes.Siret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The establishments of a CSV with the columns siret, denomination, enseigne, ape, numero,
 * type_voie, libelle_voie, code_postal, commune, departement, nom_commune, lat and lon. All of them
 * are held in memory on each executor: for up to some 200,000. Staff is drawn by activity.
 */
final class RegisterUniverse implements Universe {
  private static final List<String> COLUMNS =
      List.of(
          "siret",
          "denomination",
          "enseigne",
          "ape",
          "numero",
          "type_voie",
          "libelle_voie",
          "code_postal",
          "commune",
          "nom_commune",
          "lat",
          "lon");
  private static final double[] MEAN_STAFF = {4, 20, 110};
  private static final int SMALL_TRIES = 12;
  private static final int SMALL = 6;

  private final Broadcast<Data> data;
  private final long seed;
  private final Difficulty difficulty;

  /** Rows of the file, their cumulative staff and the rows of each legal unit. */
  private static final class Data implements java.io.Serializable {
    private final List<String[]> rows;
    private final double[] cumulative;
    private final Map<String, int[]> units;

    Data(List<String[]> rows, double[] cumulative, Map<String, int[]> units) {
      this.rows = rows;
      this.cumulative = cumulative;
      this.units = units;
    }
  }

  private RegisterUniverse(Broadcast<Data> data, long seed, Difficulty difficulty) {
    this.data = data;
    this.seed = seed;
    this.difficulty = difficulty;
  }

  /**
   * The rows of a file that can be used, in its order.
   *
   * @throws RefusedInputException if the file lacks a column or usable rows
   */
  static List<String[]> rows(SparkSession spark, Path file) {
    if (!Files.isReadable(file)) {
      throw new RefusedInputException("Cannot read the register " + file);
    }
    var table = spark.read().option("header", true).csv(file.toUri().toString());
    List<String> missing = new ArrayList<>(COLUMNS);
    missing.removeAll(Arrays.asList(table.columns()));
    if (!missing.isEmpty()) {
      throw new RefusedInputException(
          "The register "
              + file
              + " lacks the columns "
              + missing
              + ": give it a header with them");
    }
    List<String[]> rows =
        usable(
            table
                .select(
                    COLUMNS.stream()
                        .map(functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new))
                .collectAsList());
    if (rows.isEmpty()) {
      throw new RefusedInputException(
          "The register " + file + " has no row with a valid siret, a name, an ape and a commune");
    }
    return rows;
  }

  /** The establishments of some rows. */
  static RegisterUniverse of(
      SparkSession spark, List<String[]> rows, long seed, Difficulty difficulty) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return new RegisterUniverse(context.broadcast(index(rows, seed)), seed, difficulty);
  }

  private static List<String[]> usable(List<Row> table) {
    List<String[]> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : table) {
      String[] cells = new String[COLUMNS.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.isNullAt(i) ? "" : row.getString(i).strip();
      }
      boolean usable =
          Siret.isValid(cells[0])
              && !(cells[1].isEmpty() && cells[2].isEmpty())
              && NafCodes.get().node(cells[3]) != null
              && commune(cells[8]) != null;
      if (usable && seen.add(cells[0])) {
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Data index(List<String[]> rows, long seed) {
    double[] cumulative = new double[rows.size()];
    Map<String, List<Integer>> units = new HashMap<>();
    double sum = 0;
    for (int i = 0; i < cumulative.length; i++) {
      sum += 0.5 + staff(rows.get(i)[3], i, seed);
      cumulative[i] = sum;
      units.computeIfAbsent(rows.get(i)[0].substring(0, 9), key -> new ArrayList<>()).add(i);
    }
    Map<String, int[]> sites = new HashMap<>();
    units.forEach((siren, list) -> sites.put(siren, list.stream().mapToInt(x -> x).toArray()));
    return new Data(rows, cumulative, sites);
  }

  private static int staff(String naf, long index, long seed) {
    double mean = MEAN_STAFF[Activities.get().of(naf).size() - 1];
    return (int) (mean * Math.exp(Draw.of(seed, "staff", index).normal() - 0.5));
  }

  /** Paris, Lyon and Marseille as a whole stand for their first arrondissement. */
  private static DemoCommunes.Commune commune(String code) {
    return switch (code) {
      case "75056" -> DemoCommunes.get().of("75101");
      case "69123" -> DemoCommunes.get().of("69381");
      case "13055" -> DemoCommunes.get().of("13201");
      default -> DemoCommunes.get().of(code);
    };
  }

  @Override
  public long size() {
    return data.value().rows.size();
  }

  @Override
  public long workplace(Draw draw) {
    double[] cumulative = data.value().cumulative;
    double at = draw.unit() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
  }

  @Override
  public long smallWorkplace(Draw draw) {
    long index = 0;
    for (int i = 0; i < SMALL_TRIES; i++) {
      index = draw.below((int) size());
      if (staff(data.value().rows.get((int) index)[3], index, seed) < SMALL) {
        return index;
      }
    }
    return index;
  }

  @Override
  public long confusable(Establishment establishment, Draw draw) {
    int[] sites = data.value().units.get(establishment.siren());
    if (sites == null || sites.length < 2 || !draw.chance(0.8)) {
      return workplace(draw);
    }
    int own = Arrays.binarySearch(sites, (int) establishment.index());
    return sites[(Math.max(own, 0) + 1 + draw.below(sites.length - 1)) % sites.length];
  }

  @Override
  public Establishment establishment(long index) {
    String[] c = data.value().rows.get((int) index);
    String siren = c[0].substring(0, 9);
    int[] sites = data.value().units.get(siren);
    String name = Texts.capitals(c[1].isEmpty() ? c[2] : c[1]);
    DemoCommunes.Commune commune = commune(c[8]);
    Draw own = Draw.of(seed, "register", c[0]);
    String brand = c[1].isEmpty() ? "" : Texts.capitals(c[2]);
    int staff = staff(c[3], index, seed);
    String seat = data.value().rows.get(sites[0])[0].substring(9);
    return new Establishment(
        index,
        siren,
        c[0].substring(9),
        seat,
        sites.length,
        data.value().rows.get(sites[0])[3],
        c[3],
        name,
        "",
        difficulty.chance(Rates.UNREGISTERED_SIGN, own) ? "" : brand,
        brand,
        "",
        true,
        FirmNames.group(sites[0], staff, seed, difficulty),
        "5499",
        staff,
        employer(c[3], name, own),
        address(c, commune),
        null);
  }

  private static PostalAddress address(String[] c, DemoCommunes.Commune commune) {
    String number = c[4].replaceAll("\\D.*$", "");
    boolean placed = !c[10].isEmpty() && !c[11].isEmpty();
    return new PostalAddress(
        number.isEmpty() || number.length() > 5 ? 0 : Integer.parseInt(number),
        "",
        new NameLists.StreetType(Texts.capitals(c[5]), Texts.capitals(c[5])),
        Texts.capitals(c[6]),
        "",
        commune,
        c[7].isEmpty() ? commune.postcode() : c[7],
        c[9].isEmpty() ? commune.name() : Texts.capitals(c[9]),
        placed ? Double.parseDouble(c[10]) : commune.latitude(),
        placed ? Double.parseDouble(c[11]) : commune.longitude());
  }

  /** Half of the schools' and hospitals' people name the administration, not the establishment. */
  private static Employer employer(String naf, String name, Draw draw) {
    String kind =
        switch (naf) {
          case "8510Z", "8520Z" -> "ECOLE";
          case "8531Z", "8532Z" -> "COLLEGE";
          case "8610Z" -> name.contains("CENTRE HOSP") || name.contains("CHU") ? "HOPITAL" : null;
          default -> null;
        };
    return kind == null || draw.chance(0.5) ? null : Employer.of(kind);
  }
}
