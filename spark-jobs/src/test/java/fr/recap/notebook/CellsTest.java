package fr.recap.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.runtime.TestSession;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Datasets as cells show them. */
class CellsTest {
  private static Dataset<Row> rows(String sql) {
    return TestSession.get().sql(sql);
  }

  @Test
  void tablesShowTheFirstRows_andEscapeWhatStandsInThem() {
    Cell cell =
        RowsCell.of(
            rows(
                "SELECT '<script>x</script>' AS `a<b`, 0.123456D AS n, CAST(NULL AS STRING) AS nothing"));

    assertThat(cell.html())
        .contains("&lt;script&gt;x&lt;/script&gt;", "a&lt;b", ">0.1235<", "1 rows, 3 columns")
        .doesNotContain("<script", "<html", "null");
    assertThat(cell.text())
        .isEqualTo("1 rows, 3 columns\na<b\tn\tnothing\n<script>x</script>\t0.1235\t\n");
  }

  @Test
  void longTablesSaySo() {
    assertThat(RowsCell.of(rows("SELECT id FROM range(21)")).text())
        .startsWith("The first 20 rows, 1 columns");
    assertThat(RowsCell.of(rows("SELECT id FROM range(20)")).text()).startsWith("20 rows");
    assertThatThrownBy(() -> RowsCell.of(rows("SELECT 1"), 0)).hasMessageContaining("cannot be: 0");
  }

  @Test
  void styleReachesNothingBeyondTheCell() {
    String html = RowsCell.of(rows("SELECT 1 AS one")).html();

    String style = html.substring(html.indexOf("<style>"), html.indexOf("</style>"));
    assertThat(style)
        .startsWith("<style>\n.recap {")
        .doesNotContain("body {", ":root")
        .contains("& {");
    assertThat(style.chars().filter(c -> c == '{').count())
        .isEqualTo(style.chars().filter(c -> c == '}').count());
  }

  @Test
  void plotsHaveTheirPointsInOrderOfX() {
    Cell cell =
        PlotCell.of(
            "t", rows("SELECT * FROM VALUES (10, 5.0), (0, 1.0), (5, NULL) AS v(x, y)"), "x", "y");

    // The plot spans 56 to 492 and, downwards, 12 to 252.
    assertThat(cell.html()).contains("points=\"56.0,252.0 492.0,12.0 \"");
  }

  @Test
  void plotsOfTooManyRowsAreRefused() {
    assertThatThrownBy(
            () -> PlotCell.of("t", rows("SELECT id AS x, id AS y FROM range(1001)"), "x", "y"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("1 to 1,000 rows");
    assertThatThrownBy(() -> PlotCell.of("t", rows("SELECT 1 AS x"), "x"))
        .hasMessageContaining("one to 3 columns");
  }
}
