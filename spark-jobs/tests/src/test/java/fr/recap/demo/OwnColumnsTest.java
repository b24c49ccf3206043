package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.config.RecapConfig;
import fr.recap.evaluation.Comparison;
import fr.recap.evaluation.DetectionTarget;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.geocoding.GeocodeSource;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.noncodable.NoncodableTarget;
import fr.recap.runtime.TestSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Forms with columns that we don't know, Sicore's among them, and without those of coders that are
 * gone.
 */
class OwnColumnsTest {
  private static final SmallCampaign CAMPAIGN = SmallCampaign.get();

  @Test
  void theyAreGeocoded_coded_cutIntoLotsAndEvaluated_withAllTheirColumns() throws Exception {
    CAMPAIGN.execute(
        "CREATE TABLE own_forms AS SELECT 'BAT A'::varchar(20) AS compl_x, '057'::char(3) AS dep_code, DATE '2026-01-31' AS recu, ARRAY[1, 2] AS pages, f.*, '0113Z'::varchar(5) AS actet_c_m FROM rp_2026 f");
    CAMPAIGN.execute(
        "UPDATE own_forms f SET profs_c_c = CASE t.pcs_field WHEN 'profs_c' THEN t.prof END, profi_c_c = CASE t.pcs_field WHEN 'profi_c' THEN t.prof END, profa_c_c = CASE t.pcs_field WHEN 'profa_c' THEN t.prof END FROM rp_truth_2026 t WHERE t.cabbi = f.cabbi");
    CAMPAIGN.execute(
        "ALTER TABLE own_forms DROP note_mca_adr_c, DROP note_mca_nom_c, DROP siretc, DROP i_mca_c, DROP actet_c_c, DROP i_actet_c");
    Map<String, String> settings = new HashMap<>();
    for (String table :
        new String[] {
          "forms",
          "forms-geo",
          "monitoring",
          "noncodable",
          "bi-topk",
          "results",
          "output",
          "lots",
          "individus",
          "lots-reprise",
          "vagues-reprise"
        }) {
      settings.put("tables." + table, "own_" + table.replace('-', '_'));
    }
    settings.put("noncodable.target", "no-siret-given");
    settings.put("nomenclatures.naf.projections", "own_naf");
    settings.put("nomenclatures.pcs.projections", "own_pcs");
    RecapConfig config = CAMPAIGN.config(settings);

    assertThat(
            new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), false)
                .execute()
                .written())
        .isEqualTo(SmallCampaign.FORMS);
    assertThat(new CodeCampaign(TestSession.get(), config).execute().coded())
        .isEqualTo(SmallCampaign.FORMS);
    assertThat(new BuildLots(TestSession.get(), config, BuildLots.Way.ADD).execute().individus())
        .isEqualTo(SmallCampaign.FORMS);
    Evaluation evaluation = new Evaluate(TestSession.get(), config).execute();

    String own = columns("own_forms");
    assertThat(own).startsWith("compl_x character varying(20), dep_code character(3), recu date");
    assertThat(columns("own_output"))
        .isEqualTo(own + ", i_siret_c text, siretc text, i_actet_c text");
    assertThat(columns("own_individus"))
        .isEqualTo(own + ", siretc text, i_actet_c text, lot_id integer");
    assertThat(
            CAMPAIGN.number(
                "SELECT count(*) FROM own_forms f JOIN own_output o USING (cabbi) WHERE ROW(f.compl_x, f.dep_code, f.recu, f.pages, f.rs_x, f.typcol, f.actet_c_m) IS NOT DISTINCT FROM ROW(o.compl_x, o.dep_code, o.recu, o.pages, o.rs_x, o.typcol, o.actet_c_m)"))
        .isEqualTo(SmallCampaign.FORMS);
    assertThat(evaluation.comparisons()).doesNotContainKeys("siret", "naf");
    assertThat(evaluation.leftOut())
        .contains(
            "SIRET is not compared with the previous coder: own_forms lacks siretc and i_mca_c.",
            "NAF is not compared with the previous coder: own_forms lacks actet_c_c.")
        .noneMatch(line -> line.startsWith("PCS"));
    assertThat(evaluation.nonCodable().target().target())
        .as("what the model was trained on, not what the settings say now")
        .isEqualTo(NoncodableTarget.NO_FINAL_SIRET);
    assertThat(evaluation.nonCodable().target().version()).startsWith("NONCODABLE_");
    assertThat(evaluation.nonCodable().target().lacking()).isEmpty();
    Comparison pcs = evaluation.comparisons().get("pcs");
    long known = CAMPAIGN.number("SELECT count(*) FROM rp_truth_2026 WHERE prof IS NOT NULL");
    assertThat(pcs.other()).isEqualTo("Sicore");
    assertThat(evaluation.previousCoder().get("pcs").top1()).as("in each field").isEqualTo(known);
    assertThat(pcs.judged()).isEqualTo(known);
    assertThat(pcs.bothCoded()).isPositive();
    assertThat(pcs.otherRight()).isPositive().isEqualTo(pcs.bothCoded() - pcs.agree());
    assertThat(pcs.pairs()).isNotEmpty().allMatch(pair -> pair.otherRight() == pair.forms());
    assertThat(CAMPAIGN.demo().evaluation().leftOut()).isEmpty();
    Comparison generated = CAMPAIGN.demo().evaluation().comparisons().get("pcs");
    assertThat(generated.other()).isEqualTo("Sicore");
    assertThat(generated.bothAuto() + generated.otherAuto())
        .as("what Sicore coded is what its indicator says")
        .isEqualTo(
            CAMPAIGN.number(
                "SELECT count(*) FROM rp_2026 WHERE '1' IN (i_profs_c, i_profi_c, i_profa_c)"));
  }

  /** No run is known that coded the forms: the setting tells the target. */
  @Test
  void detectionsOfAnUnknownModelAreMeasuredByTheTargetOfTheSettings() throws Exception {
    Evaluation evaluation =
        new Evaluate(
                TestSession.get(),
                CAMPAIGN.config(
                    Map.of(
                        "noncodable.target", "no-siret-given", "tables.run-manifest", "no_runs")))
            .execute();

    Evaluation.DetectionCounts detection = evaluation.nonCodable();
    assertThat(detection.target())
        .isEqualTo(new DetectionTarget(NoncodableTarget.NO_SIRET_GIVEN, "", List.of()));
    String nobody =
        "SELECT count(*) FROM rp_2026 JOIN rp_2026_codageauto_results r USING (cabbi) WHERE coalesce(siretm, '') = '' AND coalesce(rp_2026.siretc, '') = ''";
    assertThat(detection.truePositive() + detection.falseNegative())
        .isPositive()
        .isEqualTo(CAMPAIGN.number(nobody));
    assertThat(detection.truePositive()).isEqualTo(CAMPAIGN.number(nobody + " AND r.non_codable"));
  }

  private static String columns(String table) throws Exception {
    return CAMPAIGN.text(
        "SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped"
            .formatted(table));
  }
}
