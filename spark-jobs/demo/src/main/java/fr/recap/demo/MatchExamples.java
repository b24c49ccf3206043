package fr.recap.demo;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;

import fr.recap.config.RecapConfig;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A few coded forms beside the establishment that they got, to be read. */
final class MatchExamples {
  private static final int EXAMPLES = 15;

  private MatchExamples() {}

  /**
   * The rows of a table (declared, commune, first establishment, its commune, probability, why):
   * the first forms that have a reason.
   */
  static List<List<String>> read(SparkSession spark, RecapConfig config) {
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> results =
          snapshot
              .read(config.tables().results(), CodageAutoResults.TABLE)
              .filter(length(col(CodageAutoResults.SIRET_EXPLICATION)).gt(0))
              .orderBy(Rp.CABBI)
              .limit(EXAMPLES);
      Column siret = functions.concat(col(Sirus.SIRUS_ID), col(Sirus.NIC));
      return results
          .join(
              snapshot.read(config.tables().forms(), Rp.TABLE).select(Rp.CABBI, Rp.RS_X, Rp.CLT_X),
              Rp.CABBI)
          .join(snapshot.read(config.tables().sirus(), Sirus.TABLE), siret.equalTo(col("siret")))
          .orderBy(Rp.CABBI)
          .select(
              Rp.RS_X,
              Rp.CLT_X,
              Sirus.ADR_ET_L1,
              Sirus.SIR_ADR_ET_COM_LIB,
              CodageAutoResults.codageAutoProba("siret"),
              CodageAutoResults.SIRET_EXPLICATION)
          .collectAsList()
          .stream()
          .map(MatchExamples::cells)
          .toList();
    }
  }

  private static List<String> cells(Row row) {
    return Arrays.asList(
        Objects.toString(row.get(0), "–"),
        Objects.toString(row.get(1), "–"),
        Objects.toString(row.get(2), "–"),
        Objects.toString(row.get(3), "–"),
        String.format(Locale.ROOT, "%.2f", row.getDouble(4)),
        row.getString(5));
  }
}
