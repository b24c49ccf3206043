package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Format;
import fr.recap.postgres.ImportTable.Result;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of another encoding, machines of another time zone, tables that are none. */
class OddDatabasesTest {
  private static final String TYPING =
      TypingFile.HEADER + "\nid,object,text,PRIMARY KEY\nrs_x,object,text,\ndt,object,timestamp,\n";

  @TempDir private Path dir;

  @Test
  void charactersThatTheDatabaseLacksAreRejects() throws IOException, SQLException {
    TestPostgres.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    String url = TestPostgres.settings().url().replaceFirst("/[^/?]+(\\?|$)", "/latin$1");
    RecapConfig config = TestPostgres.config(Map.of("postgres.url", url, "max-reject-share", "1"));
    String csv = "id,rs_x,dt\n\u00C9,CAF\u00C9,\nB,5 \u20AC,\n\u0152,x,\n";

    Result result = execute(csv, TableName.parse("forms"), config);

    assertThat(result.rowsWritten()).isEqualTo(1);
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery("SELECT id || rs_x FROM forms");
      row.next();
      assertThat(row.getString(1)).isEqualTo("\u00C9CAF\u00C9");
      ResultSet rejects = statement.executeQuery("SELECT reason FROM forms_rejects ORDER BY key");
      rejects.next();
      assertThat(rejects.getString(1))
          .isEqualTo("rs_x: '5 ?' has characters that the database's encoding LATIN1 lacks");
      rejects.next();
      assertThat(rejects.getString(1))
          .isEqualTo("id: '?' has characters that the database's encoding LATIN1 lacks");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Paris", "America/New_York", "Asia/Kolkata"})
  void oldDatesStayInEveryTimeZoneOfTheMachine(String zone) throws IOException {
    TableName target = table(TestPostgres.freshSchema(), "dates");
    TimeZone usual = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      execute(
          "id,rs_x,dt\nA,x,0001-01-01\nB,x,1582-10-10\nC,x,1900-01-01\nD,x,9999-12-31\nE,x,1911-03-11T00:05:00\n",
          target,
          TestPostgres.config(Map.of()));
    } finally {
      TimeZone.setDefault(usual);
    }
    assertThat(
            query(
                "SELECT to_char(dt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM %s ORDER BY id"
                    .formatted(target.sql())))
        .containsExactly(
            "0001-01-01 00:00:00",
            "1582-10-10 00:00:00",
            "1900-01-01 00:00:00",
            "9999-12-31 00:00:00",
            "1911-03-11 00:05:00");
  }

  @Test
  void aServerThatIsNotThereIsToldInSentences() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    RecapConfig config =
        TestPostgres.config(
            Map.of("postgres.url", "jdbc:postgresql://127.0.0.1:%d/x".formatted(port)));

    assertThatThrownBy(() -> new Postgres(config.postgres()).connect())
        .hasMessageContaining("Connection to 127.0.0.1:%d refused".formatted(port))
        .hasMessageContaining("TCP/IP connections. Check postgres.url");
  }

  @Test
  void materializedViewsAreRead() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE MATERIALIZED VIEW %s.mat AS SELECT 'k' || i AS id FROM generate_series(1, 3000) i"
            .formatted(schema));
    Table ids = new Table("ids", "one row an id", List.of(column("id", ColumnType.TEXT)));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      TableName mat = table(schema, "mat");
      assertThat(snapshot.read(mat, ids).distinct().count()).isEqualTo(3000);
      assertThat(snapshot.read(mat).count()).isEqualTo(3000);
      assertThat(snapshot.count(mat)).isEqualTo(3000);
    }
  }

  @Test
  void viewsAreReadInRangesOfTheirKey_andEveryRowOnce() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE VIEW %s.forms AS SELECT CASE WHEN i <= 3000 THEN 'k' || chr(39) || i END AS id FROM generate_series(1, 3003) i"
            .formatted(schema));
    Table keyed =
        new Table(
            "ids", "one row an id", List.of(new Column("id", ColumnType.TEXT, true, "an id")));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      Dataset<Row> read = snapshot.read(table(schema, "forms"), keyed);
      assertThat(read.distinct().count()).isEqualTo(3001);
      Map<Integer, Long> rows =
          read.groupBy(functions.spark_partition_id()).count().collectAsList().stream()
              .collect(Collectors.toMap(row -> row.getInt(0), row -> row.getLong(1)));
      // The median of the keys begins the second range; rows without a key are in the first one.
      assertThat(rows).isEqualTo(Map.of(0, 1502L, 1, 1501L));
      TestPostgres.execute(
          "CREATE VIEW %1$s.users AS SELECT id AS cabbi, 'x' AS own FROM %1$s.forms"
              .formatted(schema));
    }
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      TableName users = table(schema, "users");
      Dataset<Row> all =
          snapshot.read(users, Rp.readBy("test"), UsersTables.of(TestPostgres.settings(), users));
      assertThat(all.rdd().getNumPartitions()).as("all columns of the users'").isEqualTo(2);
      assertThat(all.filter("own = 'x'").count()).isEqualTo(3003);
    }
  }

  @Test
  void soManyRowsAreDrawnOfATableWithAKeyOfTwoColumns() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.sirus AS SELECT (i / 30)::text AS sirus_id, i::text AS nic FROM generate_series(1, 300) i"
            .formatted(schema));
    TableName sirus = table(schema, "sirus");
    Selection ten = new Selection(Optional.empty(), OptionalInt.of(10));
    Reading ids = Sirus.readBy("test").only(List.of(Sirus.SIRUS_ID, Sirus.NIC));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      assertThat(snapshot.count(sirus, Sirus.TABLE, ten)).isEqualTo(10);
      assertThat(snapshot.read(sirus, ids, ten).count()).isEqualTo(10);
    }
  }

  @Test
  void someRowsAreReadAndCounted_andTheSameOnesEachTime() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.forms AS SELECT 'k' || i AS cabbi, i AS n, CASE WHEN i = 7 THEN 'it''s a ? (' END AS said FROM generate_series(1, 300) i"
            .formatted(schema));
    TableName forms = table(schema, "forms");
    Reading ids = Rp.readBy("test").only(List.of(Rp.CABBI));
    Selection low =
        new Selection(Optional.of("n <= 100 OR said = 'it''s a ? ('"), OptionalInt.empty());
    Selection ten = new Selection(Optional.of("n > 100"), OptionalInt.of(10));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      assertThat(snapshot.read(forms, ids, low).count()).isEqualTo(100);
      assertThat(snapshot.count(forms, Rp.TABLE, low)).isEqualTo(100);
      assertThat(snapshot.count(forms, Rp.TABLE, ten)).isEqualTo(10);
      List<String> drawn =
          snapshot.read(forms, ids, ten).as(Encoders.STRING()).collectAsList().stream()
              .sorted()
              .toList();
      assertThat(drawn)
          .isEqualTo(
              query(
                  "SELECT cabbi FROM (SELECT cabbi FROM %s WHERE n > 100 ORDER BY md5(cabbi) LIMIT 10) d ORDER BY cabbi COLLATE \"C\""
                      .formatted(forms.sql())));
      assertThatThrownBy(
              () ->
                  snapshot.read(
                      forms, ids, new Selection(Optional.of("dep = '57'"), OptionalInt.empty())))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("no condition on columns of " + forms)
          .hasMessageContaining("dep = '57'");
      // What was refused leaves the snapshot as it was.
      assertThat(snapshot.count(forms)).isEqualTo(300);
    }
  }

  @Test
  void partitionedTablesAreReadByPagesOfTheirPartitions() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %1$s.forms (id text, dep text) PARTITION BY LIST (dep)".formatted(schema));
    for (String dep : List.of("01", "02")) {
      TestPostgres.execute(
          "CREATE TABLE %1$s.forms_%2$s PARTITION OF %1$s.forms FOR VALUES IN ('%2$s')"
              .formatted(schema, dep));
    }
    TestPostgres.execute(
        "INSERT INTO %s.forms SELECT 'k' || i, CASE WHEN i %% 10 = 0 THEN '01' ELSE '02' END FROM generate_series(1, 3000) i"
            .formatted(schema));
    Table ids = new Table("ids", "one row an id", List.of(column("id", ColumnType.TEXT)));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      Dataset<Row> read = snapshot.read(table(schema, "forms"), ids);
      assertThat(read.rdd().getNumPartitions()).isEqualTo(2);
      assertThat(read.count()).isEqualTo(3000);
      assertThat(read.distinct().count()).isEqualTo(3000);
    }
  }

  /** Columns of a type that is not theirs, and names that Spark would quote wrongly. */
  @Test
  void valuesAreReadAsWhatTheyAreMeantToBe_orOneIsRefusedWithoutBeingShown() {
    String schema = TestPostgres.freshSchema();
    TableName odd = table(schema, "odd");
    TestPostgres.execute(
        "CREATE TABLE %s (id varchar(9), \"a \"\"b\"\"\" text, n char(4), big integer, at timestamptz, r real[], d double precision[])"
            .formatted(odd.sql()));
    TestPostgres.execute(
        "INSERT INTO %s VALUES ('1', 'x', ' 7', 8, '0001-01-01 12:00:00.000001Z', '{1.5,NULL}', '{}'), ('2', NULL, NULL, NULL, NULL, NULL, NULL)"
            .formatted(odd.sql()));
    Table as =
        new Table(
            "odd",
            "one row a kind",
            List.of(
                column("id", ColumnType.INTEGER),
                column("a \"b\"", ColumnType.TEXT),
                column("n", ColumnType.DOUBLE),
                column("big", ColumnType.BIGINT),
                column("at", ColumnType.TIMESTAMP),
                column("r", ColumnType.REAL_ARRAY),
                column("d", ColumnType.DOUBLE_ARRAY)));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      Dataset<Row> read = snapshot.read(odd, as);
      assertThat(read.schema().fieldNames()).containsExactly(as.names().toArray(String[]::new));
      List<Row> rows = read.orderBy("id").select(unixMicros(read)).collectAsList();
      assertThat(rows.get(0).toString())
          .isEqualTo("[1,x,7.0,8,-62135553599999999,WrappedArray(1.5, null),WrappedArray()]");
      assertThat(rows.get(1).toString()).isEqualTo("[2,null,null,null,null,null,null]");
    }
    TestPostgres.execute("UPDATE %s SET n = 'DUPO' WHERE id = '2'".formatted(odd.sql()));
    try (PostgresSnapshot snapshot =
        PostgresSnapshot.open(TestSession.get(), TestPostgres.settings())) {
      assertThatThrownBy(() -> snapshot.read(odd, as).collectAsList())
          .hasMessageContaining("The column n of the table " + odd)
          .hasMessageContaining("no double precision")
          .satisfies(e -> assertThat(ExceptionUtils.getStackTrace(e)).doesNotContain("DUPO"));
    }
  }

  @Test
  void rowsThatAreWorkedOnSlowlyAreReadInSpiteOfTheRolesTimeOuts() {
    String schema = TestPostgres.freshSchema();
    TableName slow = table(schema, "slow");
    TestPostgres.execute(
        "CREATE TABLE %s AS SELECT i::text AS id FROM generate_series(1, 8) i"
            .formatted(slow.sql()));
    RecapConfig config =
        TestPostgres.config(Map.of("postgres.fetch-size", "2", "postgres.read-partitions", "1"));
    TestPostgres.execute("ALTER ROLE CURRENT_USER SET idle_in_transaction_session_timeout = 200");
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(TestSession.get(), config.postgres())) {
      MapFunction<Row, String> slowly =
          row -> {
            Thread.sleep(150);
            return row.getString(0);
          };
      Table ids = new Table("ids", "one row an id", List.of(column("id", ColumnType.TEXT)));
      assertThat(snapshot.read(slow, ids).map(slowly, Encoders.STRING()).collectAsList())
          .containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8");
    } finally {
      TestPostgres.execute("ALTER ROLE CURRENT_USER RESET idle_in_transaction_session_timeout");
    }
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, false, "");
  }

  private static org.apache.spark.sql.Column[] unixMicros(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .map(
            name ->
                name.equals("at")
                    ? functions.expr("unix_micros(at)")
                    : functions.col("`" + name + "`"))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private Result execute(String csv, TableName target, RecapConfig config) throws IOException {
    Path file = Files.writeString(dir.resolve("forms.csv"), csv);
    Path typing = Files.writeString(dir.resolve("typing.csv"), TYPING);
    return new ImportTable(
            TestSession.get(),
            Config.of(List.of(file.toString()), typing, target).replacing(Format.CSV),
            config)
        .execute();
  }
}
