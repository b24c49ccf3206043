package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.models.ModelRef;
import fr.recap.models.Publish;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.pages.HtmlPage;
import fr.recap.report.EvaluationReport;
import fr.recap.runtime.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nomenclatures are added to a campaign by settings alone: trained, published, coded, evaluated
 * and explained.
 */
class AddedNomenclaturesTest {
  private static final SmallCampaign CAMPAIGN = SmallCampaign.get();

  @TempDir static Path folder;

  private static RecapConfig config;
  private static CodeCampaign.Result coded;

  @BeforeAll
  static void codeTheCampaign() throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("nomenclatures.naf2025.root", "NAF2_1");
    settings.put("nomenclatures.naf2025.evaluation-truth", "actet");
    settings.put("nomenclatures.pcs2020.root", "PCS1");
    settings.put("nomenclatures.pcs2020.inputs", "[profession, rs_x]");
    settings.put("nomenclatures.pcs2020.truth", "profession_code");
    settings.put("nomenclatures.pcs2020.evaluation-truth", "prof");
    settings.put("nomenclatures.naf2025.learning.encoder.epochs", "4");
    settings.put("nomenclatures.pcs2020.learning.encoder.epochs", "4");
    for (String table :
        new String[] {"monitoring", "noncodable", "bi-topk", "results", "output", "lots"}) {
      settings.put("tables." + table, "added_" + table.replace('-', '_'));
    }
    for (String table : new String[] {"individus", "lots-reprise", "vagues-reprise"}) {
      settings.put("tables." + table, "added_" + table.replace('-', '_'));
    }
    settings.put("nomenclatures.naf.projections", "added_naf");
    settings.put("nomenclatures.pcs.projections", "added_pcs");
    config = CAMPAIGN.config(settings);
    Map<String, Coder> coders = Coders.all(config);
    for (String name : new String[] {"naf2025", "pcs2020"}) {
      // Labels and notes teach enough to see the way of the second one.
      Coder.How how = new Coder.How(Optional.empty(), name.equals("pcs2020"));
      Coder.Training training = coders.get(name).train(TestSession.get(), how);
      new Publish(config, training.path(), Coders.verifiers(config)).execute();
    }
    coded = new CodeCampaign(TestSession.get(), config).execute();
  }

  @Test
  void theirCodesStandBehindTheUsersOwnColumns_andInTablesOfTheirOwn() throws Exception {
    assertThat(coded.models())
        .containsOnlyKeys("naf", "naf2025", "pcs", "pcs2020", "register", "siret", "noncodable");
    String columns =
        CAMPAIGN.text(
            "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'added_results'::regclass AND attnum > 0");
    assertThat(columns)
        .startsWith("cabbi siret_predictions siret ")
        .endsWith(
            "siren_codage_auto_proba naf2025_predictions naf2025 naf2025_score naf2025_codage_auto naf2025_codage_auto_proba naf2025_error pcs2020_predictions pcs2020 pcs2020_score pcs2020_codage_auto pcs2020_codage_auto_proba pcs2020_error form_fingerprint coders_fingerprint");
    for (String table : new String[] {"naf2025_projections_2026", "pcs2020_projections_2026"}) {
      assertThat(CAMPAIGN.number("SELECT count(*) FROM " + table)).isEqualTo(SmallCampaign.FORMS);
    }
    assertThat(
            CAMPAIGN.number(
                "SELECT count(*) FROM added_results r JOIN naf2025_projections_2026 p USING (cabbi) WHERE r.naf2025 IS DISTINCT FROM p.naf2025_code_0"))
        .isZero();
    assertThat(CAMPAIGN.number("SELECT count(*) FROM added_results WHERE naf2025 = naf"))
        .as("learned from the same forms")
        .isGreaterThan(SmallCampaign.FORMS / 2);
    assertThat(
            CAMPAIGN.number(
                "SELECT count(*) FROM added_results WHERE naf2025 IS NULL AND naf2025_error IS NULL"))
        .as("a code, or the reason why there is none")
        .isZero();
  }

  @Test
  void whatTheOthersSayIsAsWithoutThem() throws Exception {
    assertThat(
            CAMPAIGN.number(
                "SELECT count(*) FROM added_results a JOIN %s b USING (cabbi) WHERE (a.naf, a.pcs, a.siret, a.non_codable) IS DISTINCT FROM (b.naf, b.pcs, b.siret, b.non_codable)"
                    .formatted(CAMPAIGN.config().tables().results().sql())))
        .isZero();
    assertThat(
            CAMPAIGN.number(
                "SELECT count(*) FROM added_output a JOIN %s b USING (cabbi) WHERE (a.profs_c, a.actet_c) IS DISTINCT FROM (b.profs_c, b.actet_c)"
                    .formatted(CAMPAIGN.config().tables().output().sql())))
        .isZero();
  }

  @Test
  void theyAreEvaluated_inTheReport_explained_andLotsGoOn() throws Exception {
    Evaluation evaluation = new Evaluate(TestSession.get(), config).execute();
    assertThat(evaluation.codes())
        .containsOnlyKeys("siret", "siren", "naf", "naf2025", "pcs", "pcs2020");
    assertThat(evaluation.codes().get("naf2025").overall().intervals().top1().value())
        .isCloseTo(
            CAMPAIGN.number(
                    "SELECT count(*) FROM added_results JOIN rp_truth_2026 t USING (cabbi) WHERE naf2025 = t.actet")
                / (double) SmallCampaign.FORMS,
            within(1e-9));
    HtmlPage page = new HtmlPage("added");
    EvaluationReport.addTo(page, evaluation);
    Path report = folder.resolve("report.html");
    page.write(report);
    assertThat(Files.readString(report)).contains("NAF2025 in detail", "PCS2020 in detail");

    NomenclatureCoder coder =
        NomenclatureCoder.of(ModelRef.resolve(config, "NAF2025", Optional.empty()));
    String code = coder.predictTexts("BOULANGERIE", null, null).codes().get(0);
    assertThat(coder.explain(code, "BOULANGERIE", null, null).texts()).isNotEmpty();

    assertThat(new BuildLots(TestSession.get(), config, BuildLots.Way.ADD).execute().forms())
        .isPositive();
  }
}
