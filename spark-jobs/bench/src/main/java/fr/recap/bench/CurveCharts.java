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

  /** Figures by code and number of forms. */
  private final Map<String, SortedMap<Long, Map<String, Double>>> figures = new TreeMap<>();

  /** Adds figures of a code by coders that learned so many forms. */
  void add(String code, long size, Map<String, Double> measures) {
    figures.computeIfAbsent(code, absent -> new TreeMap<>()).put(size, Map.copyOf(measures));
  }

  /** Writes {@code <name>-quality.svg} and {@code <name>-seconds.svg} beside a file of figures. */
  void write(Path json) throws IOException {
    String name = json.getFileName().toString().replaceFirst("\\.json$", "");
    List<Series> right = new ArrayList<>();
    List<Series> seconds = new ArrayList<>();
    for (Quality quality : Quality.values()) {
      add(right, quality.title, points(quality.code, quality.measure));
      add(seconds, quality.code, points(quality.code, SECONDS));
    }
    double most = 0;
    for (Series one : seconds) {
      for (Point point : one.points()) {
        most = Math.max(most, point.y());
      }
    }
    write(
        json.resolveSibling(name + "-quality.svg"),
        "Quality by number of forms that teach",
        Axis.shares("share", 0),
        right);
    write(
        json.resolveSibling(name + "-seconds.svg"),
        "Training by number of forms that teach",
        Axis.numbers("seconds", 0, most),
        seconds);
  }

  private void write(Path file, String title, Axis axis, List<Series> series) throws IOException {
    List<Double> sizes =
        figures.values().stream()
            .flatMap(bySize -> bySize.keySet().stream())
            .distinct()
            .map(Long::doubleValue)
            .toList();
    Chart chart = new Chart(title, Axis.ratios("forms that teach", sizes), axis);
    series.forEach(chart::add);
    Files.writeString(file, chart.file());
  }

  private static void add(List<Series> series, String name, List<Point> points) {
    if (!points.isEmpty()) {
      series.add(new Series(name, points, true));
    }
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
