package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class CodedFormsTest {
  private static final SparkSession SPARK = TestSession.get();

  /** Rows of a table with the given values; all other columns are null. */
  private static Dataset<Row> rows(Dataset<Row> given, fr.recap.tables.Table table) {
    Dataset<Row> all = given;
    List<String> present = List.of(given.columns());
    for (String name : table.names()) {
      if (!present.contains(name)) {
        all = all.withColumn(name, org.apache.spark.sql.functions.lit(null));
      }
    }
    return table.select(all);
  }

  @Test
  void firstPredictionIsWrittenIntoEveryFormThatHasOne() {
    Dataset<Row> forms =
        rows(
            SPARK.sql(
                """
                SELECT * FROM VALUES ('a', 'old', 'oldnaf', null, null), ('b', 'keep', 'keepnaf', '1', '2')
                AS t(cabbi, siretc, actet_c, profs_c, profi_c)"""),
            Rp.TABLE);
    Dataset<Row> results =
        rows(
            SPARK.sql(
                """
                SELECT * FROM VALUES
                  ('a', '123', true, '6201Z', '431f', false, 'profs_c'),
                  ('b', null, null, null, null, null, 'profi_c')
                AS t(cabbi, siret, siret_codage_auto, siret_apet, pcs, pcs_codage_auto, pcs_field)"""),
            CodageAutoResults.TABLE);
    List<Row> output =
        CodedForms.output(forms, results)
            .sort("cabbi")
            .select(
                "siretc",
                "actet_c",
                "profs_c",
                "profi_c",
                "i_siret_c",
                "i_actet_c",
                "i_profs_c",
                "i_profi_c")
            .collectAsList();
    assertThat(output.get(0).mkString(" ")).isEqualTo("123 6201Z 431f null 1 1 0 0");
    assertThat(output.get(1).mkString(" "))
        .as("nothing predicted")
        .isEqualTo("keep keepnaf 1 2 0 0 0 0");
    assertThat(RpOutput.TABLE.names()).hasSize(Rp.TABLE.names().size() + 1);
  }

  @Test
  void everyFormHasItsRowWithCodesOrTheReasonWhyNot() {
    Dataset<Row> forms = SPARK.sql("SELECT 'a' AS cabbi, 'profs_c' AS field");
    Dataset<Row> naf = nomenclature("naf", "'8411Z'", "'6201Z'", "null");
    Dataset<Row> pcs = nomenclature("pcs", "null", "null", "'profession is empty'");
    Dataset<Row> noncodable =
        SPARK.sql("SELECT 'a' AS cabbi, false AS non_codable, 0.25 AS score, 'v' AS model_version");
    Dataset<Row> siret =
        rows(
                SPARK.sql(
                    "SELECT 'a' AS cabbi, '123' AS top_1_siret, 1.5 AS top_1_similarite_final, true AS top_1_codage_auto, 0.9 AS top_1_codage_auto_proba"),
                fr.recap.tables.BiTopk.TABLE)
            .withColumn(
                "siret_error", org.apache.spark.sql.functions.lit(null).cast(DataTypes.StringType))
            .withColumn("siret_apet", org.apache.spark.sql.functions.lit("8411Z"));
    Row row =
        CodedForms.results(forms, naf, pcs, noncodable, siret, col("field")).collectAsList().get(0);
    assertThat(row.<String>getAs("siret_predictions")).isEqualTo("[[\"123\",1.5]]");
    assertThat(row.<String>getAs("naf_predictions")).isEqualTo("[[\"8411Z\",0.5],[\"6201Z\",0.4]]");
    assertThat(row.<String>getAs("pcs_predictions")).isNull();
    assertThat(row.<String>getAs("pcs_error")).isEqualTo("profession is empty");
    assertThat(row.<String>getAs("pcs_field")).isEqualTo("profs_c");
    assertThat(row.<Double>getAs("non_codable_score")).isEqualTo(0.25);
  }

  private static Dataset<Row> nomenclature(String name, String first, String then, String error) {
    String scores = first.equals("null") ? "CAST(null AS DOUBLE)" : "CAST(0.5 AS DOUBLE)";
    String second = first.equals("null") ? "CAST(null AS DOUBLE)" : "CAST(0.4 AS DOUBLE)";
    return rows(
            SPARK.sql(
                "SELECT 'a' AS cabbi, %s AS %2$s_code_0, %3$s AS %2$s_code_1, %4$s AS %2$s_score_0, %5$s AS %2$s_score_1"
                    .formatted(first, name, then, scores, second)),
            fr.recap.tables.NomenclatureProjections.table(name))
        .withColumn(
            name + "_error", org.apache.spark.sql.functions.expr("CAST(" + error + " AS STRING)"));
  }
}
