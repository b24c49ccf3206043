package fr.recap.geocoding;

import fr.recap.geocoding.CommuneFile.Line;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The gazetteer: communes of today and arrondissements, the names that led to them, codes that were
 * given up. It can be sent to executors; what searches need is made there, once.
 *
 * <p>The communes that come with recap-spark have postcodes and populations but no coordinates.
 * Files of the user complete them (coordinates, more former names, more postcodes): what an earlier
 * file says of a commune stays.
 */
public final class Communes implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A name that leads to a commune; former if it is not the commune's own of today. */
  public record Name(String text, Commune commune, boolean former) implements Serializable {}

  private final TreeMap<String, Commune> byCode;
  private final HashMap<String, String> current;
  private final ArrayList<Name> names;
  private transient volatile CommuneResolver resolver;

  private Communes(Map<String, Commune> byCode, Map<String, String> current, List<Name> names) {
    this.byCode = new TreeMap<>(byCode);
    this.current = new HashMap<>(current);
    this.names = new ArrayList<>(names);
  }

  /** Those that come with recap-spark alone: without coordinates. */
  public static Communes bundled() {
    return read(List.of());
  }

  /**
   * Those that come with recap-spark and what the files say.
   *
   * @param files CSV with a header: code (or depcom, code_commune), nom (nccenr, nom_commune) and,
   *     as far as known, commune_pole (depcom_pole), type, codes_postaux (code_postal), population,
   *     lat, lon
   * @throws fr.recap.config.ConfigException if a file is missing
   * @throws fr.recap.config.RefusedInputException if a file lacks a column or has a wrong value
   */
  public static Communes read(List<Path> files) {
    List<Line> lines = new ArrayList<>(CommuneFile.bundled("gazetteer.csv.gz"));
    files.forEach(file -> lines.addAll(CommuneFile.read(file)));
    return of(lines);
  }

  static Communes of(List<Line> lines) {
    TreeMap<String, Commune> communes = new TreeMap<>();
    for (Line line : lines) {
      if (line.pole().isEmpty() || line.arrondissement()) {
        communes.merge(line.code(), commune(line), Communes::merged);
      }
    }
    addCentresOfTowns(communes);
    // A delegated commune's coordinates stand for the whole one only where they share the code.
    HashMap<String, String> poles = new HashMap<>();
    for (Line line : lines) {
      if (!line.pole().isEmpty() && !line.arrondissement()) {
        poles.putIfAbsent(line.code(), line.pole());
      }
    }
    HashMap<String, String> current = new HashMap<>();
    poles.forEach(
        (code, pole) -> {
          String now = follow(code, poles, communes);
          if (now != null && !communes.containsKey(code)) {
            current.put(code, now);
          }
        });
    return new Communes(communes, current, names(lines, communes, current));
  }

  /** Registers know the arrondissements alone. */
  private static void addCentresOfTowns(Map<String, Commune> communes) {
    Towns.centres(communes)
        .forEach(
            (code, centre) ->
                communes.put(
                    code, communes.get(code).withCentre(centre.latitude(), centre.longitude())));
  }

  private static Commune commune(Line line) {
    return new Commune(
        line.code(),
        line.name(),
        departement(line.code()),
        line.postcodes(),
        line.population(),
        line.latitude(),
        line.longitude());
  }

  private static String departement(String code) {
    return code.startsWith("97") || code.startsWith("98")
        ? code.substring(0, 3)
        : code.substring(0, 2);
  }

  private static Commune merged(Commune first, Commune second) {
    Set<String> postcodes = new TreeSet<>(second.postcodes());
    List<String> all = new ArrayList<>(first.postcodes());
    first.postcodes().forEach(postcodes::remove);
    all.addAll(postcodes);
    return new Commune(
        first.code(),
        first.name(),
        first.departement(),
        all,
        first.population() > 0 ? first.population() : second.population(),
        first.hasCentre() ? first.latitude() : second.latitude(),
        first.hasCentre() ? first.longitude() : second.longitude());
  }

  /** The commune of today of a code, through communes that were merged in turn. */
  private static String follow(
      String code, Map<String, String> poles, Map<String, Commune> communes) {
    String at = code;
    for (int steps = 0; steps < 10 && at != null; steps++) {
      at = poles.get(at);
      if (at != null && communes.containsKey(at)) {
        return at;
      }
    }
    return null;
  }

  private static List<Name> names(
      List<Line> lines, Map<String, Commune> communes, Map<String, String> current) {
    Map<String, Name> found = new LinkedHashMap<>();
    for (Line line : lines) {
      String code = communes.containsKey(line.code()) ? line.code() : current.get(line.code());
      if (line.name().isEmpty() || line.arrondissement() || code == null) {
        continue;
      }
      // A delegated commune may share its code with the commune of which it is a part.
      String now = line.pole().isEmpty() || !communes.containsKey(line.pole()) ? code : line.pole();
      Commune commune = communes.get(now);
      boolean former = !line.name().equalsIgnoreCase(commune.name());
      found.putIfAbsent(line.name() + "/" + now, new Name(line.name(), commune, former));
    }
    return new ArrayList<>(found.values());
  }

  /** The commune of a code; that of today for one that was given up. Null if there is none. */
  public Commune of(String code) {
    Commune commune = byCode.get(code);
    return commune != null ? commune : byCode.get(current.getOrDefault(code, ""));
  }

  /** Whether a code was given up and leads to another commune. */
  public boolean isFormer(String code) {
    return current.containsKey(code);
  }

  /** Whether a code is that of a commune or of one of its arrondissements. */
  public static boolean isWithin(String code, String commune) {
    return code.equals(commune) || Towns.ofArrondissement(code).equals(commune);
  }

  /** Whether a code is that of a whole town of which registers know the arrondissements alone. */
  public static boolean hasArrondissements(String code) {
    return Towns.of(code) != null;
  }

  /** All communes and arrondissements, by code. */
  public Collection<Commune> all() {
    return Collections.unmodifiableCollection(byCode.values());
  }

  /** Former names, with the communes of today. */
  public List<Name> formerNames() {
    return names.stream().filter(Name::former).toList();
  }

  /** All names that lead to communes. */
  List<Name> names() {
    return Collections.unmodifiableList(names);
  }

  /** Codes of the communes whose centre is not known. */
  public List<String> withoutCentre() {
    return byCode.values().stream().filter(c -> !c.hasCentre()).map(Commune::code).toList();
  }

  /**
   * Gives centres to communes that have none.
   *
   * @param centres latitude and longitude in degrees, by code
   */
  public Communes withCentres(Map<String, Centre> centres) {
    TreeMap<String, Commune> completed = new TreeMap<>();
    byCode.forEach(
        (code, commune) -> {
          Centre centre = commune.hasCentre() ? null : centres.get(code);
          completed.put(
              code,
              centre == null ? commune : commune.withCentre(centre.latitude(), centre.longitude()));
        });
    addCentresOfTowns(completed);
    ArrayList<Name> renamed = new ArrayList<>();
    names.forEach(
        n -> renamed.add(new Name(n.text(), completed.get(n.commune().code()), n.former())));
    return new Communes(completed, current, renamed);
  }

  /**
   * The centre of a commune; that of its town for an arrondissement without one; null if unknown.
   */
  public Centre centreOf(Commune commune) {
    if (commune.hasCentre()) {
      return new Centre(commune.latitude(), commune.longitude());
    }
    Commune town = byCode.get(Towns.ofArrondissement(commune.code()));
    return town == null || !town.hasCentre() ? null : new Centre(town.latitude(), town.longitude());
  }

  /** A commune that was found, at its centre. */
  ResolvedCommune found(Commune commune, double score, ResolvedCommune.How how) {
    Centre centre = centreOf(commune);
    return new ResolvedCommune(
        commune.code(),
        commune.name(),
        centre == null ? Double.NaN : centre.latitude(),
        centre == null ? Double.NaN : centre.longitude(),
        score,
        how);
  }

  /** Degrees north and east. */
  public record Centre(double latitude, double longitude) implements Serializable {}

  /** The resolver on this gazetteer, made at the first call in each JVM. */
  public CommuneResolver resolver() {
    CommuneResolver made = resolver;
    if (made == null) {
      synchronized (this) {
        made = resolver;
        if (made == null) {
          made = new CommuneResolver(this);
          resolver = made;
        }
      }
    }
    return made;
  }
}
