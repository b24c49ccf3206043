package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import fr.recap.forms.CodedFormRows;
import fr.recap.siret.MatchInput;
import fr.recap.tables.CodageAutoResults;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Tells whether a form is as it was when it was coded: a hash of all columns of its row and of
 * where it lies. It depends neither on the order of columns nor on columns that are empty; an empty
 * text is another one than none. Two forms that differ have the same one by a chance of one in
 * 2^64.
 */
final class FormFingerprint {
  private static final int DIGITS = 16;

  /** Times must not depend on the zone of a machine. */
  private static final Map<String, String> JSON = Map.of("timeZone", "UTC");

  private FormFingerprint() {}

  /**
   * Adds the column {@link CodageAutoResults#FORM_FINGERPRINT}, lazily.
   *
   * @param flow forms ({@link CodedFormRows})
   * @param places as {@link MatchInput#places} has them
   */
  static Dataset<Row> add(Dataset<Row> flow, Dataset<Row> places) {
    Dataset<Row> located = MatchInput.locate(flow, places);
    StructType form = (StructType) flow.schema().apply(CodedFormRows.FORM).dataType();
    Column[] fields =
        Arrays.stream(form.fieldNames())
            .sorted()
            .map(name -> CodedFormRows.form(name).as(name))
            .toArray(Column[]::new);
    // JSON leaves out what is null and tells it so from what is empty, which a hash alone doesn't.
    Column hash =
        xxhash64(
            to_json(struct(fields), JSON),
            coalesce(to_json(col(CodedFormRows.LOCATION), JSON), lit("{}")));
    return located
        .withColumn(CodageAutoResults.FORM_FINGERPRINT, lpad(lower(hex(hash)), DIGITS, "0"))
        .drop(CodedFormRows.LOCATION);
  }
}
