package fr.recap.register;

import fr.recap.indexing.ExactKeys;
import fr.recap.indexing.IndexKind;
import fr.recap.indexing.KeyedRows;
import fr.recap.tables.SirusGeo;
import fr.recap.udfs.address.Coordinates;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.Option;

/** Establishments out of rows of {@link KeyedRows}. */
final class EntryRows {
  private EntryRows() {}

  /** The rows that become documents: the first of each clean SIRET. */
  static Dataset<Row> kept(Dataset<Row> keyed) {
    return keyed.filter(
        functions
            .col(KeyedRows.ID)
            .isNotNull()
            .and(functions.col(KeyedRows.RANK).equalTo(functions.lit(1))));
  }

  static Document document(Row keyed) {
    Row row = keyed.getAs(KeyedRows.ROW);
    return EntryDocument.of(entry(keyed), ExactKeys.ofEstablishment(column -> text(row, column)));
  }

  private static RegisterEntry entry(Row keyed) {
    Row row = keyed.getAs(KeyedRows.ROW);
    UnaryOperator<String> text =
        column -> Objects.requireNonNullElse(IndexKind.SIRUS.clean(column, text(row, column)), "");
    boolean located = keyed.schema().getFieldIndex(KeyedRows.PLACE).isDefined();
    Row place = located ? keyed.getAs(KeyedRows.PLACE) : null;
    Double latitude = place == null ? null : degrees(place.getAs(SirusGeo.LATITUDE));
    Double longitude = place == null ? null : degrees(place.getAs(SirusGeo.LONGITUDE));
    boolean known = Coordinates.valid(latitude, longitude);
    return RegisterEntry.of(
        keyed.getAs(KeyedRows.ID),
        text,
        known ? latitude : Double.NaN,
        known ? longitude : Double.NaN);
  }

  /** The text of a column without blanks around it; empty where the row has none. */
  static String text(Row row, String column) {
    Option<Object> index = row.schema().getFieldIndex(column);
    return index.isEmpty() ? "" : Objects.toString(row.get((Integer) index.get()), "").strip();
  }

  /** Null for what is no number. */
  private static Double degrees(String text) {
    try {
      return text == null ? null : Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
