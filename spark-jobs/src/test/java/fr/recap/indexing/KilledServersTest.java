package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.TableChecksum;
import fr.recap.postgres.TableWriter;
import fr.recap.runtime.TestSession;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies within a job: the job fails, the old state stays, and a rerun completes. */
class KilledServersTest {
  private static final SparkSession SPARK = TestSession.get();
  private static final String ALIAS = "killed_e";
  private static final TableName TARGET = TableName.parse("killed_target");
  private static final Table NUMBERS =
      new Table(
          "numbers",
          "numbers with their texts",
          List.of(
              new Column("k", ColumnType.BIGINT, true, "key"),
              new Column("text", ColumnType.TEXT, false, "text")));
  private static final AtomicBoolean ARMED = new AtomicBoolean();

  @TempDir private static Path dir;
  private static Sandbox sandbox;
  private static RecapConfig config;

  @BeforeAll
  static void start() {
    sandbox = new Sandbox(dir, SandboxOptions.forTests(Server.ELASTICSEARCH, Server.POSTGRES));
    config =
        ConfigLoader.load(
            List.of(sandbox.start().confFile()),
            Map.of(
                "tables.sirus", "killed",
                "tables.sirus-geo", "killed_geo",
                "indices.sirus", ALIAS,
                "elasticsearch.bulk.documents", "7",
                "elasticsearch.bulk.retries", "1",
                "elasticsearch.search.retries", "1",
                "postgres.read-partitions", "2"));
    sql(
        """
        CREATE TABLE killed AS
        SELECT lpad(i::text, 9, '0') AS sirus_id, '00017' AS nic, 'GARAGE ' || i AS denom
        FROM generate_series(1, 500) i""");
  }

  @AfterAll
  static void stop() {
    sandbox.stop();
  }

  @Test
  void postgresThatDiesWhileATableIsWrittenLeavesTheOldTable() {
    write(numbers(1000, false), "first");
    String old = TableChecksum.of(config.postgres(), TARGET);

    assertThatThrownBy(() -> write(numbers(20_000, true), "second"))
        .hasStackTraceContaining("jdbc:postgresql://127.0.0.1");
    sandbox.start();

    assertThat(TableChecksum.of(config.postgres(), TARGET)).isEqualTo(old);
    write(numbers(20_000, false), "third");
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(SPARK, config.postgres())) {
      assertThat(snapshot.count(TARGET)).isEqualTo(20_000);
    }
  }

  @Test
  void elasticsearchThatDiesWhileAnIndexIsBuiltLeavesTheOldIndex() {
    String old = build().index();
    // A view that is read slowly enough for the server to die before its last row.
    sql("ALTER TABLE killed RENAME TO killed_rows");
    sql(
        "CREATE VIEW killed AS SELECT sirus_id, nic, denom || pg_sleep(0.002) AS denom FROM killed_rows");
    Thread killer = new Thread(KilledServersTest::killElasticsearchOnceAVersionExists);
    killer.start();

    assertThatThrownBy(KilledServersTest::build).hasStackTraceContaining("127.0.0.1");
    join(killer);
    sandbox.start();
    sql("DROP VIEW killed");
    sql("ALTER TABLE killed_rows RENAME TO killed");

    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      IndexAdmin admin = new IndexAdmin(client);
      assertThat(admin.versions(ALIAS)).containsExactly(old);
      assertThat(admin.count(ALIAS)).isEqualTo(500);
      BuildIndex.Result again = build();
      assertThat(again.indexed()).isEqualTo(500);
      assertThat(admin.versions(ALIAS)).containsExactly(again.index());
    }
  }

  private static void killElasticsearchOnceAVersionExists() {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      while (client.find("/" + ALIAS + "_*").map(found -> found.size() < 2).orElse(true)) {
        Thread.onSpinWait();
      }
    }
    sandbox.kill(Server.ELASTICSEARCH);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows 0 to n-1; on its way the one in the middle kills PostgreSQL, once, if asked. */
  private static Dataset<Row> numbers(int n, boolean deadly) {
    ARMED.set(deadly);
    UDF1<Long, String> text =
        k -> {
          if (k == n / 2 - 1 && ARMED.compareAndSet(true, false)) {
            sandbox.kill(Server.POSTGRES);
          }
          return "text " + k;
        };
    return SPARK
        .range(0, n, 1, 2)
        .select(
            functions.col("id").as("k"),
            functions.udf(text, DataTypes.StringType).apply(functions.col("id")).as("text"));
  }

  private static void write(Dataset<Row> rows, String runId) {
    new TableWriter(SPARK, config.postgres()).write(rows, TARGET, NUMBERS, runId);
  }

  private static BuildIndex.Result build() {
    return new BuildIndex(SPARK, config, IndexSource.sirus(config)).execute();
  }

  private static void sql(String statement) {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
