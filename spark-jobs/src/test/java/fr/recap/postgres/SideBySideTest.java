package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.execute;
import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.Run;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two runs, or a run and somebody at work, on the same tables. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SideBySideTest {
  private static final Table PAIR =
      new Table(
          "pair",
          "key and value",
          List.of(
              new Column("k", ColumnType.TEXT, true, ""),
              new Column("v", ColumnType.INTEGER, false, "")));
  private static final Table TRIPLE =
      new Table(
          "triple",
          "key and two values",
          List.of(
              new Column("k", ColumnType.TEXT, true, ""),
              new Column("v", ColumnType.INTEGER, false, ""),
              new Column("w", ColumnType.INTEGER, false, "")));

  private static SparkSession spark;
  private static String schema;
  private final PostgresSettings settings = settings("100ms", "30s");
  private final TableName manifests = table(schema, "manifests");

  @BeforeAll
  static void start() {
    spark = TestSession.get();
    schema = TestPostgres.freshSchema();
  }

  @Test
  void secondRunIsToldWhoWritesTheTable() {
    TableName target = table(schema, "one_at_a_time");
    try (RunLock first = RunLock.of(settings, "code_1", Map.of(target, PAIR), manifests)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> RunLock.of(settings, "code_2", Map.of(target, PAIR), manifests))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("Another run writes " + target + ": run code_1 of user ")
          .hasMessageMatching("(?s).*application recap-spark, pid \\d+, since \\d{4}-.*");
      assertThatThrownBy(() -> write(target, PAIR, "import_3", row("a", 1)))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("run code_1");
      // The holder's own write is another connection of the same run.
      assertThat(write(target, PAIR, "code_1", row("a", 1)).rows()).isEqualTo(1);
    }
    assertThat(write(target, PAIR, "code_4", row("a", 2)).rows()).isEqualTo(1);
    assertThat(query("SELECT * FROM recap_staging.runs WHERE target = '%s'".formatted(target)))
        .isEmpty();
  }

  @Test
  void lockOfADeadRunIsFree() {
    TableName target = table(schema, "died");
    try (RunLock dead = RunLock.of(settings, "code_dead", Map.of(target, PAIR), manifests)) {
      assertThat(dead).isNotNull();
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recap-spark code_dead'");
      try (RunLock next = RunLock.of(settings, "code_next", Map.of(target, PAIR), manifests)) {
        assertThat(next).isNotNull();
        assertThat(
                query(
                    "SELECT run_id FROM recap_staging.runs WHERE target = '%s'".formatted(target)))
            .containsExactly("code_next");
      }
    }
  }

  /** As when the server was killed during the run, which went on and ended well. */
  @Test
  void lockThatEndedWithItsConnectionLeavesNoNote() {
    TableName target = table(schema, "noted");
    try (RunLock lock = RunLock.of(settings, "code_gone", Map.of(target, PAIR), manifests)) {
      assertThat(lock).isNotNull();
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recap-spark code_gone'");
    }
    assertThat(query("SELECT target FROM recap_staging.runs WHERE run_id = 'code_gone'")).isEmpty();
  }

  @Test
  void slowerOlderRunThatLostItsLockDoesNotOverwriteANewerOne() {
    TableName target = table(schema, "older");
    write(target, PAIR, "code_0", row("a", 0));
    try (RunLock old = RunLock.of(settings, "code_old", Map.of(target, PAIR), manifests)) {
      assertThat(old).isNotNull();
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recap-spark code_old'");
      // As if the server noticed the death late: the note of the run's beginning is still there.
      execute(
          "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES ('%s', 'code_old', '%s') ON CONFLICT DO NOTHING"
              .formatted(Staging.of("code_old", target, PAIR).name(), target));
      String begun =
          query("SELECT started_at FROM recap_staging.runs WHERE run_id = 'code_old'").get(0);
      write(target, PAIR, "code_new", row("a", 2));
      execute(
          "INSERT INTO recap_staging.runs (staging, run_id, target, started_at) VALUES ('%s', 'code_old', '%s', '%s') ON CONFLICT DO NOTHING"
              .formatted(Staging.of("code_old", target, PAIR).name(), target, begun));
      assertThatThrownBy(() -> write(target, PAIR, "code_old", row("a", 1)))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("was published by run code_new");
    }
    assertThat(query("SELECT v FROM " + target.sql())).containsExactly("2");
  }

  @Test
  void tableThatWasMadeMeanwhileIsLeftAsItIs() {
    TableName target = table(schema, "made_meanwhile");
    assertThatThrownBy(
            () ->
                writer(settings)
                    .write(
                        List.of(new Output(data(PAIR, row("a", 1)), target, PAIR)),
                        Run.start("import", "{}"),
                        staged ->
                            execute(
                                "CREATE TABLE %s AS SELECT 'theirs' AS k".formatted(target.sql())),
                        target,
                        staged -> Run.start("import", "{}").finish(1, 1, 0),
                        manifests))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("was made while this run worked");
    assertThat(query("SELECT k FROM " + target.sql())).containsExactly("theirs");
    assertThat(TableWriterTest.stagingsOf(target)).isEmpty();
  }

  @Test
  void readersAreNotLockedOutAndSeeTheOldRowsToTheEndOfTheirTransaction() throws Exception {
    TableName target = table(schema, "read");
    write(target, PAIR, "r1", row("a", 1), row("b", 1));
    try (Connection reader = TestPostgres.postgres().connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(texts(statement, "SELECT k || v FROM " + target.sql())).hasSize(2);
      write(target, PAIR, "r2", row("b", 2), row("c", 2));
      assertThat(texts(statement, "SELECT k || v FROM %s ORDER BY 1".formatted(target.sql())))
          .containsExactly("a1", "b1");
      reader.rollback();
      assertThat(texts(statement, "SELECT k || v FROM %s ORDER BY 1".formatted(target.sql())))
          .containsExactly("b2", "c2");
    }
  }

  @Test
  void snapshotThatBeganBeforeATableWasAlteredIsRefusedRatherThanEmpty() {
    TableName target = table(schema, "snapshot");
    write(target, PAIR, "r1", row("a", 1));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
      write(target, PAIR, "r2", row("a", 2));
      assertThat(snapshot.count(target)).isEqualTo(1);
      assertThat(snapshot.read(target, PAIR).first().getInt(1)).isEqualTo(1);
    }
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
      write(target, TRIPLE, "r3", row3("a", 3, 3));
      assertThatThrownBy(() -> snapshot.read(target, PAIR))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("was replaced after the snapshot had been opened");
    }
  }

  @Test
  void publicationWaitsForAWriterAndLetsReadersThroughMeanwhile() throws Exception {
    TableName target = table(schema, "waits");
    write(target, PAIR, "r1", row("a", 1));
    try (Connection writer = TestPostgres.postgres().connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("INSERT INTO %s VALUES ('theirs', 5)".formatted(target.sql()));
      CompletableFuture<Written> run =
          CompletableFuture.supplyAsync(() -> write(target, TRIPLE, "r2", row3("a", 2, 2)));
      long slowest = 0;
      for (int i = 0; i < 20; i++) {
        long start = System.nanoTime();
        assertThat(query("SELECT count(*) FROM " + target.sql())).containsExactly("1");
        slowest = Math.max(slowest, System.nanoTime() - start);
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(slowest).isLessThan(TimeUnit.SECONDS.toNanos(3));
      assertThat(run).isNotDone();
      writer.commit();
      assertThat(run.get(60, TimeUnit.SECONDS).rows()).isEqualTo(1);
    }
    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("a|2|2");
  }

  @Test
  void rowsThatCanNotBePublishedAreKeptAndPublishedLater() throws Exception {
    TableName first = table(schema, "kept_a");
    TableName second = table(schema, "kept_b");
    PostgresSettings hasty = settings("50ms", "200ms");
    write(first, PAIR, "r1", row("a", 1));
    Run run = Run.start("code", "{}");
    List<Output> outputs =
        List.of(
            new Output(data(PAIR, row("a", 2), row(null, 3)), first, PAIR),
            new Output(data(PAIR, row("b", 2)), second, PAIR));
    try (Connection writer = TestPostgres.postgres().connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE %s SET v = 7".formatted(first.sql()));
      assertThatThrownBy(() -> keep(hasty, outputs, run))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("within postgres.lock-patience (200 ms)")
          .hasMessageMatching(
              "(?s).*kept_a is in use by pid \\d+, user \\w+, application recap-spark, query begun \\d{4}-.*idle in a transaction.*")
          .hasMessageContaining("recap staged --publish " + run.id());
      writer.rollback();
    }
    assertThat(query("SELECT v FROM " + first.sql())).containsExactly("1");
    assertThat(TestPostgres.postgres().exists(second)).isFalse();
    assertThat(StaleStagings.of(TestPostgres.postgres(), java.time.Duration.ofHours(1), false))
        .noneMatch(text -> text.contains("kept_a"));
    assertThat(StagedRuns.list(TestPostgres.postgres()))
        .extracting(StagedRuns.StagedRun::runId)
        .contains(run.id());

    try (StagingSession alive = StagingSession.open(TestPostgres.postgres(), run.id())) {
      assertThat(alive).isNotNull();
      assertThatThrownBy(() -> StagedRuns.publish(hasty, run.id()))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("is still at work");
    }
    StagedRuns.publish(hasty, run.id());

    assertThat(query("SELECT * FROM " + first.sql())).containsExactly("a|2");
    assertThat(query("SELECT * FROM " + second.sql())).containsExactly("b|2");
    assertThat(query("SELECT reason FROM " + first.withSuffix("_rejects").sql()))
        .containsExactly("the key is null");
    assertThat(
            query(
                "SELECT job, rows_in, rows_rejected FROM %s WHERE run_id = '%s'"
                    .formatted(manifests.sql(), run.id())))
        .containsExactly("code|3|1");
    assertThatThrownBy(() -> StagedRuns.publish(hasty, run.id()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("No run " + run.id() + " awaits publication");
  }

  @Test
  void rowsToBeMergedAreKeptAndMergedLater_besideThoseThatCameMeanwhile() throws Exception {
    TableName merged = table(schema, "kept_merged");
    TableName appended = table(schema, "kept_appended");
    write(merged, PAIR, "r1", row("a", 1), row("b", 1));
    write(appended, PAIR, "r2", row("a", 1));
    Run run = Run.start("code", "{}");
    List<Output> outputs =
        List.of(
            Output.merged(data(PAIR, row("a", 2), row("c", 2)), merged, PAIR),
            Output.appended(data(PAIR, row("b", 2)), appended, PAIR));
    PostgresSettings hasty = settings("50ms", "200ms");
    try (Connection writer = TestPostgres.postgres().connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE %s SET v = 7 WHERE k = 'a'".formatted(merged.sql()));
      assertThatThrownBy(() -> keep(hasty, outputs, run))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("recap staged --publish " + run.id());
      writer.rollback();
    }
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(merged.sql())))
        .containsExactly("a|1", "b|1");
    TestPostgres.execute("INSERT INTO %s VALUES ('d', 9)".formatted(merged.sql()));
    TestPostgres.execute("INSERT INTO %s VALUES ('d', 9)".formatted(appended.sql()));

    StagedRuns.publish(hasty, run.id());

    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(merged.sql())))
        .containsExactly("a|2", "b|1", "c|2", "d|9");
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(appended.sql())))
        .containsExactly("a|1", "b|2", "d|9");
  }

  @Test
  void keptRowsGiveWayToThoseOfALaterRun() throws Exception {
    TableName first = table(schema, "late_a");
    TableName second = table(schema, "late_b");
    write(first, PAIR, "r1", row("a", 1));
    Run run = Run.start("code", "{}");
    try (Connection writer = TestPostgres.postgres().connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE %s SET v = 7".formatted(first.sql()));
      List<Output> outputs =
          List.of(
              new Output(data(PAIR, row("a", 2)), first, PAIR),
              new Output(data(PAIR, row("b", 2)), second, PAIR));
      assertThatThrownBy(() -> keep(settings("50ms", "50ms"), outputs, run))
          .isInstanceOf(DatabaseException.class);
      writer.rollback();
    }
    write(first, PAIR, "r3", row("a", 3));
    assertThatThrownBy(() -> StagedRuns.publish(settings, run.id()))
        .isInstanceOf(RefusedInputException.class);
    assertThat(query("SELECT v FROM " + first.sql())).containsExactly("3");
    assertThat(TableWriterTest.stagingsOf(second)).isEmpty();
    assertThat(
            query("SELECT 1 FROM recap_staging.manifests WHERE run_id = '%s'".formatted(run.id())))
        .isEmpty();
  }

  @Test
  void tablesReadInAnotherOrderThanTheyAreReplacedEndNobody() throws Exception {
    List<TableName> targets = new ArrayList<>();
    List<Output> outputs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      TableName target = table(schema, "order_" + i);
      write(target, PAIR, "r1_" + i, row("a", 1));
      targets.add(target);
      outputs.add(new Output(data(TRIPLE, row3("a", 2, 2)), target, TRIPLE));
    }
    Collections.reverse(targets);
    try (Connection reader = TestPostgres.postgres().connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      texts(statement, "SELECT k FROM " + targets.get(0).sql());
      CompletableFuture<List<Written>> run =
          CompletableFuture.supplyAsync(() -> writer(settings("20s", "60s")).write(outputs, "r2"));
      for (TableName target : targets) {
        assertThat(texts(statement, "SELECT v FROM " + target.sql())).containsExactly("1");
        TimeUnit.MILLISECONDS.sleep(150);
      }
      reader.commit();
      assertThat(run.get(60, TimeUnit.SECONDS)).hasSize(8);
    }
    assertThat(query("SELECT w FROM " + targets.get(0).sql())).containsExactly("2");
  }

  private void keep(PostgresSettings how, List<Output> outputs, Run run) {
    writer(how)
        .write(
            outputs,
            run,
            staged -> {},
            null,
            staged -> {
              long out = staged.stream().mapToLong(Written::rows).sum();
              long rejected = staged.stream().mapToLong(Written::rejected).sum();
              return run.finish(out + rejected, out, rejected);
            },
            manifests);
  }

  private Written write(TableName target, Table table, String runId, Row... rows) {
    return writer(settings).write(data(table, rows), target, table, runId);
  }

  private static TableWriter writer(PostgresSettings settings) {
    return new TableWriter(spark, settings);
  }

  private static PostgresSettings settings(String timeout, String patience) {
    return TestPostgres.config(
            Map.of("postgres.lock-timeout", timeout, "postgres.lock-patience", patience))
        .postgres();
  }

  private static Row row(String key, int value) {
    return RowFactory.create(key, value);
  }

  private static Row row3(String key, int value, int more) {
    return RowFactory.create(key, value, more);
  }

  private static Dataset<Row> data(Table table, Row... rows) {
    return spark.createDataFrame(List.of(rows), table.schema().asNullable());
  }

  private static List<String> texts(Statement statement, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
