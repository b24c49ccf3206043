package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On real PostgreSQL: lots 1 (done, counters wrong), 2 (under way, right), 3 (new, wrong). */
class CheckLotsTest {
  private final Postgres postgres = new Postgres(TestPostgres.settings());
  private final TableSettings tables =
      ConfigLoader.load(
              java.util.List.of(),
              Map.of(
                  "tables.individus", "checklots.individus",
                  "tables.lots-reprise", "checklots.lots_reprise",
                  "tables.vagues-reprise", "checklots.vagues_reprise"))
          .tables();

  @BeforeEach
  void createTables() throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DROP SCHEMA IF EXISTS checklots CASCADE;
          CREATE SCHEMA checklots;
          CREATE TABLE checklots.individus (cabbi text, lot_id int, i_reprise_act text, i_reprise_prof text);
          INSERT INTO checklots.individus VALUES
            ('a', 1, 'V', 'V'), ('b', 1, 'V', null), ('c', 2, 'A', 'V'), ('d', 2, 'N', 'N'),
            ('e', 3, 'N', null), ('f', null, null, null);
          CREATE TABLE checklots.lots_reprise (lot_id int, vague_id int, lot_statut text, nb_bi int,
            nb_bi_rep_act int, nb_bi_rep_act_att int, nb_bi_rep_act_traite int, nb_bi_rep_prof int,
            nb_bi_rep_prof_att int, nb_bi_rep_prof_traite int, nb_bi_att int, nb_bi_traite int);
          INSERT INTO checklots.lots_reprise VALUES
            (1, 1, 'E', 2, 2, 0, 1, 1, 0, 1, 0, 1),
            (2, 1, 'E', 2, 2, 1, 0, 2, 0, 1, 1, 0),
            (3, 2, 'N', 99, 99, 0, 0, 0, 0, 0, 0, 0);
          CREATE TABLE checklots.vagues_reprise (vague_id int, vague_statut text, nb_lots int,
            nb_lots_en_cours int, nb_lots_trait int);
          INSERT INTO checklots.vagues_reprise VALUES (1, 'E', 2, 1, 1), (2, 'N', 1, 0, 0);
          """);
    }
  }

  @Test
  void wrongCountersAreToldAndLeftAloneWithoutFix() throws Exception {
    CheckLots.Result result = new CheckLots(postgres, tables, false).execute();
    assertThat(result.differences())
        .extracting(d -> d.id() + " " + d.column() + " " + d.stored() + " " + d.expected())
        .containsExactly("1 nb_bi_rep_act_traite 1 2", "1 nb_bi_traite 1 2", "1 lot_statut E T");
    assertThat(result.corrected()).isFalse();
    assertThat(one("SELECT lot_statut FROM checklots.lots_reprise WHERE lot_id = 1"))
        .isEqualTo("E");
  }

  @Test
  void fixCorrectsThemAndNewLotsAreLeftAlone() throws Exception {
    assertThat(new CheckLots(postgres, tables, true).execute().corrected()).isTrue();
    assertThat(
            one("SELECT lot_statut || nb_bi_traite FROM checklots.lots_reprise WHERE lot_id = 1"))
        .isEqualTo("T2");
    assertThat(one("SELECT nb_bi::text FROM checklots.lots_reprise WHERE lot_id = 3"))
        .isEqualTo("99");
    assertThat(new CheckLots(postgres, tables, false).execute().differences()).isEmpty();
  }

  @Test
  void waveOfWhichAllLotsAreDoneBecomesDone() throws Exception {
    run(
        "UPDATE checklots.individus SET i_reprise_act = 'V', i_reprise_prof = 'V' WHERE lot_id = 2");
    new CheckLots(postgres, tables, true).execute();
    assertThat(
            one(
                "SELECT vague_statut || nb_lots_en_cours || nb_lots_trait FROM checklots.vagues_reprise WHERE vague_id = 1"))
        .isEqualTo("T02");
  }

  @Test
  void stateBecomesDoneEvenWhereNoCounterIsWrong() throws Exception {
    new CheckLots(postgres, tables, true).execute();
    run("UPDATE checklots.lots_reprise SET lot_statut = 'E' WHERE lot_id = 1");
    new CheckLots(postgres, tables, true).execute();
    assertThat(one("SELECT lot_statut FROM checklots.lots_reprise WHERE lot_id = 1"))
        .isEqualTo("T");
  }

  @Test
  void rowsThatAClerkIsChangingAreLeftAndNobodyWaits() throws Exception {
    run("INSERT INTO checklots.lots_reprise VALUES (4, 3, 'E', 7, 0, 0, 0, 0, 0, 0, 0, 0)");
    try (Connection clerk = postgres.connect();
        Statement statement = clerk.createStatement()) {
      clerk.setAutoCommit(false);
      // The clerk's own correction of lot 1 is under way while the check runs.
      statement.execute("UPDATE checklots.lots_reprise SET nb_bi_traite = 2 WHERE lot_id = 1");
      statement.execute("UPDATE checklots.individus SET i_reprise_act = 'V' WHERE cabbi = 'c'");
      long start = System.nanoTime();
      CheckLots.Result result = new CheckLots(postgres, tables, true).execute();
      assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
      assertThat(result.left())
          .extracting(d -> d.id() + " " + d.column())
          .containsExactly("1 nb_bi_rep_act_traite", "1 nb_bi_traite", "1 lot_statut");
      assertThat(result.corrected()).isTrue();
      assertThat(one("SELECT nb_bi FROM checklots.lots_reprise WHERE lot_id = 4")).isEqualTo("0");
      clerk.commit();
    }
    assertThat(one("SELECT nb_bi_traite FROM checklots.lots_reprise WHERE lot_id = 1"))
        .isEqualTo("2");
    assertThat(new CheckLots(postgres, tables, true).execute().left()).isEmpty();
    assertThat(one("SELECT lot_statut FROM checklots.lots_reprise WHERE lot_id = 1"))
        .isEqualTo("T");
  }

  @Test
  void clerksGoOnWorkingWhileACheckRuns() throws Exception {
    try (Connection clerk = postgres.connect();
        Statement statement = clerk.createStatement()) {
      statement.execute("SET lock_timeout = '1s'");
      run(
          """
          CREATE FUNCTION checklots.slow() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_sleep(2); RETURN NEW; END $$;
          CREATE TRIGGER slow BEFORE UPDATE ON checklots.lots_reprise
            FOR EACH ROW WHEN (NEW.lot_id = 1) EXECUTE FUNCTION checklots.slow();
          """);
      CompletableFuture<CheckLots.Result> check =
          CompletableFuture.supplyAsync(() -> new CheckLots(postgres, tables, true).execute());
      // Lot 1 is being corrected for two seconds; all others can be worked on.
      while (one("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'WITH wanted%'")
          .equals("0")) {
        assertThat(check).isNotDone();
      }
      statement.execute("UPDATE checklots.lots_reprise SET nb_bi_att = 0 WHERE lot_id = 2");
      statement.execute("UPDATE checklots.individus SET i_reprise_act = 'V' WHERE lot_id = 1");
      assertThat(check).isNotDone();
      assertThat(check.get(30, TimeUnit.SECONDS).left()).isEmpty();
    }
  }

  private void run(String sql) throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String one(String sql) throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
