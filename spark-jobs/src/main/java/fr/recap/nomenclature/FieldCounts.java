package fr.recap.nomenclature;

import fr.recap.forms.CodedFormRows;
import fr.recap.monitoring.Profile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which fields forms have. */
public final class FieldCounts {
  private FieldCounts() {}

  /** Counts the fields of all forms, to be merged into a counter of decisions. */
  public static Profile.Counter of(Dataset<Row> forms, FormText fields) {
    return forms
        .toJavaRDD()
        .treeAggregate(
            new Profile.Counter(Double.NaN),
            (counter, row) -> {
              counter.form(fields.inputs(), fields.texts(CodedFormRows.formOf(row)));
              return counter;
            },
            Profile.Counter::merge);
  }
}
