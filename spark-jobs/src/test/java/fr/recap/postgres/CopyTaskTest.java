package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.Secret;
import fr.recap.config.TableName;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CopyTaskTest {
  private static final Table TABLE =
      new Table("numbers", "", List.of(new Column("k", ColumnType.TEXT, true, "")));

  private static SparkSession spark;
  private static String schema;

  @BeforeAll
  static void start() {
    spark = TestSession.get();
    schema = TestPostgres.freshSchema();
  }

  @Test
  void attemptsThatFailInCopyOrAfterCommitDoubleNothing() {
    TableName target = table(schema, "attempts");
    try (StagingSession session = StagingSession.open(TestPostgres.postgres(), "run1")) {
      Staging staging = session.stage(target, TABLE, TableWriter.Mode.REPLACE);
      JavaRDD<InternalRow> rows = rows();
      rows.foreachPartition(
          new Unlucky(new CopyTask(TestPostgres.postgres(), staging.name(), TABLE))::call);
      session.publish(
          List.of(new Staged(staging, rows.getNumPartitions())),
          written -> {},
          TableWriter.Terms.NONE);
    }
    assertThat(query("SELECT count(*), count(DISTINCT k) FROM " + target.sql()))
        .containsExactly("20000|20000");
  }

  @Test
  void missingPartitionIsNoticedBeforeAnythingIsVisible() {
    TableName target = table(schema, "missing_partition");
    try (StagingSession session = StagingSession.open(TestPostgres.postgres(), "run1")) {
      Staging staging = session.stage(target, TABLE, TableWriter.Mode.REPLACE);
      rows().foreachPartition(new CopyTask(TestPostgres.postgres(), staging.name(), TABLE));
      assertThatThrownBy(
              () ->
                  session.publish(
                      List.of(new Staged(staging, 3)), written -> {}, TableWriter.Terms.NONE))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("2 of 3 partitions");
    }
    assertThat(TestPostgres.postgres().exists(target)).isFalse();
  }

  @Test
  void stagingOfADeadRunIsDroppedByTheNextRunOnItsTarget() {
    TableName target = table(schema, "dead");
    StagingSession dead = StagingSession.open(TestPostgres.postgres(), "dead_run");
    Staging left = dead.stage(target, TABLE, TableWriter.Mode.REPLACE);
    TestPostgres.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND ((classid::bigint << 32) | objid::bigint) = %d"
            .formatted(Staging.runLock(left.name())));
    dead.close();
    assertThat(TableWriterTest.stagingsOf(target)).containsExactly(left.name());

    new TableWriter(spark, TestPostgres.settings())
        .write(spark.range(3).selectExpr("cast(id as string) k"), target, TABLE, "next_run");

    assertThat(TableWriterTest.stagingsOf(target)).isEmpty();
    assertThat(TestPostgres.postgres().exists(left.tableName())).isFalse();
    assertThat(TestPostgres.postgres().count(target)).isEqualTo(3);
  }

  @Test
  void wrongPasswordNamesTheUserAndNeverThePassword() {
    PostgresSettings good = TestPostgres.settings();
    PostgresSettings bad =
        new PostgresSettings(
            good.url(),
            good.user(),
            Optional.of(new Secret("s3cr3t-typo")),
            Optional.empty(),
            1000,
            2,
            2,
            good.connectTimeout(),
            good.lockTimeout(),
            good.lockPatience());
    assertThatThrownBy(() -> new Postgres(bad).connect())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(good.url())
        .hasMessageContaining("user " + good.user())
        .hasMessageNotContaining("s3cr3t-typo");
  }

  private static JavaRDD<InternalRow> rows() {
    return spark
        .range(0, 20000, 1, 2)
        .selectExpr("concat('key number ', id) k")
        .queryExecution()
        .toRdd()
        .toJavaRDD();
  }

  /** Fails once in the midst of COPY, then succeeds, then comes again as a late second attempt. */
  private record Unlucky(CopyTask task) implements Serializable {
    void call(Iterator<InternalRow> rows) throws InterruptedException {
      List<InternalRow> all = new ArrayList<>();
      rows.forEachRemaining(row -> all.add(row.copy()));
      Iterator<InternalRow> broken =
          new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public InternalRow next() {
              if (at == all.size() - 1) {
                throw new IllegalStateException("broken in the midst");
              }
              return all.get(at++);
            }
          };
      assertThatThrownBy(() -> task.call(broken)).hasMessage("broken in the midst");
      task.call(all.iterator());
      task.call(all.iterator());
    }
  }
}
