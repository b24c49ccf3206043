package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.geocoding.CommuneResolver;
import fr.recap.geocoding.Communes;
import fr.recap.geocoding.ResolvedCommune;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well declared names lead to communes, by kind of spelling, and how fast. Parameters were
 * chosen on the cases of one half of the communes; the figures to believe are those of the other.
 */
public final class PlacesBench {
  private static final int WARM_UP = 20_000;
  private static final String SPEED = "speed";
  private static final String A_SECOND = "places-a-second";
  private static final List<String> HALVES = List.of("chosen on", "held out");

  private final Communes communes;
  private final int ofEachKind;
  private final long seed;
  private final Path output;

  /**
   * @param ofEachKind cases of each kind of spelling
   * @param output file for the figures as JSON
   */
  public PlacesBench(Communes communes, int ofEachKind, long seed, Path output) {
    this.communes = communes;
    this.ofEachKind = ofEachKind;
    this.seed = seed;
    this.output = output;
  }

  /**
   * Measures.
   *
   * @return by half and kind: shares of cases that are right and that got a commune, and the mean
   *     score of the latter
   */
  public Map<String, Map<String, Map<String, Double>>> execute() throws IOException {
    CommuneResolver resolver = communes.resolver();
    PlaceCases made = new PlaceCases(communes, seed);
    List<PlaceCase> cases = new ArrayList<>(made.communes(ofEachKind));
    cases.addAll(made.others(ofEachKind));
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    List<PlaceCase> usual =
        cases.stream().filter(each -> each.kind().equals(PlaceSpelling.CAPITALS.shown())).toList();
    figures.put(
        SPEED,
        Map.of(
            "all of these", Map.of(A_SECOND, rate(resolver, cases)),
            "capitals alone", Map.of(A_SECOND, rate(resolver, usual))));
    for (int half = 0; half < 2; half++) {
      Map<String, Tally> tallies = new LinkedHashMap<>();
      for (PlaceCase each : cases) {
        if (each.half() == half) {
          Tally tally = tallies.computeIfAbsent(each.kind(), kind -> new Tally());
          Tally all =
              tallies.computeIfAbsent(
                  each.commune() == null ? "no communes" : "communes", kind -> new Tally());
          tally.add(resolver, each);
          all.add(resolver, each);
        }
      }
      Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
      tallies.forEach((kind, tally) -> shares.put(kind, tally.shares()));
      figures.put(HALVES.get(half), shares);
    }
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.write(
        output, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    return figures;
  }

  /** The figures as text: a line a kind of spelling, the halves beside each other. */
  public static String table(Map<String, Map<String, Map<String, Double>>> figures) {
    StringBuilder text = new StringBuilder();
    figures
        .get(SPEED)
        .forEach(
            (cases, speed) ->
                text.append(
                    "%,.0f places a second of processor time, %s%n"
                        .formatted(speed.get(A_SECOND), cases)));
    for (String half : HALVES) {
      text.append(
          "%n%-24s%10s%10s%10s%12s%n".formatted(half, "cases", "right", "placed", "mean score"));
      figures
          .get(half)
          .forEach(
              (kind, shares) ->
                  text.append(
                      "  %-22s%10.0f%9.1f%%%9.1f%%%12.3f%n"
                          .formatted(
                              kind,
                              shares.get("cases"),
                              100 * shares.get("right"),
                              100 * shares.get("placed"),
                              shares.get("mean-score"))));
    }
    return text.toString();
  }

  /** Of one thread, by the time that it had: other programs share the machine. */
  private static double rate(CommuneResolver resolver, List<PlaceCase> cases) {
    cases.stream().limit(WARM_UP).forEach(each -> resolver.resolve(each.place()));
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (PlaceCase each : cases) {
      resolver.resolve(each.place());
    }
    return cases.size() / ((threads.getCurrentThreadCpuTime() - start) / 1e9);
  }

  private static final class Tally {
    private int cases;
    private int right;
    private int placed;
    private double scores;

    void add(CommuneResolver resolver, PlaceCase each) {
      cases++;
      if (resolver.resolve(each.place()) instanceof ResolvedCommune commune) {
        placed++;
        scores += commune.score();
        right +=
            each.commune() != null && Communes.isWithin(commune.code(), each.commune()) ? 1 : 0;
      } else if (each.commune() == null) {
        right++;
      }
    }

    Map<String, Double> shares() {
      Map<String, Double> shares = new TreeMap<>();
      shares.put("cases", (double) cases);
      shares.put("right", (double) right / cases);
      shares.put("placed", (double) placed / cases);
      shares.put("mean-score", placed == 0 ? 0 : scores / placed);
      return shares;
    }
  }
}
