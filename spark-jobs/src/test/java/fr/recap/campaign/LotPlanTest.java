package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.LotSettings;
import fr.recap.config.LotSettings.GroupBy;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LotPlanTest {
  private static final LotPlan.Coded CODED = new LotPlan.Coded("naf", Optional.of("pcs"));
  private static final SparkSession SPARK = TestSession.get();

  /** cabbi, employer, commune, profession. */
  private static final Dataset<Row> FORMS =
      SPARK
          .sql(
              """
          SELECT * FROM VALUES
            ('a', 'SNCF', '57463', 'CONDUCTEUR'),
            ('b', 'MAIRIE', '57463', 'SECRETAIRE'),
            ('c', 'SNCF', '57463', null),
            ('d', 'SNCF', '2A004', 'CONDUCTEUR'),
            ('e', 'RIEN', '57463', 'X'),
            ('f', 'MAIRIE', '57463', 'SECRETAIRE'),
            ('g', 'SNCF', '57463', null)
          AS t(cabbi, rs_x, clt_c_c, profs_x)""")
          .selectExpr("*", "'' AS profi_x", "'' AS profa_x", "null AS depcom_code");

  /** cabbi, siret coded, pcs coded, non-codable. */
  private static final Dataset<Row> RESULTS =
      SPARK.sql(
          """
          SELECT *, '4910Z' AS naf FROM VALUES
            ('a', false, false, false),
            ('b', false, true, false),
            ('c', false, false, false),
            ('d', true, false, null),
            ('e', false, false, true),
            ('f', true, true, false),
            ('g', true, false, false)
          AS t(cabbi, siret_codage_auto, pcs_codage_auto, non_codable)""");

  private static Map<String, Row> plan(int size, int lotsPerWave, GroupBy groupBy) {
    return LotPlan.plan(
            FORMS, RESULTS, new LotSettings(size, lotsPerWave, groupBy), CODED, LotPlan.Taken.NONE)
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getAs(Rp.CABBI), row -> row));
  }

  @Test
  void onlyCodableFormsThatAreNotCodedGoToClerks() {
    // e is non-codable, f is coded in full, g has no profession and its establishment is coded.
    assertThat(plan(10, 10, GroupBy.EMPLOYER)).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void whatIsToDoIsSaidPerForm() {
    Map<String, Row> plan = plan(10, 10, GroupBy.EMPLOYER);
    assertThat(toDo(plan.get("a"))).containsExactly("N", "N");
    assertThat(toDo(plan.get("b"))).containsExactly("N", null);
    assertThat(toDo(plan.get("c"))).as("no profession to code").containsExactly("N", null);
    assertThat(toDo(plan.get("d"))).as("establishment coded").containsExactly(null, "N");
  }

  @Test
  void alikeFormsOfADepartementShareALot() {
    // Département 2A: d. Département 57 sorted by employer: b (mairie), a, c (sncf); two a lot.
    Map<String, Row> plan = plan(2, 2, GroupBy.DEPARTEMENT);
    assertThat(lot(plan, "d")).isEqualTo(1);
    assertThat(lot(plan, "b")).isEqualTo(2);
    assertThat(lot(plan, "a")).isEqualTo(2);
    assertThat(lot(plan, "c")).isEqualTo(3);
    assertThat(wave(plan, "b")).isEqualTo(1);
    assertThat(wave(plan, "c")).as("third lot, two lots a wave").isEqualTo(2);
  }

  @Test
  void countersOfNewLotsAreThoseOfTheirForms() {
    Dataset<Row> plan =
        LotPlan.plan(
            FORMS,
            RESULTS,
            new LotSettings(2, 2, GroupBy.DEPARTEMENT),
            CODED,
            new LotPlan.Taken(7, 3));
    Dataset<Row> lots = LotCounters.lots(plan).sort("lot_id");
    assertThat(lots.select("lot_id").collectAsList())
        .as("numbers go on")
        .extracting(row -> row.getInt(0))
        .containsExactly(8, 9, 10);
    // The second lot holds b (activity) and a (activity and profession).
    Row second = lots.collectAsList().get(1);
    assertThat(second.<Integer>getAs("nb_bi")).isEqualTo(2);
    assertThat(second.<Integer>getAs("nb_bi_rep_act")).isEqualTo(2);
    assertThat(second.<Integer>getAs("nb_bi_rep_prof")).isEqualTo(1);
    assertThat(second.<Integer>getAs("nb_bi_traite")).isZero();
    assertThat(second.<String>getAs("lot_statut")).isEqualTo("N");
    List<Row> waves = LotCounters.waves(lots).sort("vague_id").collectAsList();
    assertThat(waves).extracting(row -> row.<Integer>getAs("nb_lots")).containsExactly(2, 1);
    assertThat(waves).extracting(row -> row.<Integer>getAs("vague_id")).containsExactly(4, 5);
  }

  private static List<String> toDo(Row row) {
    return java.util.Arrays.asList(row.getAs(Rp.I_REPRISE_ACT), row.getAs(Rp.I_REPRISE_PROF));
  }

  private static int lot(Map<String, Row> plan, String cabbi) {
    return plan.get(cabbi).<Integer>getAs("lot_id");
  }

  private static int wave(Map<String, Row> plan, String cabbi) {
    return plan.get(cabbi).<Integer>getAs("vague_id");
  }
}
