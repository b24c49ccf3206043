package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.campaign.DecideFromTraining;
import fr.recap.campaign.DecideThreshold;
import fr.recap.coders.Coder;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.evaluation.Evaluation;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.geocoding.Outcomes;
import fr.recap.models.ModelRef;
import fr.recap.notebook.CampaignCell;
import fr.recap.notebook.Recap;
import fr.recap.pages.EnglishWords;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.report.TradeOffText;
import fr.recap.runtime.SessionSettings;
import fr.recap.runtime.TestSession;
import fr.recap.sql.CampaignQuery;
import fr.recap.vectors.VectorsInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small campaign through real PostgreSQL, Elasticsearch and S3. */
class RunDemoTest {
  private static final int FORMS = SmallCampaign.FORMS;

  private static SmallCampaign campaign;
  private static SparkSession spark;
  private static RecapConfig config;
  private static RunDemo.Result demo;

  @BeforeAll
  static void runTheDemo() {
    spark = TestSession.get();
    campaign = SmallCampaign.get();
    config = campaign.config();
    demo = campaign.demo();
  }

  @Test
  void everyFormHasItsRowInEveryResultsTable() throws Exception {
    for (TableName table :
        List.of(
            config.tables().results(),
            config.tables().output(),
            config.tables().biTopk(),
            config.tables().noncodable(),
            config.nomenclature("naf").projections(),
            config.nomenclature("pcs").projections(),
            config.tables().individus())) {
      assertThat(campaign.number("SELECT count(DISTINCT cabbi) FROM " + table.sql()))
          .as(table.toString())
          .isEqualTo(FORMS);
    }
  }

  @Test
  void everyFormHasACodeOrTheReasonWhyNot() throws Exception {
    for (String code : List.of("siret", "naf", "pcs")) {
      assertThat(
              campaign.number(
                  "SELECT count(*) FROM rp_2026_codageauto_results WHERE (%1$s IS NULL) = (%1$s_error IS NULL)"
                      .formatted(code)))
          .as(code)
          .isZero();
    }
  }

  @Test
  void codersAreBetterThanChance() {
    Evaluation evaluation = demo.evaluation();
    assertThat(evaluation.forms()).isEqualTo(FORMS);
    evaluation
        .codes()
        .forEach(
            (code, measured) ->
                assertThat(measured.overall().top1())
                    .as(code)
                    .isGreaterThan(measured.overall().referenced() / 3));
  }

  @Test
  void originalsWay_isMeasuredOnASample_besideItsResultsOnRealForms() {
    List<TargetRate> yardstick = demo.yardstick();
    assertThat(yardstick).hasSize(5);
    assertThat(yardstick.get(0).generated()).as("kind forms").isBetween(0.5, 1.0);
    assertThat(yardstick.get(1).generated())
        .as("within ten")
        .isBetween(yardstick.get(0).generated(), 1.0);
    assertThat(yardstick.get(2).generated()).as("non-codable").isBetween(0.0, 1.0);
    assertThat(yardstick.get(3).generated())
        .as("previous coder")
        .isEqualTo(demo.evaluation().previousCoder().get("siret").top1() / (double) FORMS);
  }

  @Test
  void everyFormHasItsPlaceOrTheReasonWhyNot_andTheCountsAddUp() throws Exception {
    Map<String, String> tables =
        Map.of("training forms", "rp_geo_2025", "forms to code", "rp_geo_2026");
    assertThat(demo.places().keySet()).containsExactlyInAnyOrderElementsOf(tables.keySet());
    for (Map.Entry<String, GeocodeTable.Result> each : demo.places().entrySet()) {
      String table = tables.get(each.getKey());
      GeocodeTable.Result result = each.getValue();
      Map<String, Long> groups = Outcomes.groups(result.outcomes());
      assertThat(result.in())
          .as(table)
          .isEqualTo(result.written())
          .isEqualTo(campaign.number("SELECT count(*) FROM " + table));
      assertThat(groups.values().stream().mapToLong(n -> n).sum()).isEqualTo(result.written());
      // The generator gives coordinates with a score to the forms that have a commune's code.
      assertThat(groups.get(Outcomes.KEPT))
          .isEqualTo(result.kept())
          .isEqualTo(
              campaign.number("SELECT count(*) FROM %s WHERE geo_score > 0".formatted(table)))
          .isEqualTo(
              campaign.number(
                  "SELECT count(*) FROM %s WHERE clt_c_c IS NOT NULL"
                      .formatted(table.replace("_geo", ""))));
      assertThat(
              campaign.number("SELECT count(*) FROM %s WHERE geo_reason IS NULL".formatted(table)))
          .isZero();
      assertThat(campaign.number("SELECT count(*) FROM %s WHERE commune IS NULL".formatted(table)))
          .isEqualTo(
              groups.entrySet().stream()
                  .filter(group -> group.getKey().startsWith("refused: "))
                  .mapToLong(Map.Entry::getValue)
                  .sum());
    }
    assertThat(
            campaign.number(
                "SELECT count(*) FROM rp_geo_2025 WHERE geo_reason = 'commune by its name' AND longitude IS NOT NULL"))
        .isPositive();
    assertThat(
            campaign.number(
                "SELECT count(*) FROM rp_geo_2025 WHERE geo_reason = 'no commune is declared'"))
        .isPositive();
  }

  @Test
  void wordVectorsOfItsTextsArePublished() throws Exception {
    DemoVectors.Result vectors = demo.vectors();
    // Forms, register and nodes of both trees; texts that are empty don't count.
    assertThat(vectors.texts()).isBetween(3500L, 1500L + 1000 + 3000);
    assertThat(vectors.neighbours()).hasSizeGreaterThan(4);
    VectorsInfo newest = VectorsInfo.open(config, Optional.empty());
    assertThat(newest.header()).isEqualTo(vectors.header());
    vectors
        .neighbours()
        .forEach((word, near) -> assertThat(newest.neighbours(word, 10)).as(word).isEqualTo(near));
    assertThat(demo.files().resolve("vectors.bin")).doesNotExist();
  }

  @Test
  void lotsHoldWhatIsLeftForClerks() throws Exception {
    assertThat(campaign.number("SELECT sum(nb_bi) FROM rp.lots_reprise"))
        .isEqualTo(campaign.number("SELECT count(*) FROM bi_lot_2026"))
        .isEqualTo(campaign.number("SELECT count(*) FROM rp.individus WHERE lot_id IS NOT NULL"));
    assertThat(campaign.number("SELECT max(nb_bi) FROM rp.lots_reprise")).isLessThanOrEqualTo(10);
  }

  @Test
  void manifestAddsUp() throws Exception {
    assertThat(
            campaign.number(
                "SELECT count(*) FROM run_manifest WHERE job = 'code' AND rows_in = rows_out + rows_rejected AND rows_in = "
                    + FORMS))
        .isPositive();
    assertThat(
            campaign.number(
                "SELECT count(*) FROM run_manifest WHERE manifest ~ 'password|secret-key'"))
        .isZero();
    assertThat(
            campaign.number(
                "SELECT count(*) FROM run_manifest WHERE job = 'train' AND (manifest::jsonb -> 'metrics' ->> 'top-1')::float8 BETWEEN 0.01 AND 1"))
        .as("figures of the trainings of NAF and PCS")
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void theCampaignIsComparedWithWhatTheCodersMet() throws Exception {
    TableName monitoring = config.tables().monitoring();
    assertThat(campaign.number("SELECT count(DISTINCT model) FROM " + monitoring.sql()))
        .isEqualTo(4);
    for (TableName forms : List.of(config.tables().forms(), config.tables().trainingForms())) {
      boolean now = forms.equals(config.tables().forms());
      assertThat(
              campaign.number(
                  "SELECT round(%s * %s) FROM %s WHERE measure = 'field filled' AND item = 'rs_x' AND model LIKE 'NAF%%'"
                      .formatted(
                          now ? "campaign" : "training",
                          now ? "campaign_forms" : "training_forms",
                          monitoring.sql())))
          .as(forms.toString())
          .isEqualTo(
              campaign.number(
                  "SELECT count(*) FROM %s WHERE trim(rs_x) <> ''".formatted(forms.sql())));
    }
    assertThat(
            campaign.number(
                "SELECT campaign_forms FROM %s WHERE measure = 'coverage' AND item = '' AND model LIKE 'PCS%%'"
                    .formatted(monitoring.sql())))
        .isEqualTo(
            campaign.number(
                "SELECT count(pcs_codage_auto_proba) FROM " + config.tables().results().sql()));
    assertThat(demo.evaluation().drifts())
        .hasSize((int) campaign.number("SELECT count(*) FROM " + monitoring.sql()));
  }

  @Test
  void codingAgainGivesTheSameTables() {
    // By the versions of now, which the results tell: other tests publish some meanwhile.
    new CodeCampaign(spark, config, true).execute();
    List<String> before = campaign.checksums();
    new CodeCampaign(spark, config, true).execute();
    assertThat(campaign.checksums()).isEqualTo(before);
  }

  @Test
  void lotsThatClerksHaveOpenedAreNotBuiltAnew() throws Exception {
    campaign.execute("UPDATE rp.lots_reprise SET lot_statut = 'E' WHERE lot_id = 1");
    assertThatThrownBy(() -> new BuildLots(spark, config, BuildLots.Way.REBUILD).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("Clerks have opened 1 lots")
        .hasMessageContaining("--force");
    campaign.execute("UPDATE rp.lots_reprise SET lot_statut = 'N' WHERE lot_id = 1");
  }

  @Test
  void reportShowsMeasuresAndCalibration() throws Exception {
    Path report = DemoReport.write(demo, config, campaign.folder().resolve("report"));
    assertThat(Files.readString(report))
        .contains("placed by its name", "refused: no commune is declared")
        .contains("SIRET coded automatically", "rs_x missing", "rp_2026_codageauto_results")
        .contains(demo.vectors().version() + ": skipgram, 100 dimensions");
    assertThat(Files.readString(report.resolveSibling("evaluation.json"))).contains("\"top10\"");
    Path french =
        DemoReport.write(
            demo, campaign.config(Map.of("language", "fr")), campaign.folder().resolve("rapport"));
    String shown = EnglishWords.shown(french);
    assertThat(shown)
        .contains("Une campagne synthétique, codée", "coder la campagne", "rs_x absent");
    EnglishWords.refuse(shown, "report.", "words.demo.", "words.placed.", "words.reason.");
  }

  @Test
  void publishedCodersCodeAColumnInSql_asTheJobDoes() {
    new SessionSettings(List.of(campaign.settings()), Map.of("work-directory", campaign.work()))
        .putInto(spark);
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      CampaignQuery query = new CampaignQuery(spark, snapshot, config.elasticsearch());
      List<Row> differing =
          query
              .rows(
                  """
                  WITH answers AS (
                    SELECT cabbi, naf_code_0, recap_naf(actet_x, rs_x,
                      coalesce(nullif(profs_x, ''), nullif(profi_x, ''), profa_x)) AS answer
                    FROM rp_2026 JOIN %s USING (cabbi))
                  SELECT * FROM answers WHERE NOT answer.code <=> naf_code_0
                    OR (answer.code IS NULL) = (answer.error IS NULL)
                  """
                      .formatted(config.nomenclature("naf").projections()))
              .collectAsList();
      assertThat(differing).isEmpty();
      assertThat(query.rows("SELECT count(*) FROM `public.rp_2026`").first().getLong(0))
          .isEqualTo(FORMS);
      assertThat(
              query
                  .rows(
                      "SELECT count(*) FROM `index.%s` JOIN %s USING (sirus_id, nic)"
                          .formatted(config.indices().sirus(), config.tables().sirus()))
                  .first()
                  .getLong(0))
          .isEqualTo(query.rows("SELECT * FROM " + config.tables().sirus()).count());
      assertThatThrownBy(() -> query.rows("SELECT 1 FROM `index.no_such_e`"))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("no_such_e");
      assertThatThrownBy(() -> query.rows("SELECT 1 FROM rp_2062"))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("rp_2062");
      assertThatThrownBy(() -> query.rows("SELECT 1 FROM public.rp_2026"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("`public.rp_2026`");
      assertThatThrownBy(() -> query.rows("SELEC 1"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("SELEC");
      assertThatThrownBy(() -> query.rows("SELECT cabby FROM rp_2026"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("cabby");
    }
    assertThat(spark.sql("SELECT recap_code('naf', 'BOULANGERIE').code").first().getString(0))
        .isEqualTo("1071C");
    assertThat(spark.sql("SELECT recap_pcs('').error").first().getString(0))
        .isEqualTo("profession is empty");
    assertThat(
            spark.sql("DESCRIBE FUNCTION EXTENDED recap_naf").collectAsList().stream()
                .map(row -> row.getString(0)))
        .anyMatch(
            line -> line.contains("Codes a form by the published model of the nomenclature naf"));
    assertThatThrownBy(() -> spark.sql("SELECT recap_code('nat', 'BOULANGERIE')"))
        .hasMessageContaining("nat")
        .hasMessageContaining("naf");
  }

  @Test
  void notebooksSeeTheCampaign_asTheJobsDo() throws Exception {
    try (Recap recap =
        Recap.connect(Map.of("work-directory", campaign.work()), campaign.settings().toString())) {
      Dataset<Row> forms = recap.forms();
      assertThat(recap.results().count()).isEqualTo(FORMS).isEqualTo(forms.count());
      Dataset<Row> projected =
          recap
              .table(config.nomenclature("pcs").projections().toString())
              .select("cabbi", "pcs_code_0");
      assertThat(
              recap
                  .code("pcs", forms)
                  .join(projected, "cabbi")
                  .where("NOT pcs_code <=> pcs_code_0 OR (pcs_code IS NULL) = (pcs_error IS NULL)")
                  .collectAsList())
          .isEmpty();
      Row bakery = recap.code("naf", List.of("BOULANGERIE")).first();
      assertThat(bakery.<String>getAs("naf_code")).isEqualTo("1071C");
      assertThat(bakery.<String>getAs("naf_label"))
          .isEqualTo("Boulangerie et boulangerie-pâtisserie");
      assertThatThrownBy(() -> recap.code("naf", forms.select("cabbi")))
          .hasMessageContaining("rows need [actet_x]");

      assertThat(recap.explain("naf", "boulangerie", "<b>FOURNIL</b>").html())
          .contains("1071C", "&lt;b&gt;FOURNIL&lt;/b&gt;")
          .doesNotContain("<b>FOURNIL");
      CampaignCell evaluation = recap.evaluate();
      assertThat(evaluation.figures().codes().get("naf").overall().top1())
          .isEqualTo(demo.evaluation().codes().get("naf").overall().top1());
      assertThat(evaluation.summary().html()).contains("NAF coded automatically");
      assertThat(evaluation.map().html()).contains("role=\"img\"", "<table>");
      assertThat(evaluation.comparison().html()).contains("PCS", "Sicore");
      assertThat(recap.thresholds("NAF", 0.5).html()).contains("<polyline", "coverage");
      String naf = recap.trainings("NAF").text();
      assertThat(naf).contains("(current)", "top-1 ");
      assertThat(recap.trainings("NAF").html()).contains("<table>", "(current)");
      String training = naf.replaceFirst("(?s).*?(trainings/NAF/[^ \n]+).*", "$1");
      assertThat(recap.compare(training, training).html())
          .contains("<td>top-1</td>", "No setting of the training differs.");
      assertThatThrownBy(() -> recap.train("nfa", Map.of()))
          .hasMessageContaining("There is no model nfa; it must be one of naf")
          .hasMessageEndingWith("; did you mean naf?");
      Coder.Training flat =
          recap.train("noncodable", Map.of("noncodable.learning.xgboost.depth", "[2]"));
      assertThat(flat.metrics().get("validation-average-precision")).isBetween(0.0, 1.0);
      String published = ModelRef.resolve(config, "NONCODABLE", Optional.empty()).version();
      assertThat(recap.compare(published, flat.path()).html())
          .contains("<td>noncodable.learning.xgboost.depth</td>", "[2]");
      assertThatThrownBy(() -> recap.train("pcs", Map.of("nomenclatures.pcs.learnin.seeds", "2")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("learnin");
      assertThat(recap.neighbours("boulangerie").text()).startsWith("boulangerie: ");
    }
  }

  @Test
  void thresholdsAreShownWithoutChangingAnything() throws Exception {
    DecideThreshold.Result shown = new DecideThreshold(spark, config, "NAF", 0.5, false).execute();
    assertThat(shown.published()).isEmpty();
    assertThat(shown.chosen().precision().value()).isGreaterThanOrEqualTo(0.5);
    assertThat(TradeOffText.of(shown.curve(), shown.chosen())).contains("forms left", "chosen");
    assertThatThrownBy(() -> new DecideThreshold(spark, config, "NAF", 0.9999, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("No threshold surely reaches");
    RecapConfig elsewhere = campaign.config(Map.of("tables.results", "coded_by_others"));
    assertThatThrownBy(() -> new DecideThreshold(spark, elsewhere, "NAF", 0.5, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("knows no run of 'recap code' that wrote coded_by_others");
    for (String model : List.of("NAF", "PCS", "SIRET", "NONCODABLE")) {
      DecideThreshold.Result ofTraining =
          new DecideFromTraining(elsewhere, model, OptionalDouble.of(0.5), false)
              .execute()
              .decided();
      assertThat(ofTraining.data()).as(model).contains("training trainings/" + model + "/");
      assertThat(ofTraining.chosen().precision().value()).as(model).isGreaterThanOrEqualTo(0.5);
      assertThat(ofTraining.published()).isEmpty();
    }
  }
}
