package fr.recap.bench;

import fr.recap.pages.Chart;
import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Learning curves as pictures: what is right, and how long training takes, by number of forms. */
final class CurveCharts {
  static final String SECONDS = "training-seconds";

  /** What tells the quality of a code, and how it is called in the picture. */
  private enum Quality {
    NAF("naf", "top-1", "NAF: first code right"),
    PCS("pcs", "top-1", "PCS: first code right"),
    SIRET("siret", "top-1-of-the-known", "SIRET: first one right, of forms with one"),
    NON_CODABLE("non-codable", "recall", "non-codable forms that are found");

    private final String code;
    private final String measure;
    private final String title;

    Quality(String code, String measure, String title) {
      this.code = code;
      this.measure = measure;
      this.title = title;
    }
  }

  private final Map<String, SortedMap<Long, Map<String, Double>>> figures = new TreeMap<>();
  private final SortedMap<Long, Boolean> sizes = new TreeMap<>();

  /** Adds figures of a code by coders that learned so many forms. */
  void add(String code, long size, Map<String, Double> measures) {
    sizes.put(size, true);
    figures.computeIfAbsent(code, absent -> new TreeMap<>()).put(size, Map.copyOf(measures));
  }

  /** Writes {@code <name>-quality.svg} and {@code <name>-seconds.svg} beside a file of figures. */
  void write(Path json) throws IOException {
    String name = json.getFileName().toString().replaceFirst("\\.json$", "");
    Files.writeString(json.resolveSibling(name + "-quality.svg"), quality().file());
    Files.writeString(json.resolveSibling(name + "-seconds.svg"), seconds().file());
  }

  private Chart quality() {
    Chart chart =
        new Chart("Quality by number of forms that teach", forms(), Axis.shares("share", 0));
    for (Quality quality : Quality.values()) {
      add(chart, quality.title, points(quality.code, quality.measure));
    }
    return chart;
  }

  private Chart seconds() {
    List<Series> all = new ArrayList<>();
    double most = 0;
    for (Quality quality : Quality.values()) {
      List<Point> points = points(quality.code, SECONDS);
      most = Math.max(most, points.stream().mapToDouble(Point::y).max().orElse(0));
      all.add(new Series(quality.code, points, true));
    }
    Chart chart =
        new Chart(
            "Training by number of forms that teach", forms(), Axis.numbers("seconds", 0, most));
    all.forEach(series -> add(chart, series.name(), series.points()));
    return chart;
  }

  private static void add(Chart chart, String name, List<Point> points) {
    if (!points.isEmpty()) {
      chart.add(new Series(name, points, true));
    }
  }

  private Axis forms() {
    return Axis.ratios("forms that teach", sizes.keySet().stream().map(Long::doubleValue).toList());
  }

  private List<Point> points(String code, String measure) {
    List<Point> points = new ArrayList<>();
    figures
        .getOrDefault(code, new TreeMap<>())
        .forEach(
            (size, measures) -> {
              if (measures.containsKey(measure)) {
                double value = measures.get(measure);
                points.add(new Point(size, value, "%,d forms: %.3f".formatted(size, value)));
              }
            });
    return points;
  }
}
