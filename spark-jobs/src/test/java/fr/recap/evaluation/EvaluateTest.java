package fr.recap.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.TableName;
import fr.recap.noncodable.NoncodableTarget;
import fr.recap.runtime.TestSession;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class EvaluateTest {
  private static final SparkSession SPARK = TestSession.get();
  private static final Scope SCOPE = Scope.of(ConfigLoader.defaults());

  /** Four forms: right and automatic, second of two, without reference but automatic, no code. */
  private static final Evaluation EVALUATION = evaluate();

  private static Evaluation evaluation() {
    return EVALUATION;
  }

  private static Evaluation evaluate() {
    return Evaluate.evaluate(input(), OtherCoder.previous(SCOPE), SCOPE);
  }

  private static Evaluate.Input input() {
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
                "CASE cabbi WHEN 'a' THEN '[[\"431f\",0.9]]' WHEN 'b' THEN '[[\"542a\",0.5]]' WHEN 'c' THEN '[[\"621a\",0.9]]' END pcs_predictions",
                "CASE cabbi WHEN 'a' THEN '431f' WHEN 'b' THEN '542a' WHEN 'c' THEN '621a' END pcs",
                "cabbi IN ('a', 'c') pcs_codage_auto",
                "CASE cabbi WHEN 'a' THEN 0.9D WHEN 'b' THEN 0.5D WHEN 'c' THEN 0.6D END siret_codage_auto_proba",
                "CAST(null AS DOUBLE) siren_codage_auto_proba",
                "IF(naf IS NULL, null, 0.7D) naf_codage_auto_proba",
                "CAST(null AS DOUBLE) pcs_codage_auto_proba",
                "IF(non_codable, 0.8D, 0.1D) non_codable_score",
                "IF(siret IS NULL, null, '6201Z') siret_apet",
                "CASE cabbi WHEN 'c' THEN 'same street; 2 earlier forms with this employer in this commune' WHEN 'd' THEN null ELSE 'the name is alike' END siret_explication");
    Dataset<Row> forms =
        SPARK
            .sql(
                """
            SELECT * FROM VALUES
              ('a', '57463', '1', 'C', '6202A', '0', 'SNCF'), ('b', '2A004', '2', 'D', '6201Z', '1', ' '),
              ('c', '57463', '4', 'C', null, '1', null), ('d', null, null, 'E', null, null, null)
            AS t(cabbi, clt_c_c, siretc, i_mca_c, actet_c_c, typcol, rs_x)""")
            .selectExpr(
                "*",
                "'57001' AS depcom_code",
                "IF(cabbi = 'b', '1', null) i_siret_m",
                "IF(cabbi = 'b', '2', null) siretm",
                "IF(cabbi = 'b', 'V', null) i_reprise_act",
                "IF(cabbi = 'd', 'V', null) i_reprise_prof",
                "CASE cabbi WHEN 'a' THEN '431f' WHEN 'b' THEN ' ' WHEN 'd' THEN '542a' END profs_c_c",
                "IF(cabbi = 'b', '523a', null) profi_c_c",
                "IF(cabbi = 'c', '621b', null) profa_c_c",
                "IF(cabbi = 'c', '621a', null) profs_c_m",
                "IF(cabbi = 'b', ' 523a', ' ') profi_c_m",
                "'CONDUITE' actet_x",
                "CAST(null AS STRING) profs_x",
                "CAST(null AS STRING) profi_x",
                "CAST(null AS STRING) profa_x",
                "CAST(null AS STRING) numvoi_x",
                "CAST(null AS STRING) typevoi_x",
                "CAST(null AS STRING) nomvoi_x",
                "'METZ' clt_x",
                "CAST(null AS STRING) dlt_x");
    Dataset<Row> truths =
        SPARK.sql(
            """
            SELECT * FROM VALUES
              ('a', '1', '6201Z', '431f', null, false), ('b', '2', '8411Z', '542a', null, false),
              ('c', null, null, '621b', null, true), ('d', '9', '8411Z', '621c', null, false)
            AS t(cabbi, siret, actet, prof, pcs_field, non_codable)""");
    Dataset<Row> register =
        SPARK.sql(
            """
            SELECT * FROM VALUES ('1', '', '57463 0001'), ('2', '', '2A004 0001'), ('3', '', '57463 0001')
            AS t(sirus_id, nic, adr_et_loc_geo)""");
    return new Evaluate.Input(
        results, forms, truths, "results", "truth", false, Optional.of(register));
  }

  private static void assertCounts(
      Measures measures,
      long forms,
      long referenced,
      long coded,
      List<Long> hits,
      long auto,
      long autoReferenced,
      long autoCorrect) {
    assertThat(measures.forms()).isEqualTo(forms);
    assertThat(measures.referenced()).isEqualTo(referenced);
    assertThat(measures.coded()).isEqualTo(coded);
    assertThat(measures.hits()).isEqualTo(hits);
    assertThat(measures.auto()).isEqualTo(auto);
    assertThat(measures.autoReferenced()).isEqualTo(autoReferenced);
    assertThat(measures.autoCorrect()).isEqualTo(autoCorrect);
  }

  @Test
  void hitsAndBothDenominatorsAreCounted() {
    Measures siret = evaluation().codes().get("siret").overall();
    assertCounts(siret, 4, 3, 3, List.of(1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L), 2, 1, 1);
    assertThat(siret.coverage()).isEqualTo(0.5);
    assertThat(siret.precisionOfAll()).as("c has no establishment").isEqualTo(0.5);
    assertThat(siret.precisionOfReferenced()).isEqualTo(1.0);
    assertThat(siret.ofReferenced(siret.top1())).isEqualTo(1 / 3.0);
  }

  @Test
  void unitsAreMeasuredByTheFirstNineDigits() {
    assertCounts(
        evaluation().codes().get("siren").overall(),
        4,
        3,
        3,
        List.of(1L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L),
        3,
        2,
        1);
  }

  @Test
  void automaticButWrongIsNotCountedAsRight() {
    Measures naf = evaluation().codes().get("naf").overall();
    assertThat(naf.auto()).isEqualTo(1);
    assertThat(naf.autoCorrect()).isZero();
    assertThat(naf.top1()).isEqualTo(1);
  }

  @Test
  void candidatesOfTheCommuneFirst_isAnOrderOfItsOwn() {
    // b lies in 2A004, as its second candidate does, which is the true one.
    assertCounts(
        evaluation().orders().get(CommuneFirst.CODE),
        4,
        3,
        3,
        Collections.nCopies(10, 2L),
        2,
        1,
        1);
    assertThat(EvaluationText.of(evaluation()))
        .containsPattern("siret, commune first +4 +50.0 % +50.0 %")
        .contains("those in the form's commune (clt_c_c) before the others");
  }

  @Test
  void departementIsThatOfTheWorkplaceElseOfResidence() {
    var byDepartement = evaluation().codes().get("siret").groups().get("département");
    assertThat(byDepartement).containsOnlyKeys("2A", "57");
    assertThat(byDepartement.get("57").forms()).isEqualTo(3);
  }

  @Test
  void previousCoderIsMeasuredOnTheSameForms() {
    Measures previous = evaluation().previousCoder().get("siret");
    assertCounts(previous, 4, 3, 3, Collections.nCopies(10, 2L), 2, 1, 1);
  }

  @Test
  void detectionCountsEachOutcome() {
    assertThat(evaluation().nonCodable()).isEqualTo(new Evaluation.DetectionCounts(1, 1, 0, 2));
  }

  /**
   * The truth has no establishment for c alone, where the previous coder gave one; d has none of
   * it.
   */
  @Test
  void byTheOriginalsTarget_formsAreNonCodableThatNobodyGaveASiret() {
    Evaluate.Input input = input();
    List<String> nonCodable =
        JudgedForms.of(
                input.results(),
                input.forms(),
                Truths.named(input.truths(), SCOPE),
                OtherCoder.previous(SCOPE),
                SCOPE,
                NoncodableTarget.NO_SIRET_GIVEN)
            .where(JudgedForms.truth(JudgedForms.NON_CODABLE))
            .select("cabbi")
            .as(Encoders.STRING())
            .collectAsList();
    assertThat(nonCodable).containsExactly("d");
  }

  @Test
  void targetOfTheDetectionIsTold() {
    Texts english = Texts.of(Language.EN);
    List<String> both = List.of("siretc", "siretm");
    assertThat(
            DetectionTarget.of(NoncodableTarget.NO_SIRET_GIVEN, "NONCODABLE_2026-11-24", both)
                .told(english))
        .isEqualTo(
            "A form counts as non-codable if neither a clerk (siretm) nor the previous coder (siretc) gave it a SIRET: the target that NONCODABLE_2026-11-24 was trained on.");
    assertThat(DetectionTarget.of(NoncodableTarget.NO_SIRET_GIVEN, "", both).told(english))
        .contains("(siretc) gave it a SIRET: the target of the setting noncodable.target,");
    DetectionTarget lacking =
        DetectionTarget.of(
            NoncodableTarget.NO_SIRET_GIVEN, "NONCODABLE_2026-11-24", List.of("siretm"));
    assertThat(lacking.target()).isEqualTo(NoncodableTarget.NO_FINAL_SIRET);
    assertThat(lacking.told(english))
        .contains("if no SIRET was kept in the end: the forms lack siretc,");
    assertThat(EvaluationText.of(evaluation()))
        .contains("A form counts as non-codable if no SIRET was kept in the end");
  }

  @Test
  void tableForTheTerminalShowsBothDenominators() {
    assertThat(EvaluationText.of(evaluation()))
        .contains("of all forms", "of forms whose true code is known")
        .containsPattern("siret +4 +25.0 % +50.0 %")
        .containsPattern("siret +3 +33.3 % +66.7 %");
  }

  @Test
  void groupsAreModeSectionAndPresenceOfFields() {
    var groups = evaluation().codes().get("siret").groups();
    assertThat(groups.get("mode").get("paper").forms()).isEqualTo(1);
    assertThat(groups.get("mode").get("internet").forms()).isEqualTo(2);
    assertThat(groups.get("mode").get("").forms()).isEqualTo(1);
    assertThat(groups.get("section").get("J").top1()).isEqualTo(1);
    assertThat(groups.get("section").get("O").forms()).isEqualTo(2);
    assertThat(groups.get("rs_x").get("filled").forms()).as("a blank is empty").isEqualTo(1);
    assertThat(groups.get("clt_x")).containsOnlyKeys("filled");
  }

  @Test
  void codersAreComparedOnFormsThatAClerkCoded() {
    Comparison siret = evaluation().comparisons().get("siret");
    assertThat(siret.bothAuto()).as("a and c").isEqualTo(2);
    assertThat(siret.oursAuto()).isZero();
    assertThat(siret.bothCoded()).isEqualTo(3);
    assertThat(siret.agree()).isEqualTo(2);
    assertThat(siret.judged()).as("b alone").isEqualTo(1);
    assertThat(siret.judgedDiffer()).isEqualTo(1);
    assertThat(siret.otherRight()).isEqualTo(1);
    assertThat(siret.oursRight()).isZero();
    assertThat(siret.lost()).as("b was automatic with none").isZero();
    assertThat(siret.classes().stream().mapToLong(Comparison.OneClass::judged).sum()).isEqualTo(1);
  }

  /**
   * Sicore gave a the same code as ours and b, c and d others. Clerks gave b Sicore's code, though
   * another was kept in the end, and c ours; they validated the final code of d, which is neither.
   */
  @Test
  void ofSeveralColumnsTheFilledOneIsCompared_andTheClerksCodeJudges() {
    assertThat(evaluation().comparisons().get("pcs"))
        .isEqualTo(
            new Comparison(
                "Sicore",
                4,
                2,
                0,
                2,
                0,
                3,
                1,
                3,
                2,
                1,
                1,
                0,
                1,
                1,
                List.of(
                    new Comparison.OneClass("", 0, 0, 0, 0, 0),
                    new Comparison.OneClass("5", 1, 0, 1, 0, 1),
                    new Comparison.OneClass("6", 2, 1, 0, 1, 0)),
                List.of(
                    new Comparison.Pair("542a", "523a", 1, 1, 0, 1),
                    new Comparison.Pair("621a", "621b", 1, 1, 1, 0))));
    assertCounts(
        evaluation().previousCoder().get("pcs"), 4, 4, 4, Collections.nCopies(10, 2L), 4, 4, 2);
    assertThat(EvaluationText.of(evaluation()))
        .contains("pcs beside Sicore: automatic by both 2, ours alone 0, it alone 2, none 0")
        .containsPattern("naf \\(previous coder\\) +4 ")
        .containsPattern("pcs \\(Sicore\\) +4 +50.0 %");
  }

  @Test
  void withoutAColumnOfTheOtherCoderItsCodesAreNotCompared() {
    OtherCoder there =
        OtherCoder.previous(SCOPE)
            .within(
                TableName.parse("rp_2026"), List.of("siretc", "i_mca_c", "actet_c_c", "profs_c_c"));
    assertThat(there.codes()).containsExactly("siret", "naf");
    assertThat(there.leftOut())
        .containsExactly("PCS is not compared with Sicore: rp_2026 lacks profi_c_c and profa_c_c.");
    assertThat(OtherCoder.previous(SCOPE).within(TableName.parse("rp_2026"), List.of()).leftOut())
        .contains(
            "NAF is not compared with the previous coder: rp_2026 lacks actet_c_c.",
            "PCS is not compared with Sicore: rp_2026 lacks profs_c_c, profi_c_c and profa_c_c.");
  }

  @Test
  void errorsShowTheFormBesideItsCandidates() {
    var errors = evaluation().codes().get("siret").errors();
    assertThat(errors).extracting(Evaluation.ErrorForm::cabbi).containsExactly("c", "b");
    Evaluation.ErrorForm second = errors.get(1);
    assertThat(second.truth()).isEqualTo("2");
    assertThat(second.said()).isEqualTo("3");
    assertThat(second.candidates()).contains("\"3\"");
    assertThat(second.explanation()).isEqualTo("the name is alike");
    assertThat(second.fields()).containsEntry("clt_x", "METZ").doesNotContainKey("rs_x");
  }

  @Test
  void everyFormHasOneEnd() {
    assertThat(evaluation().flow().departements())
        .isEqualTo(
            Map.of(
                "57", Map.of(End.SEARCH, 1L, End.EXACT, 1L, End.NOTHING_FOUND, 1L),
                "2A", Map.of(End.PROPOSED, 1L)));
    assertThat(evaluation().flow().read()).isEqualTo(4);
    Flow beside = evaluation().flow().beside(2, 3);
    assertThat(beside.read()).isEqualTo(9);
    assertThat(beside.count(End.WAITING)).isEqualTo(2);
    assertThat(beside.left()).as("clerks don't get forms that wait").isEqualTo(2);
  }

  @Test
  void branchesAreSectionsAndDivisionsOfTheTrueCode() {
    assertThat(evaluation().branches()).containsOnlyKeys("naf", "pcs");
    assertThat(evaluation().branches().get("naf"))
        .containsExactly(
            new Evaluation.Branch("J", "62", 1, 1, 0, 0),
            new Evaluation.Branch("O", "84", 2, 0, 1, 0));
    assertThat(evaluation().branches().get("pcs"))
        .containsExactly(
            new Evaluation.Branch("4", "43", 1, 1, 1, 1),
            new Evaluation.Branch("5", "54", 1, 1, 0, 0),
            new Evaluation.Branch("6", "62", 2, 0, 1, 0));
  }

  @Test
  void confusionsAndWorstCodesAreThoseOfForms() {
    var naf = evaluation().codes().get("naf");
    assertThat(naf.confusions())
        .containsExactly(new Evaluation.ConfusedPair("8411Z", "6201Z", 1, 1));
    assertThat(naf.byCode())
        .containsExactly(
            new Evaluation.OneCode("8411Z", 2, 0, 0, 0, 1, 0),
            new Evaluation.OneCode("6201Z", 1, 1, 1, 1, 0, 0));
  }

  @Test
  void curveOfTheDetectionFollowsItsScores() {
    DecisionCurve curve = evaluation().nonCodableCurve();
    assertThat(curve.known()).isEqualTo(4);
    assertThat(curve.right()).isEqualTo(1);
    assertThat(curve.points().get(160).accepted()).as("a and c have 0.8").isEqualTo(2);
    assertThat(curve.points().get(161).accepted()).isZero();
    assertThat(curve.rocAuc().value()).as("above two, beside one of three").isEqualTo(2.5 / 3);
  }

  @Test
  void ranksAreThoseOfDistinctCutCodes() {
    String json = "[[\"123456789 00011\",0.5],[\"123456789 00022\",0.3],[\"987654321 00033\",0.1]]";
    assertThat(PredictedCodes.rank(json, "987654321", 9)).isEqualTo(2);
    assertThat(PredictedCodes.rank(json, "987654321 00033", 99)).isEqualTo(3);
    assertThat(PredictedCodes.rank(json, null, 9)).isZero();
    assertThat(PredictedCodes.rank(null, "1", 9)).isZero();
    assertThat(PredictedCodes.of("[]")).isEmpty();
  }
}
