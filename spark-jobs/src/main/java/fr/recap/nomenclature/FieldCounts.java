package fr.recap.nomenclature;

import fr.recap.monitoring.Profile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which fields forms have. */
public final class FieldCounts {
  private FieldCounts() {}

  /**
   * Counts the fields of all forms.
   *
   * @param threshold of the counter, to which decisions may be added
   */
  public static Profile.Counter of(Dataset<Row> forms, FormText fields, double threshold) {
    return forms
        .toJavaRDD()
        .treeAggregate(
            new Profile.Counter(threshold),
            (counter, row) -> {
              counter.form(fields.inputs(), fields.texts(row::getAs));
              return counter;
            },
            Profile.Counter::merge);
  }
}
