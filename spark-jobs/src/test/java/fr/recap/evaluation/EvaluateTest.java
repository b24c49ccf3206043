package fr.recap.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class EvaluateTest {
  private static final SparkSession SPARK = TestSession.get();

  /** Four forms: right and automatic, second of two, without reference but automatic, no code. */
  private static final Evaluation EVALUATION = evaluate();

  private static Evaluation evaluation() {
    return EVALUATION;
  }

  private static Evaluation evaluate() {
    Dataset<Row> results =
        SPARK
            .sql(
                """
                SELECT * FROM VALUES
                  ('a', '[["1",0.9],["2",0.1]]', '1', true, '[["6201Z",0.9]]', '6201Z', false, true),
                  ('b', '[["3",0.5],["2",0.4]]', '3', false, '[["6201Z",0.9]]', '6201Z', true, false),
                  ('c', '[["4",0.9]]', '4', true, null, null, false, true),
                  ('d', null, null, null, null, null, null, null)
                AS t(cabbi, siret_predictions, siret, siret_codage_auto,
                     naf_predictions, naf, naf_codage_auto, non_codable)""")
            .selectExpr(
                "*",
                "siret AS siren",
                "cabbi <> 'd' AS siren_codage_auto",
                "CAST(null AS STRING) pcs_predictions",
                "CAST(null AS STRING) pcs",
                "false pcs_codage_auto");
    Dataset<Row> forms =
        SPARK
            .sql(
                """
            SELECT * FROM VALUES
              ('a', '57463', '1', 'C', '6202A'), ('b', '2A004', '2', 'D', '6201Z'),
              ('c', '57463', '4', 'C', null), ('d', null, null, 'E', null)
            AS t(cabbi, clt_c_c, siretc, i_mca_c, actet_c_c)""")
            .selectExpr("*", "'57001' AS depcom_code");
    Dataset<Row> truths =
        SPARK.sql(
            """
            SELECT * FROM VALUES
              ('a', '1', '6201Z', null, null, false), ('b', '2', '8411Z', null, null, false),
              ('c', null, null, null, null, true), ('d', '9', '8411Z', null, null, false)
            AS t(cabbi, siret, actet, prof, pcs_field, non_codable)""");
    return Evaluate.evaluate(results, forms, truths, "results", "truth");
  }

  @Test
  void hitsAndBothDenominatorsAreCounted() {
    Measures siret = evaluation().codes().get("siret").overall();
    assertThat(siret).isEqualTo(new Measures(4, 3, 3, 1, 2, 2, 2, 2, 1, 1));
    assertThat(siret.coverage()).isEqualTo(0.5);
    assertThat(siret.precisionOfAll()).as("c has no establishment").isEqualTo(0.5);
    assertThat(siret.precisionOfReferenced()).isEqualTo(1.0);
    assertThat(siret.ofReferenced(siret.top1())).isEqualTo(1 / 3.0);
  }

  @Test
  void unitsAreMeasuredByTheFirstNineDigits() {
    assertThat(evaluation().codes().get("siren").overall())
        .isEqualTo(new Measures(4, 3, 3, 1, 2, 2, 2, 3, 2, 1));
  }

  @Test
  void automaticButWrongIsNotCountedAsRight() {
    Measures naf = evaluation().codes().get("naf").overall();
    assertThat(naf.auto()).isEqualTo(1);
    assertThat(naf.autoCorrect()).isZero();
    assertThat(naf.top1()).isEqualTo(1);
  }

  @Test
  void departementIsThatOfTheWorkplaceElseOfResidence() {
    var byDepartement = evaluation().codes().get("siret").byDepartement();
    assertThat(byDepartement).containsOnlyKeys("2A", "57");
    assertThat(byDepartement.get("57").forms()).isEqualTo(3);
  }

  @Test
  void previousCoderIsMeasuredOnTheSameForms() {
    Measures previous = evaluation().previousCoder().get("siret");
    assertThat(previous).isEqualTo(new Measures(4, 3, 3, 2, 2, 2, 2, 2, 1, 1));
  }

  @Test
  void detectionCountsEachOutcome() {
    assertThat(evaluation().nonCodable()).isEqualTo(new Evaluation.Detection(1, 1, 0, 2));
  }

  @Test
  void tableForTheTerminalShowsBothDenominators() {
    assertThat(EvaluationText.of(evaluation()))
        .contains("of all forms", "of forms whose true code is known")
        .containsPattern("siret +4 +25.0 % +50.0 %")
        .containsPattern("siret +3 +33.3 % +66.7 %");
  }
}
