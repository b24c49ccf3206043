package fr.recap.models;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Tells whether two trainings read the same rows, in whatever order. */
public final class DataFingerprint {
  private DataFingerprint() {}

  /** Number of rows and the exclusive or of their hashes, as {@code 15000-8f3a...}. */
  public static String of(Dataset<Row> rows, List<String> columns) {
    Column[] cells = columns.stream().map(functions::col).toArray(Column[]::new);
    Row found =
        rows.select(functions.xxhash64(Arrays.copyOf(cells, cells.length)).as("h"))
            .agg(functions.count("*"), functions.expr("bit_xor(h)"))
            .first();
    return found.getLong(0) + "-" + (found.isNullAt(1) ? "0" : Long.toHexString(found.getLong(1)));
  }
}
