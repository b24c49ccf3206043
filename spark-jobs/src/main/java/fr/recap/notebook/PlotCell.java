package fr.recap.notebook;

import fr.recap.config.ConfigException;
import fr.recap.pages.Chart;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Columns of a Dataset against another one. */
final class PlotCell {
  private static final int POINTS = 1000;
  private static final int SERIES = 3;

  private PlotCell() {}

  /**
   * Draws points by increasing x; rows with a null are left out.
   *
   * @throws ConfigException if there are more rows or series than a reader can tell apart
   */
  static Cell of(String title, Dataset<Row> rows, String x, String... ys) {
    if (ys.length == 0 || ys.length > SERIES) {
      throw new ConfigException(
          "A plot has one to %d columns beside its first one, cannot be: %s"
              .formatted(SERIES, Arrays.toString(ys)));
    }
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    columns.add(functions.col(x).cast("double"));
    for (String y : ys) {
      columns.add(functions.col(y).cast("double"));
    }
    List<Row> points =
        rows.select(columns.toArray(org.apache.spark.sql.Column[]::new))
            .na()
            .drop()
            .sort(functions.col(x))
            .takeAsList(POINTS + 1);
    if (points.isEmpty() || points.size() > POINTS) {
      throw new ConfigException(
          "A plot needs 1 to %,d rows without nulls, %s: aggregate or limit them"
              .formatted(POINTS, points.isEmpty() ? "there are none" : "there are more"));
    }
    Chart chart =
        new Chart(
            title,
            axis(x, points, row -> row.getDouble(0), row -> row.getDouble(0)),
            axis(String.join(", ", ys), points, row -> least(row), row -> greatest(row)));
    for (int i = 0; i < ys.length; i++) {
      chart.add(series(ys[i], points, i + 1));
    }
    return Cell.of(new HtmlPage("").charts(List.of(chart)), title);
  }

  private static Chart.Axis axis(
      String title, List<Row> points, ToDoubleFunction<Row> low, ToDoubleFunction<Row> high) {
    return Chart.Axis.numbers(
        title,
        points.stream().mapToDouble(low).min().orElseThrow(),
        points.stream().mapToDouble(high).max().orElseThrow());
  }

  private static double least(Row row) {
    double least = row.getDouble(1);
    for (int i = 2; i < row.size(); i++) {
      least = Math.min(least, row.getDouble(i));
    }
    return least;
  }

  private static double greatest(Row row) {
    double greatest = row.getDouble(1);
    for (int i = 2; i < row.size(); i++) {
      greatest = Math.max(greatest, row.getDouble(i));
    }
    return greatest;
  }

  private static Chart.Series series(String name, List<Row> points, int column) {
    return new Chart.Series(
        name,
        points.stream()
            .map(
                row ->
                    new Chart.Point(
                        row.getDouble(0),
                        row.getDouble(column),
                        String.format(
                            Locale.ROOT,
                            "%g: %s %g",
                            row.getDouble(0),
                            name,
                            row.getDouble(column))))
            .toList(),
        true);
  }
}
