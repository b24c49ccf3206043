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
import fr.recap.tables.Reading;
import fr.recap.tables.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells whether a form is as it was when it was coded: a hash of all columns of its row and of
 * where it lies. It depends neither on the order of columns nor on columns that are empty; an empty
 * text is another one than none. Two forms that differ have the same one by a chance of one in
 * 2^64.
 */
final class FormFingerprint {
  private static final int DIGITS = 16;
  private static final String WHOLE = "whole_form";

  /** Times must not depend on the zone of a machine. */
  private static final Map<String, String> JSON = Map.of("timeZone", "UTC");

  private FormFingerprint() {}

  /**
   * Forms ({@link CodedFormRows}) with where they lie, which is part of it, and the column {@link
   * CodageAutoResults#FORM_FINGERPRINT}, lazily.
   *
   * @param forms all columns of the users' table
   * @param reading which of them the forms get
   * @param places as {@link MatchInput#places} has them
   */
  static Dataset<Row> flow(Dataset<Row> forms, Reading reading, Dataset<Row> places) {
    Column[] all =
        Arrays.stream(forms.columns())
            .sorted()
            .map(name -> Table.at(name).as(name))
            .toArray(Column[]::new);
    // JSON leaves out what is null and tells it so from what is empty, which a hash alone doesn't.
    Dataset<Row> flow =
        CodedFormRows.of(
            reading.with(List.of(WHOLE)).of(forms.withColumn(WHOLE, to_json(struct(all), JSON))));
    Column[] read =
        reading.table().names().stream()
            .map(name -> CodedFormRows.form(name).as(name))
            .toArray(Column[]::new);
    Column hash =
        xxhash64(
            CodedFormRows.form(WHOLE),
            coalesce(to_json(col(CodedFormRows.LOCATION), JSON), lit("{}")));
    return MatchInput.locate(flow, places)
        .withColumn(CodageAutoResults.FORM_FINGERPRINT, lpad(lower(hex(hash)), DIGITS, "0"))
        .withColumn(CodedFormRows.FORM, struct(read));
  }
}
