package fr.recap.siret;

import fr.recap.metrics.Split;
import fr.recap.tables.Rp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Some of many forms. */
final class FormSample {
  private FormSample() {}

  /**
   * Forms in the order of a hash of cabbi, until enough of them have a {@code siret_dec}: those
   * that have none are there at their rate.
   *
   * @param withSiret how many are to have one; all forms if there are fewer
   */
  static Dataset<Row> of(Dataset<Row> forms, int withSiret, long seed) {
    return forms.filter(chosen(forms, withSiret, seed));
  }

  /** Whether a form belongs to the sample of {@link #of}. */
  static Column chosen(Dataset<Row> forms, int withSiret, long seed) {
    UDF1<String, Double> uniform = key -> Split.uniform(key, seed);
    Column position = functions.udf(uniform, DataTypes.DoubleType).apply(functions.col(Rp.CABBI));
    Row last =
        withSiret(forms)
            .select(position.as("position"))
            .orderBy("position")
            .limit(withSiret)
            .agg(functions.max("position"))
            .first();
    return last.isNullAt(0) ? functions.lit(false) : position.leq(last.getDouble(0));
  }

  /** Those that have a {@code siret_dec}. */
  static Dataset<Row> withSiret(Dataset<Row> forms) {
    return forms.filter(functions.length(functions.trim(functions.col(Rp.SIRET_DEC))).gt(0));
  }
}
