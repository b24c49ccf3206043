package fr.recap.geocoding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is written for a place and is no commune: regions, countries, towns abroad, vague words; the
 * départements by name; and well-known places within one commune (stations, airports).
 */
final class NotCommunes {
  /**
   * A place within a commune.
   *
   * @param certainty how sure the commune is, in [0, 1]
   */
  record KnownPlace(String code, double certainty) {}

  /** Shorter names sound like too many others. */
  private static final int SOUND_LENGTH = 6;

  /** Saint-Barthélemy and Saint-Martin: each is a commune of that name. */
  private static final Set<String> ONE_COMMUNE = Set.of("977", "978");

  private final Map<String, Refusal> refusals = new HashMap<>();
  private final Map<String, List<String>> byKind = new HashMap<>();
  private final Map<String, Refusal> refusalsBySound = new HashMap<>();
  private final List<String> longNames;
  private final DeleteIndex misspelt;
  private final Map<String, String> departements = new HashMap<>();
  private final Map<String, String> departementsBySound = new HashMap<>();
  private final Map<String, KnownPlace> places = new HashMap<>();

  NotCommunes() {
    for (String line : lines("not-communes.txt")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.charAt(0) != '#') {
        String kind = line.substring(0, colon);
        Refusal refusal = Refusal.ofKind(kind);
        for (String name : line.substring(colon + 1).split(",", -1)) {
          refusals.put(key(name), refusal);
          byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(name);
        }
      }
    }
    for (List<String> region : table("regions.csv")) {
      if (!ONE_COMMUNE.contains(region.get(0))) {
        refusals.putIfAbsent(key(region.get(1)), Refusal.REGION);
      }
    }
    for (List<String> row : table("departements.csv")) {
      String name = key(row.get(1));
      departements.put(name, row.get(0));
      departements.put(PlaceWords.of(row.get(1)).light(), row.get(0));
      departementsBySound.put(Phonetics.key(name), row.get(0));
    }
    longNames =
        refusals.keySet().stream().filter(name -> name.length() >= SOUND_LENGTH).sorted().toList();
    longNames.forEach(name -> refusalsBySound.put(Phonetics.key(name), refusals.get(name)));
    misspelt = new DeleteIndex(longNames);
    for (List<String> row : table("places.csv")) {
      places.put(key(row.get(0)), new KnownPlace(row.get(1), Double.parseDouble(row.get(2))));
    }
  }

  private static String key(String name) {
    return PlaceWords.of(name).full();
  }

  /** Why a name is no commune; null if nothing is known of it. */
  Refusal refusal(String fullName) {
    Refusal refusal = refusals.get(fullName);
    return refusal == null
            && isDepartement(fullName)
            && !ONE_COMMUNE.contains(departements.get(fullName))
        ? Refusal.DEPARTEMENT
        : refusal;
  }

  /** Whether a name is that of a département or overseas territory. */
  boolean isDepartement(String fullName) {
    return departements.containsKey(fullName);
  }

  /** The names of a kind of lines, as they are in the list. */
  List<String> named(String kind) {
    return Collections.unmodifiableList(byKind.get(kind));
  }

  /** Names of regions and départements, in the spelling of {@link PlaceWords#full}. */
  Set<String> french() {
    Set<String> names = new HashSet<>(departements.keySet());
    refusals.forEach(
        (name, refusal) -> {
          if (refusal == Refusal.REGION) {
            names.add(name);
          }
        });
    return names;
  }

  /** Why a name that may be misspelt is no commune; null if nothing is known of it. */
  Refusal refusalAlike(String fullName) {
    if (fullName.length() < SOUND_LENGTH) {
      return null;
    }
    Refusal[] found = {refusalsBySound.get(Phonetics.key(fullName))};
    int limit = MatchCosts.mostErrors(fullName);
    misspelt.candidates(
        fullName,
        id -> {
          if (EditDistance.bounded(fullName, longNames.get(id), limit) <= limit) {
            found[0] = refusals.get(longNames.get(id));
          }
        });
    return found[0];
  }

  /** The département of a name, perhaps misspelt; null if there is none. */
  String departement(String fullName) {
    String code = departements.get(fullName);
    return code != null || fullName.length() < 4
        ? code
        : departementsBySound.get(Phonetics.key(fullName));
  }

  /** The place within a commune of a name; null if none is known. */
  KnownPlace place(String fullName) {
    return places.get(fullName);
  }

  private static List<List<String>> table(String name) {
    return lines(name).stream().skip(1).map(line -> List.of(line.split(",", -1))).toList();
  }

  /** The lines of a resource beside this class that are not blank. */
  static List<String> lines(String name) {
    try (InputStream file = NotCommunes.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The jar lacks fr/recap/geocoding/" + name);
      }
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
        return reader.lines().filter(line -> !line.isBlank()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read fr/recap/geocoding/" + name, e);
    }
  }
}
