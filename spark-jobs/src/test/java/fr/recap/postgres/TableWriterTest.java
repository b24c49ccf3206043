package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final Table ALL_TYPES =
      new Table(
          "all_types",
          "one of each",
          List.of(
              new Column("k", ColumnType.TEXT, true, ""),
              new Column("t", ColumnType.TEXT, false, ""),
              new Column("i", ColumnType.INTEGER, false, ""),
              new Column("l", ColumnType.BIGINT, false, ""),
              new Column("d", ColumnType.DOUBLE, false, ""),
              new Column("b", ColumnType.BOOLEAN, false, ""),
              new Column("at", ColumnType.TIMESTAMP, false, ""),
              new Column("r", ColumnType.REAL_ARRAY, false, ""),
              new Column("da", ColumnType.DOUBLE_ARRAY, false, "")));
  private static final Table PAIR =
      new Table(
          "pair",
          "key and value",
          List.of(
              new Column("k", ColumnType.TEXT, true, ""),
              new Column("v", ColumnType.INTEGER, false, "")));

  private static SparkSession spark;
  private static String schema;
  private final PostgresSettings settings = TestPostgres.settings();
  private final TableWriter writer = new TableWriter(spark, settings);

  @BeforeAll
  static void start() {
    spark = TestSession.get();
    schema = TestPostgres.freshSchema();
  }

  @Test
  void hostileValuesComeBackAsTheyWere() {
    TableName target = table(schema, "hostile");
    String hostile = "tab\there\nline\r\\N back\\slash 'q' \"dq\" é \uD83D\uDE00 \\.";
    Row row =
        RowFactory.create(
            "k1",
            hostile,
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            Double.NaN,
            true,
            Timestamp.from(Instant.parse("1969-12-31T23:59:59.123456Z")),
            Arrays.asList(1.5f, null, Float.NaN),
            Arrays.asList(1e-300, Double.NEGATIVE_INFINITY));
    Row nulls = RowFactory.create("k2", null, null, null, null, null, null, null, List.of());
    Row texts = RowFactory.create("k3", "\\N", 0, 0L, 0.1, false, null, List.of(), null);

    writer.write(data(ALL_TYPES, row, nulls, texts), target, ALL_TYPES, "run1");

    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
      List<Row> read = snapshot.read(target, ALL_TYPES).orderBy("k").collectAsList();
      assertThat(read).hasSize(3);
      assertThat(read.get(0).getString(1)).isEqualTo(hostile);
      assertThat(read.get(0).getInt(2)).isEqualTo(Integer.MIN_VALUE);
      assertThat(read.get(0).getLong(3)).isEqualTo(Long.MAX_VALUE);
      assertThat(read.get(0).getDouble(4)).isNaN();
      assertThat(read.get(0).getBoolean(5)).isTrue();
      assertThat(read.get(0).getTimestamp(6).toInstant())
          .isEqualTo(Instant.parse("1969-12-31T23:59:59.123456Z"));
      assertThat(read.get(0).<Float>getList(7)).containsExactly(1.5f, null, Float.NaN);
      assertThat(read.get(0).<Double>getList(8)).containsExactly(1e-300, Double.NEGATIVE_INFINITY);
      assertThat(read.get(1).anyNull()).isTrue();
      assertThat(read.get(1).isNullAt(1)).isTrue();
      assertThat(read.get(1).getList(8)).isEmpty();
      assertThat(read.get(2).getString(1)).isEqualTo("\\N");
    }
  }

  @Test
  void nulCharactersAreLeftOut() {
    TableName target = table(schema, "nul");
    Table texts = new Table("texts", "", List.of(new Column("k", ColumnType.TEXT, true, "")));
    writer.write(data(texts, RowFactory.create("a\0b")), target, texts, "run1");
    assertThat(query("SELECT k FROM " + target.sql())).containsExactly("ab");
  }

  @Test
  void mergedRowsReplaceThoseOfTheirKeys_andOthersStayWithTheirRejects() {
    TableName target = table(schema, "merged");
    Output first =
        Output.merged(
            data(
                PAIR,
                RowFactory.create("a", 1),
                RowFactory.create("b", 2),
                RowFactory.create("c", 3)),
            target,
            PAIR);
    assertThat(writer.write(List.of(first), "run1")).containsExactly(new Written(target, 3, 0));

    Output second =
        Output.merged(
            data(
                PAIR,
                RowFactory.create("b", 2),
                RowFactory.create("c", 30),
                RowFactory.create("d", 4),
                RowFactory.create(null, 5)),
            target,
            PAIR);
    String places =
        "SELECT k FROM %s WHERE xmin::text = (SELECT max(xmin::text::bigint)::text FROM %1$s) ORDER BY k"
            .formatted(target.sql());
    assertThat(writer.write(List.of(second), "run2")).containsExactly(new Written(target, 3, 1, 2));
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|1", "b|2", "c|30", "d|4");
    // What did not differ was not touched.
    assertThat(query(places)).containsExactly("c", "d");

    Output third = Output.merged(data(PAIR, RowFactory.create(null, 6)), target, PAIR);
    writer.write(List.of(third), "run3");
    assertThat(query("SELECT count(*) FROM " + target.sql())).containsExactly("4");
    assertThat(
            query(
                "SELECT run_id FROM %s ORDER BY run_id"
                    .formatted(target.withSuffix("_rejects").sql())))
        .containsExactly("run2", "run3");
    assertThat(query("SELECT count(*) FROM recap_staging.modes")).containsExactly("0");
  }

  @Test
  void aKeyThatComesBetweenIsNotOverwritten() {
    TableName target = table(schema, "between");
    writer.write(data(PAIR, RowFactory.create("a", 1)), target, PAIR, "run1");
    List<Output> appended =
        List.of(
            Output.appended(
                data(PAIR, RowFactory.create("a", 2), RowFactory.create("b", 2)), target, PAIR));
    assertThatThrownBy(
            () ->
                writer.write(
                    appended,
                    "run2",
                    written -> {
                      assertThat(written).containsExactly(new Written(target, 1, 1));
                      TestPostgres.execute(
                          "INSERT INTO %s VALUES ('b', 9)".formatted(target.sql()));
                    }))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("Somebody put 1 rows into " + target);
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|1", "b|9");
    assertThat(TestPostgres.postgres().exists(target.withSuffix("_rejects"))).isFalse();

    TestPostgres.execute("DELETE FROM %s WHERE k = 'b'".formatted(target.sql()));
    assertThat(writer.write(appended, "run3")).containsExactly(new Written(target, 1, 1));
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|1", "b|2");
    assertThat(query("SELECT * FROM " + target.withSuffix("_rejects").sql()))
        .containsExactly("a|the key is in the table already|run3");
  }

  @Test
  void rowsAreNotMergedIntoATableOfOtherColumns_orWithoutAKey() {
    TableName target = table(schema, "unlike");
    TestPostgres.execute("CREATE TABLE %s (k text PRIMARY KEY, w integer)".formatted(target.sql()));
    TestPostgres.execute("INSERT INTO %s VALUES ('a', 1)".formatted(target.sql()));
    assertThatThrownBy(
            () ->
                writer.write(
                    List.of(Output.merged(data(PAIR, RowFactory.create("b", 2)), target, PAIR)),
                    "run1"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("Rows can't be added to " + target)
        .hasMessageContaining("it has w besides; it lacks v");
    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("a|1");
    Table keyless = new Table("none", "", List.of(new Column("k", ColumnType.TEXT, false, "")));
    assertThatThrownBy(() -> Output.merged(data(keyless, RowFactory.create("b")), target, keyless))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void targetKeepsNoRowOfTheOldTableAndItsGrants() {
    TableName target = table(schema, "replaced");
    writer.write(data(PAIR, RowFactory.create("old", 1)), target, PAIR, "run1");
    TestPostgres.execute("GRANT SELECT ON %s TO PUBLIC".formatted(target.sql()));

    Written written = writer.write(data(PAIR, RowFactory.create("new", 2)), target, PAIR, "run2");

    assertThat(written).isEqualTo(new Written(target, 1, 0));
    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("new|2");
    assertThat(
            query(
                "SELECT 1 FROM information_schema.table_privileges WHERE grantee = 'PUBLIC' AND table_schema = '%s' AND table_name = 'replaced'"
                    .formatted(schema)))
        .containsExactly("1");
    assertThat(
            query(
                "SELECT conname FROM pg_constraint WHERE conrelid = '%s'::regclass"
                    .formatted(target.sql())))
        .containsExactly("replaced_pkey");
  }

  @Test
  void nullAndDoubledKeysBecomeRejectsOfTheLatestRunOnly() {
    TableName target = table(schema, "keys");
    Dataset<Row> bad =
        data(
            PAIR,
            RowFactory.create("a", 2),
            RowFactory.create("b", 1),
            RowFactory.create("a", 1),
            RowFactory.create(null, 7),
            RowFactory.create("a", 3));

    assertThat(writer.write(bad, target, PAIR, "run1")).isEqualTo(new Written(target, 2, 3));
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|1", "b|1");
    assertThat(query("SELECT key, run_id FROM %s.keys_rejects ORDER BY key".formatted(schema)))
        .containsExactly("a|run1", "a|run1", "null|run1");

    writer.write(data(PAIR, RowFactory.create("a", 1)), target, PAIR, "run2");
    assertThat(query("SELECT * FROM %s.keys_rejects".formatted(schema))).isEmpty();
  }

  @Test
  void outputsOfOneWriteBecomeVisibleTogetherOrNotAtAll() {
    TableName first = table(schema, "first");
    TableName second = table(schema, "second");
    writer.write(data(PAIR, RowFactory.create("old", 0)), first, PAIR, "run1");
    List<Output> outputs =
        List.of(
            new Output(data(PAIR, RowFactory.create("new", 1)), first, PAIR),
            new Output(data(PAIR, RowFactory.create("new", 2)), second, PAIR));

    assertThatThrownBy(
            () ->
                writer.write(
                    outputs,
                    "run2",
                    written -> {
                      throw new IllegalStateException("unbalanced " + written.size());
                    }))
        .hasMessage("unbalanced 2");
    assertThat(query("SELECT k FROM " + first.sql())).containsExactly("old");
    assertThat(TestPostgres.postgres().exists(second)).isFalse();
    assertThat(stagingsOf(first)).isEmpty();

    writer.write(outputs, "run2");
    assertThat(query("SELECT v FROM " + first.sql())).containsExactly("1");
    assertThat(query("SELECT v FROM " + second.sql())).containsExactly("2");
  }

  @Test
  void openReaderSeesTheOldTableToItsEnd() {
    TableName target = table(schema, "read_while_written");
    writer.write(spark.range(1000).selectExpr("cast(id as string) k", "1 v"), target, PAIR, "r1");
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
      Dataset<Row> rows = snapshot.read(target);
      TestPostgres.execute("UPDATE %s SET v = 2".formatted(target.sql()));
      TestPostgres.execute("DELETE FROM %s WHERE k < '5'".formatted(target.sql()));
      TestPostgres.execute("INSERT INTO %s VALUES ('more', 3)".formatted(target.sql()));
      assertThat(rows.rdd().getNumPartitions()).isEqualTo(2);
      assertThat(rows.where("v = 1").count()).isEqualTo(1000);
      assertThat(rows.count()).isEqualTo(1000);
      assertThat(snapshot.count(target)).isEqualTo(1000);
    }
  }

  @Test
  void writingAgainGivesTheSameChecksum() {
    TableName target = table(schema, "again");
    TableName shuffled = table(schema, "shuffled");
    Dataset<Row> rows = spark.range(500).selectExpr("cast(id as string) k", "cast(id as int) v");
    writer.write(rows, target, PAIR, "r1");
    String first = TableChecksum.of(settings, target);
    writer.write(rows.orderBy("v"), target, PAIR, "r2");
    assertThat(TableChecksum.of(settings, target)).isEqualTo(first).matches("[0-9a-f]{64}");

    TestPostgres.execute(
        "CREATE TABLE %s AS SELECT v, now() AS written_at, k, 'r3' AS run_id FROM %s ORDER BY v DESC"
            .formatted(shuffled.sql(), target.sql()));
    TestPostgres.execute("ALTER TABLE %s ADD PRIMARY KEY (k)".formatted(shuffled.sql()));
    assertThat(TableChecksum.of(settings, shuffled)).isEqualTo(first);
    TestPostgres.execute("UPDATE %s SET v = 0 WHERE k = '499'".formatted(shuffled.sql()));
    assertThat(TableChecksum.of(settings, shuffled)).isNotEqualTo(first);
  }

  static List<String> stagingsOf(TableName target) {
    return query("SELECT staging FROM recap_staging.runs WHERE target = '%s'".formatted(target));
  }

  private static Dataset<Row> data(Table table, Row... rows) {
    StructType nullable = table.schema().asNullable();
    return spark.createDataFrame(Arrays.asList(rows), nullable);
  }
}
