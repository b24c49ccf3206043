package fr.recap.notebook;

import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** The first rows of a Dataset as a table. */
public final class RowsCell {
  /** Rows that a cell shows unless it asks for more. */
  public static final int ROWS = 20;

  private static final int CHARACTERS = 120;

  private RowsCell() {}

  /** The first {@value #ROWS} rows. */
  public static Cell of(Dataset<Row> rows) {
    return of(rows, ROWS);
  }

  /**
   * The first rows; no more are computed than Spark needs for them.
   *
   * @param most rows, at least 1
   */
  public static Cell of(Dataset<Row> rows, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("At least 1 row must be shown, cannot be: " + most);
    }
    List<String> names = Arrays.asList(rows.columns());
    List<Row> first = rows.takeAsList(most + 1);
    boolean more = first.size() > most;
    List<List<String>> cells =
        first.stream().limit(most).map(row -> cells(row, names.size())).toList();
    String caption =
        more
            ? "The first %,d rows, %d columns".formatted(most, names.size())
            : "%,d rows, %d columns".formatted(cells.size(), names.size());
    HtmlPage page = new HtmlPage("").table(caption, names, cells, texts(rows));
    return Cell.of(page, text(caption, names, cells));
  }

  /** Columns up to the last one that holds no numbers. */
  private static int texts(Dataset<Row> rows) {
    StructField[] fields = rows.schema().fields();
    int texts = fields.length;
    while (texts > 0 && fields[texts - 1].dataType() instanceof NumericType) {
      texts--;
    }
    return texts;
  }

  private static List<String> cells(Row row, int columns) {
    List<String> cells = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      cells.add(cell(row.get(column)));
    }
    return cells;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      return String.format(Locale.ROOT, "%.4g", ((Number) value).doubleValue());
    }
    String text = value.toString();
    return text.length() > CHARACTERS ? text.substring(0, CHARACTERS) + "…" : text;
  }

  private static String text(String caption, List<String> names, List<List<String>> rows) {
    StringBuilder text = new StringBuilder(caption).append('\n');
    text.append(String.join("\t", names)).append('\n');
    rows.forEach(row -> text.append(String.join("\t", row)).append('\n'));
    return text.toString();
  }
}
