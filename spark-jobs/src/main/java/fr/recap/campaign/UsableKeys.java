package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.Rejects;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Tells forms that can be keyed from those that can't. */
final class UsableKeys {
  private static final String NTH = "nth_of_key";

  private UsableKeys() {}

  private static Dataset<Row> numbered(Dataset<Row> forms) {
    Column[] all =
        Arrays.stream(forms.columns()).map(name -> Table.at(name)).toArray(Column[]::new);
    // The form that stays must not depend on the order of rows in the table.
    return forms.withColumn(
        NTH, row_number().over(Window.partitionBy(col(Rp.CABBI)).orderBy(to_json(struct(all)))));
  }

  /** One form of each key. */
  static Dataset<Row> usable(Dataset<Row> forms) {
    return numbered(forms).where(col(NTH).equalTo(1).and(col(Rp.CABBI).isNotNull())).drop(NTH);
  }

  /** The other forms, as {@link Rejects}. */
  static Dataset<Row> rejects(Dataset<Row> forms, String runId) {
    return numbered(forms)
        .where(col(NTH).gt(1).or(col(Rp.CABBI).isNull()))
        .select(
            coalesce(col(Rp.CABBI), lit("null")).as(Rejects.KEY),
            when(col(Rp.CABBI).isNull(), "the key cabbi is null")
                .otherwise("duplicate key: another form with it was coded")
                .as(Rejects.REASON),
            lit(runId).as(Rejects.RUN_ID));
  }
}
