package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CheckLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.evaluation.End;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.StoreConfiguration;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;

/** A campaign of three deliveries, with clerks at work between them, beside the same at once. */
class DeliveriesTest {
  private static final SmallCampaign CAMPAIGN = SmallCampaign.get();

  /** Ours, and those of the campaign that was coded at once. */
  private static final Map<String, String> TABLES =
      Map.of(
          "delivered_results", "rp_2026_codageauto_results",
          "delivered_output", "rp_2026_output",
          "delivered_bi_topk", "bi_topk_2026",
          "delivered_noncodable", "noncodable_2026",
          "delivered_naf", "naf_projections_2026",
          "delivered_pcs", "pcs_projections_2026");

  private static final RecapConfig CONFIG = config("delivered", Map.of());

  private static RecapConfig config(String prefix, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    for (String table :
        new String[] {
          "forms", "monitoring", "noncodable", "bi-topk", "results", "output", "lots", "individus"
        }) {
      settings.put("tables." + table, prefix + "_" + table.replace('-', '_'));
    }
    settings.put("tables.lots-reprise", prefix + "_lots_reprise");
    settings.put("tables.vagues-reprise", prefix + "_vagues_reprise");
    settings.put("nomenclatures.naf.projections", prefix + "_naf");
    settings.put("nomenclatures.pcs.projections", prefix + "_pcs");
    settings.put("lots.size", "10");
    return CAMPAIGN.config(settings);
  }

  private static CodeCampaign.Result code() {
    return new CodeCampaign(TestSession.get(), CONFIG).execute();
  }

  private static BuildLots.Result lots() {
    return new BuildLots(TestSession.get(), CONFIG, BuildLots.Way.ADD).execute();
  }

  /** The forms of a delivery: about a tenth of the campaign. */
  private static long deliver(int part) throws SQLException {
    String of = "rp_2026 WHERE abs(hashtext(cabbi)) % 10 = " + part;
    CAMPAIGN.execute("CREATE TABLE IF NOT EXISTS delivered_forms (LIKE rp_2026)");
    CAMPAIGN.execute("INSERT INTO delivered_forms SELECT * FROM " + of);
    return CAMPAIGN.number("SELECT count(*) FROM " + of);
  }

  private static String ofClerks() throws SQLException {
    return CAMPAIGN.text(
        "SELECT string_agg(i::text, E'\\n' ORDER BY cabbi) FROM delivered_individus i WHERE lot_id = 1");
  }

  @Test
  void deliveriesGiveTheCodesOfACampaignAtOnce_andWhatClerksBeganStays() throws Exception {
    long first = deliver(0);
    CAMPAIGN.execute(
        "UPDATE delivered_forms SET rs_x = 'TO BE CORRECTED' WHERE cabbi = (SELECT min(cabbi) FROM delivered_forms)");
    RecapConfig some = config("delivered", Map.of("selection.limit", "30"));
    CodeCampaign.Result coded = new CodeCampaign(TestSession.get(), some).execute();
    assertThat(coded.coded()).isEqualTo(30);
    assertThat(coded.waiting()).isEqualTo(first - 30);
    assertThat(coded.anew()).hasValueSatisfying(why -> assertThat(why).contains("no table"));
    Evaluation partial = new Evaluate(TestSession.get(), CONFIG).execute();
    assertThat(partial.flow().count(End.WAITING)).isEqualTo(first - 30);
    assertThat(partial.flow().read()).isEqualTo(first);
    assertThat(partial.notes())
        .contains((first - 30) + " forms are not coded yet: run recap code.");
    coded = code();
    assertThat(coded.coded()).isEqualTo(first - 30);
    assertThat(coded.left()).isEqualTo(30);
    lots();
    CAMPAIGN.execute("UPDATE delivered_lots_reprise SET lot_statut = 'E' WHERE lot_id = 1");
    CAMPAIGN.execute(
        "UPDATE delivered_individus SET i_reprise_act = 'A', siretm = '1' WHERE lot_id = 1 AND i_reprise_act = 'N'");
    String begun = ofClerks();
    long lotsBefore = CAMPAIGN.number("SELECT max(lot_id) FROM delivered_lots");

    long second = deliver(1);
    coded = code();
    assertThat(coded.anew()).isEmpty();
    assertThat(coded.coded()).isEqualTo(second);
    assertThat(coded.left()).isEqualTo(first);
    assertThat(lots().before()).isPositive();
    assertThat(
            CAMPAIGN.number(
                "SELECT min(lot_id) FROM delivered_lots b JOIN rp_2026 f USING (cabbi) WHERE abs(hashtext(cabbi)) % 10 = 1"))
        .isEqualTo(lotsBefore + 1);

    long third = deliver(2);
    CAMPAIGN.execute(
        "UPDATE delivered_forms d SET rs_x = f.rs_x FROM rp_2026 f WHERE f.cabbi = d.cabbi AND d.rs_x = 'TO BE CORRECTED'");
    coded = code();
    assertThat(coded.coded())
        .as("those of the delivery and the corrected one")
        .isEqualTo(third + 1);
    long all = first + second + third;
    assertThat(coded.formsIn()).isEqualTo(all).isEqualTo(coded.coded() + coded.left());
    assertThat(
            CAMPAIGN.text(
                "SELECT manifest::json -> 'counts' ->> 'forms left as they were' FROM run_manifest WHERE run_id = '%s'"
                    .formatted(coded.runId())))
        .isEqualTo(Long.toString(all - third - 1));
    for (Map.Entry<String, String> tables : TABLES.entrySet()) {
      assertThat(CAMPAIGN.number("SELECT count(*) FROM " + tables.getKey())).isEqualTo(all);
      assertThat(
              CAMPAIGN.number(
                  "SELECT count(*) FROM (SELECT * FROM %s EXCEPT SELECT * FROM %s) differing"
                      .formatted(tables.getKey(), tables.getValue())))
          .as(tables.getKey())
          .isZero();
    }
    lots();
    assertThat(ofClerks()).isEqualTo(begun);
    assertThat(CAMPAIGN.number("SELECT sum(nb_bi) FROM delivered_lots_reprise"))
        .isEqualTo(CAMPAIGN.number("SELECT count(*) FROM delivered_lots"))
        .isEqualTo(
            CAMPAIGN.number("SELECT count(*) FROM delivered_individus WHERE lot_id IS NOT NULL"));
    assertThat(CAMPAIGN.number("SELECT count(*) FROM delivered_individus")).isEqualTo(all);
    Postgres postgres = new Postgres(CONFIG.postgres());
    new CheckLots(postgres, CONFIG.tables(), true).execute();
    assertThat(new CheckLots(postgres, CONFIG.tables(), false).execute().differences()).isEmpty();
    assertThat(new Evaluate(TestSession.get(), CONFIG).execute().forms()).isEqualTo(all);

    coded = code();
    assertThat(coded.nothingToDo()).isTrue();
    CAMPAIGN.execute(
        "DELETE FROM delivered_forms WHERE cabbi = (SELECT max(cabbi) FROM delivered_forms)");
    coded = code();
    assertThat(coded.removed()).isEqualTo(1);
    assertThat(coded.coded()).isZero();
    for (String table : TABLES.keySet()) {
      assertThat(CAMPAIGN.number("SELECT count(*) FROM " + table)).isEqualTo(all - 1);
    }
    CAMPAIGN.execute(
        "DELETE FROM delivered_naf WHERE cabbi = (SELECT max(cabbi) FROM delivered_naf)");
    assertThatThrownBy(() -> new CodeCampaign(TestSession.get(), some).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("delivered_naf has not the forms")
        .hasMessageContaining("without --where and --limit");
  }

  @Test
  void runThatDied_goesOnWithTheFormsThatItHadNotCoded() throws Exception {
    RecapConfig config = config("resumed", Map.of("checkpoint-forms", "20"));
    CAMPAIGN.execute(
        "CREATE TABLE resumed_forms AS SELECT * FROM rp_2026 ORDER BY md5(cabbi) LIMIT 100");
    CodeCampaign code = new CodeCampaign(TestSession.get(), config);
    SparkContext spark = TestSession.get().sparkContext();
    try (FileSystem store = store(config)) {
      AtomicBoolean died = new AtomicBoolean();
      Thread killer =
          new Thread(
              () -> {
                while (!died.get()) {
                  if (!finished(store, config).isEmpty()) {
                    spark.cancelAllJobs();
                  }
                  LockSupport.parkNanos(20_000_000);
                }
              });
      killer.start();
      assertThatThrownBy(code::execute).hasStackTraceContaining("cancelled");
      died.set(true);
      killer.join();
      assertThat(CAMPAIGN.text("SELECT to_regclass('resumed_results')")).isNull();

      // A form that was coded changes, and another one has come, before it goes on.
      CAMPAIGN.execute("UPDATE resumed_forms SET rs_x = 'X' || rs_x");
      CAMPAIGN.execute(
          "UPDATE resumed_forms r SET rs_x = f.rs_x FROM rp_2026 f WHERE f.cabbi = r.cabbi AND r.cabbi <> (SELECT min(cabbi) FROM resumed_forms)");
      CAMPAIGN.execute(
          "INSERT INTO resumed_forms SELECT * FROM rp_2026 ORDER BY md5(cabbi) DESC LIMIT 1");
      CodeCampaign.Result coded = code.execute();
      assertThat(coded.coded()).isEqualTo(101);
      assertThat(coded.resumed()).isBetween(10L, 90L);
      assertThat(finished(store, config)).as("the tables have them").isEmpty();
    }
    for (String table : new String[] {"results", "bi_topk", "noncodable", "naf", "pcs"}) {
      assertThat(
              CAMPAIGN.number(
                  "SELECT count(*) FROM (SELECT * FROM resumed_%s EXCEPT SELECT * FROM %s) differing"
                      .formatted(table, TABLES.get("delivered_" + table))))
          .as("the changed form alone differs: " + table)
          .isLessThanOrEqualTo(1);
      assertThat(CAMPAIGN.number("SELECT count(*) FROM resumed_" + table)).isEqualTo(101);
    }
  }

  private static FileSystem store(RecapConfig config) throws IOException {
    return FileSystem.newInstance(
        new Path(config.store().root()).toUri(), StoreConfiguration.of(config.store()));
  }

  /** Groups of forms in the store. */
  private static List<Path> finished(FileSystem store, RecapConfig config) {
    try {
      return Stream.of(
              store.globStatus(new Path(config.store().root(), "checkpoints/code/*/*/*/_SUCCESS")))
          .map(FileStatus::getPath)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
