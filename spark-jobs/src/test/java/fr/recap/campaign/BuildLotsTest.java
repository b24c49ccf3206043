package fr.recap.campaign;

import static fr.recap.postgres.TestPostgres.execute;
import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.campaign.BuildLots.Way;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lots are built while clerks work: three forms to code, in lots of two. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BuildLotsTest {
  private static SparkSession spark;
  private final String schema = TestPostgres.freshSchema();
  private final RecapConfig config =
      TestPostgres.config(
          Map.of(
              "tables.output", schema + ".output",
              "tables.results", schema + ".results",
              "tables.lots", schema + ".bi_lot",
              "tables.lots-reprise", schema + ".lots_reprise",
              "tables.vagues-reprise", schema + ".vagues_reprise",
              "tables.individus", schema + ".individus",
              "tables.run-manifest", schema + ".run_manifest",
              "lots.size", "2",
              "postgres.lock-timeout", "100ms"));

  @BeforeAll
  static void start() {
    spark = TestSession.get();
  }

  @BeforeEach
  void codedForms() {
    create(config.tables().output(), RpOutput.TABLE);
    create(config.tables().results(), CodageAutoResults.TABLE);
    execute(
        "INSERT INTO %s.output (cabbi, rs_x) VALUES ('a', 'X'), ('b', 'X'), ('c', 'X')"
            .formatted(schema));
    execute(
        "INSERT INTO %s.results (cabbi, siret_codage_auto, non_codable) VALUES ('a', false, false), ('b', false, false), ('c', false, false)"
            .formatted(schema));
  }

  private static void create(TableName name, Table table) {
    String columns =
        table.columns().stream()
            .map(c -> TableName.quote(c.name()) + " " + c.type().sql())
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE %s (%s)".formatted(name.sql(), columns));
  }

  @Test
  void clerksSeeAllOfTheUsersColumns_inTheirOrderAndTypes() {
    execute(
        "ALTER TABLE %1$s.output ADD compl_x varchar(20) DEFAULT 'BAT A', ADD le date DEFAULT '2026-01-31', DROP note_mca_adr_c, DROP profa_x, DROP i_reprise_prof"
            .formatted(schema));

    assertThat(build(Way.ADD).individus()).isEqualTo(3);

    List<String> columns =
        query(
            "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '%s.individus'::regclass AND attnum > 0 ORDER BY attnum"
                .formatted(schema));
    assertThat(columns.subList(columns.size() - 4, columns.size()))
        .containsExactly(
            "compl_x character varying(20)", "le date", "lot_id integer", "i_reprise_prof text");
    assertThat(columns).doesNotContain("i_siret_c text", "note_mca_adr_c double precision");
    assertThat(
            query("SELECT DISTINCT compl_x, le, i_reprise_act FROM %s.individus".formatted(schema)))
        .containsExactly("BAT A|2026-01-31|N");
  }

  @Test
  void formThatIsValidatedWhileLotsAreBuiltIsNotLost() throws Exception {
    BuildLots.Result first = build(Way.REBUILD);
    assertThat(first.lots()).isEqualTo(2);
    try (Connection clerk = TestPostgres.postgres().connect();
        Statement statement = clerk.createStatement()) {
      clerk.setAutoCommit(false);
      // Begun before the run and ended after it has looked: no lot is opened in its eyes.
      statement.execute(
          "UPDATE %s.individus SET i_reprise_act = 'V' WHERE cabbi = 'a'".formatted(schema));
      CompletableFuture<BuildLots.Result> run =
          CompletableFuture.supplyAsync(() -> build(Way.REBUILD));
      awaitPublication(run);
      clerk.commit();
      assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("1 forms of " + schema + ".individus wait or are validated");
    }
    assertThat(query("SELECT cabbi FROM %s.individus WHERE i_reprise_act = 'V'".formatted(schema)))
        .containsExactly("a");
    assertThat(
            query("SELECT * FROM recap_staging.runs WHERE target LIKE '%s.%%'".formatted(schema)))
        .isEmpty();
  }

  @Test
  void lotThatIsOpenedWhileLotsAreBuiltIsNotLost() throws Exception {
    build(Way.REBUILD);
    try (Connection clerk = TestPostgres.postgres().connect();
        Statement statement = clerk.createStatement()) {
      clerk.setAutoCommit(false);
      statement.execute(
          "UPDATE %s.lots_reprise SET lot_statut = 'E' WHERE lot_id = 2".formatted(schema));
      CompletableFuture<BuildLots.Result> run =
          CompletableFuture.supplyAsync(() -> build(Way.REBUILD));
      awaitPublication(run);
      clerk.commit();
      assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("opened 1 lots of " + schema + ".lots_reprise");
    }
    assertThat(query("SELECT lot_statut FROM %s.lots_reprise ORDER BY lot_id".formatted(schema)))
        .containsExactly("N", "E");
  }

  @Test
  void validatedFormsCountWhereNoLotIsOpened_andForceOverrules() {
    build(Way.REBUILD);
    execute("UPDATE %s.individus SET i_reprise_prof = 'A' WHERE cabbi = 'b'".formatted(schema));
    assertThatThrownBy(() -> build(Way.REBUILD))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("--force");
    assertThat(build(Way.FORCE).forms()).isEqualTo(3);
    assertThat(query("SELECT i_reprise_prof FROM %s.individus WHERE cabbi = 'b'".formatted(schema)))
        .containsExactly("null");
  }

  /** Forms a, b and c in lots 1 (a, b) and 2 (c); of a clerks have begun lot 1. */
  private void clerksBegin() {
    assertThat(build(Way.ADD).lots()).isEqualTo(2);
    execute("UPDATE %s.lots_reprise SET lot_statut = 'E' WHERE lot_id = 1".formatted(schema));
    execute(
        "UPDATE %s.individus SET i_reprise_act = 'V', siretm = '1' WHERE cabbi = 'a'"
            .formatted(schema));
  }

  private void delivery() {
    execute(
        "INSERT INTO %s.output (cabbi, rs_x) VALUES ('d', 'X'), ('e', 'X'), ('f', 'X'), ('g', 'X')"
            .formatted(schema));
    execute(
        "INSERT INTO %s.results (cabbi, siret_codage_auto, non_codable) VALUES ('d', false, false), ('e', false, false), ('f', true, false), ('g', false, false)"
            .formatted(schema));
  }

  private List<String> individus() {
    return query(
        "SELECT cabbi, lot_id, i_reprise_act, siretm, actet_c FROM %s.individus ORDER BY 1"
            .formatted(schema));
  }

  @Test
  void formsOfADeliveryComeIntoLotsOfTheirOwn_andWhatClerksBeganStays() {
    clerksBegin();
    delivery();
    // All three were coded anew, and c automatically by now.
    execute("UPDATE %s.output SET actet_c = '8411Z' WHERE cabbi < 'd'".formatted(schema));
    execute("UPDATE %s.results SET siret_codage_auto = true WHERE cabbi = 'c'".formatted(schema));

    BuildLots.Result added = build(Way.ADD);

    assertThat(added).isEqualTo(new BuildLots.Result(3, 2, 1, 5, 3));
    assertThat(individus())
        .as("a is validated and b in an opened lot; c stays in its lot, with its new code")
        .containsExactly(
            "a|1|V|1|null",
            "b|1|N|null|null",
            "c|2|N|null|8411Z",
            "d|3|N|null|null",
            "e|3|N|null|null",
            "f|null|null|null|null",
            "g|4|N|null|null");
    assertThat(
            query(
                "SELECT lot_id, vague_id, lot_statut, nb_bi, nb_bi_rep_act FROM %s.lots_reprise ORDER BY 1"
                    .formatted(schema)))
        .containsExactly("1|1|E|2|2", "2|1|N|1|1", "3|2|N|2|2", "4|2|N|1|1");
    assertThat(query("SELECT * FROM %s.vagues_reprise ORDER BY vague_id".formatted(schema)))
        .containsExactly("1|N|2|0|0", "2|N|2|0|0");
    assertThat(query("SELECT * FROM %s.bi_lot ORDER BY cabbi".formatted(schema)))
        .containsExactly("a|1|1", "b|1|1", "c|2|1", "d|3|2", "e|3|2", "g|4|2");
    assertThat(
            query(
                "SELECT manifest::json -> 'counts' ->> 'forms that were in lots before' FROM %s.run_manifest ORDER BY finished_at"
                    .formatted(schema)))
        .containsExactly("0", "3");

    execute("UPDATE %s.individus SET siretm = '9' WHERE cabbi = 'd'".formatted(schema));
    assertThat(build(Way.ADD)).as("nothing to do").isEqualTo(new BuildLots.Result(0, 0, 0, 0, 6));
    assertThatThrownBy(() -> build(Way.REBUILD))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("--rebuild");
  }

  @Test
  void whatClerksDoWhileLotsAreAddedIsNotLost() throws Exception {
    clerksBegin();
    delivery();
    execute("UPDATE %s.output SET actet_c = '8411Z' WHERE cabbi = 'c'".formatted(schema));
    try (Connection clerk = TestPostgres.postgres().connect();
        Statement statement = clerk.createStatement()) {
      clerk.setAutoCommit(false);
      // b is left by the run anyway; c is about to be changed by it, and has no other sign.
      statement.execute(
          "UPDATE %s.individus SET i_reprise_act = CASE cabbi WHEN 'b' THEN 'V' ELSE i_reprise_act END, siretm = '2' WHERE cabbi IN ('b', 'c')"
              .formatted(schema));
      CompletableFuture<BuildLots.Result> run = CompletableFuture.supplyAsync(() -> build(Way.ADD));
      awaitPublication(run);
      clerk.commit();
      assertThat(run.get(60, TimeUnit.SECONDS).individus()).as("d, e, f, g").isEqualTo(4);
    }
    assertThat(individus())
        .startsWith("a|1|V|1|null", "b|1|V|2|null", "c|2|N|2|null", "d|3|N|null|null")
        .hasSize(7);
    assertThat(
            query("SELECT * FROM recap_staging.runs WHERE target LIKE '%s.%%'".formatted(schema)))
        .isEmpty();
  }

  private BuildLots.Result build(Way way) {
    return new BuildLots(spark, config, way).execute();
  }

  /** Until the run has staged all and waits for the clerk. */
  private void awaitPublication(CompletableFuture<?> run) throws InterruptedException {
    String sealed =
        "SELECT count(*) FROM recap_staging.runs WHERE sealed_at IS NOT NULL AND target LIKE '%s.%%'"
            .formatted(schema);
    while (query(sealed).get(0).equals("0")) {
      assertThat(run).isNotDone();
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
