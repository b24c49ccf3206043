package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.OwnPostgres;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.StaleStagings;
import fr.recap.postgres.TableChecksum;
import fr.recap.postgres.TableWriter;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server, its replica, and the moment when the one takes the place of the other. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PostgresFailoverTest {
  private static final TableName TARGET = TableName.parse("small_forms");
  private static final Table TABLE =
      new Table(
          "small",
          "",
          List.of(
              new Column("cabbi", ColumnType.TEXT, true, ""),
              new Column("n", ColumnType.INTEGER, false, "")));

  @TempDir private static Path folder;
  private static OwnPostgres primary;
  private static OwnPostgres replica;

  @Test
  void aReplicaIsRead_andTakesThePlaceOfItsPrimary_withNothingLost() throws Exception {
    primary =
        OwnPostgres.start(
            folder, List.of(), List.of("host recap recap 127.0.0.1/32 scram-sha-256"));
    replica = primary.replica();
    try {
      SmallJobs jobs = new SmallJobs(folder);
      RecapConfig both = config(primary, replica);
      jobs.allWork(both);
      awaitReplica();
      RecapConfig reading = OwnPostgres.config(folder, Map.of("postgres.url", replica.url()));
      assertThat(jobs.read(reading)).isEqualTo(jobs.read(both));
      assertThat(TableChecksum.of(reading.postgres(), TARGET))
          .isEqualTo(TableChecksum.of(both.postgres(), TARGET));
      assertThatThrownBy(() -> jobs.importForms(reading))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("leads to a replica")
          .hasMessageContaining("targetServerType=primary");

      TableWriter writer = new TableWriter(TestSession.get(), both.postgres());
      assertThatThrownBy(() -> writer.write(rowsUntilThePrimaryDies(), TARGET, TABLE, "cut_off"))
          .isNotNull();
      replica.execute("postgres", "SELECT pg_promote()");

      assertThat(jobs.read(both)).as("the old rows, whole").startsWith(SmallJobs.ROWS + "|");
      assertThat(jobs.importForms(both)).isEqualTo(SmallJobs.ROWS);
      assertThat(StaleStagings.of(new Postgres(both.postgres()), Duration.ZERO, true))
          .as("the next run on the table drops what the dead one left")
          .isEmpty();
    } finally {
      primary.close();
      replica.close();
    }
  }

  private static RecapConfig config(OwnPostgres first, OwnPostgres second) throws Exception {
    return OwnPostgres.config(
        folder,
        Map.of(
            "postgres.url",
            "jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/recap?targetServerType=primary"
                .formatted(first.port(), second.port())));
  }

  private static Dataset<Row> rowsUntilThePrimaryDies() {
    return TestSession.get()
        .range(0, 2 * SmallJobs.ROWS, 1, 2)
        .map((MapFunction<Long, Long>) PostgresFailoverTest::passed, Encoders.LONG())
        .selectExpr("concat('g', value) cabbi", "cast(value as int) n");
  }

  /** The second partition's last row is not there before the primary is gone. */
  private static long passed(long row) throws Exception {
    if (row == 2 * SmallJobs.ROWS - 1) {
      awaitReplica();
      primary.crash();
    }
    return row;
  }

  private static void awaitReplica() throws InterruptedException {
    String position = primary.query("postgres", "SELECT pg_current_wal_lsn()").get(0);
    while (!replica
        .query("postgres", "SELECT pg_last_wal_replay_lsn() >= '%s'".formatted(position))
        .get(0)
        .equals("t")) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
