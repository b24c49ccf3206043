package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Format;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet as data frames write it. */
class ParquetSourceTest {
  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void start() {
    schema = TestPostgres.freshSchema();
  }

  @Test
  void codesThatBecameNumbersAreCodesAgain() throws IOException {
    Path file = dir.resolve("codes.parquet");
    TestSession.get()
        .sql(
            """
            SELECT * FROM VALUES
              ('a', 73282932000074D, CAST(75001 AS FLOAT), CAST(1.50 AS DECIMAL(20,2)), 1.5D),
              ('b', CAST('NaN' AS DOUBLE), CAST(1001 AS FLOAT), CAST(7 AS DECIMAL(20,2)), CAST('NaN' AS DOUBLE))
            AS t(id, siret, cp, name, d)""")
        .write()
        .parquet(file.toString());
    TableName target = table(schema, "codes");

    execute(
        file,
        target,
        "siret,object,text,",
        "cp,object,text,",
        "name,object,text,",
        "d,float64,real,");

    assertThat(query("SELECT * FROM %s ORDER BY 1".formatted(target.sql())))
        .containsExactly("a|73282932000074|75001|1.50|1.5", "b|null|1001|7|null");
  }

  @Test
  void valuesOfPartitionsStayTexts() throws IOException {
    Path folder = dir.resolve("by_dep");
    TestSession.get()
        .sql("SELECT * FROM VALUES ('a', '01'), ('b', '2A'), ('c', '075') AS t(id, dep)")
        .write()
        .partitionBy("dep")
        .parquet(folder.toString());
    TableName target = table(schema, "by_dep");

    execute(folder, target, "dep,object,text,");

    assertThat(query("SELECT * FROM %s ORDER BY 1".formatted(target.sql())))
        .containsExactly("a|01", "b|2A", "c|075");
  }

  /** Nanoseconds, seen from 1970 backwards too; a column of a type that Spark can't read. */
  @Test
  void nanosecondsAreReadAndWhatIsNotWantedDoesNotMatter() throws IOException {
    Path file = dir.resolve("ns.parquet");
    write(
        file,
        "required binary id (STRING); optional int64 dt (TIMESTAMP(NANOS,true)); optional int64 clock (TIME(NANOS,true));",
        Map.of("id", "a", "dt", 1_767_312_000_123_456_789L, "clock", 1L),
        Map.of("id", "b", "dt", -1L),
        Map.of("id", "c"));
    TableName target = table(schema, "ns");

    execute(file, target, "dt,object,timestamp,");

    assertThat(
            query(
                "SELECT id, to_char(dt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') FROM %s ORDER BY 1"
                    .formatted(target.sql())))
        .containsExactly("a|2026-01-02 00:00:00.123456", "b|1969-12-31 23:59:59.999999", "c|null");
    assertThatThrownBy(() -> execute(file, table(schema, "no_ns"), "clock,object,text,"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("clock")
        .hasMessageContaining("TIME(NANOS");
  }

  /** Days and microseconds since 1970 in the calendar of today, as pyarrow writes them. */
  @Test
  void oldDatesAndTimesStay() throws IOException {
    Path file = dir.resolve("old.parquet");
    write(
        file,
        "required binary id (STRING); optional int32 day (DATE); optional int64 dt (TIMESTAMP(MICROS,true));",
        Map.of("id", "a", "day", -719_162, "dt", -62_135_596_800_000_000L),
        Map.of("id", "b", "day", -141_432, "dt", -2_208_988_800_000_000L));
    TableName target = table(schema, "old");

    execute(file, target, "day,object,date,", "dt,object,timestamp,");

    assertThat(
            query(
                "SELECT id, to_char(day AT TIME ZONE 'UTC', 'YYYY-MM-DD'), to_char(dt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM %s ORDER BY 1"
                    .formatted(target.sql())))
        .containsExactly("a|0001-01-01|0001-01-01 00:00:00", "b|1582-10-10|1900-01-01 00:00:00");
  }

  @Test
  void nullListsAndNullsInListsStay() throws IOException {
    Path file = dir.resolve("lists.parquet");
    TestSession.get()
        .sql(
            "SELECT * FROM VALUES ('a', array(1D, null, 2.5D)), ('b', null), ('c', array()) AS t(id, v)")
        .write()
        .parquet(file.toString());
    TableName target = table(schema, "lists");

    execute(file, target, "v,[float64],double precision[],");

    assertThat(query("SELECT * FROM %s ORDER BY 1".formatted(target.sql())))
        .containsExactly("a|{1,NULL,2.5}", "b|null", "c|{}");
  }

  @Test
  void structuresTwoTypesAndDamagedFilesAreRefused() throws IOException {
    Path struct = dir.resolve("struct.parquet");
    TestSession.get()
        .sql("SELECT 'a' AS id, struct(1 AS x) AS v")
        .write()
        .parquet(struct.toString());
    assertRefused(struct, "the column v has a type that can't be read");
    Path two = dir.resolve("two");
    TestSession.get().sql("SELECT 'a' AS id, 1 AS v").write().parquet(two + "/a.parquet");
    TestSession.get().sql("SELECT 'b' AS id, 'x' AS v").write().parquet(two + "/b.parquet");
    assertRefused(two, "import them apart");
    Path cut = dir.resolve("cut.parquet");
    write(
        cut,
        "required binary id (STRING); optional binary v (STRING);",
        Map.of("id", "a", "v", "x"));
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length - 9));
    assertRefused(cut, "can't be read as Parquet");
  }

  @Test
  void namesWithBracketsAreNoPatterns() throws IOException {
    Path file = dir.resolve("forms[1] \u00E9.parquet");
    write(
        file,
        "required binary id (STRING); optional binary v (STRING);",
        Map.of("id", "a", "v", "x"));
    TableName target = table(schema, "brackets");

    execute(file, target, "v,object,text,");

    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("a|x");
  }

  private void assertRefused(Path source, String why) {
    assertThatThrownBy(() -> execute(source, table(schema, "refused"), "v,object,text,"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(why);
  }

  @SafeVarargs
  private static void write(Path file, String fields, Map<String, Object>... rows)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType("message m { " + fields + " }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration(false))
            .withType(type)
            .build()) {
      for (Map<String, Object> row : rows) {
        Group group = new SimpleGroupFactory(type).newGroup();
        row.forEach(
            (name, value) -> {
              if (value instanceof String text) {
                group.add(name, text);
              } else if (value instanceof Integer number) {
                group.add(name, number);
              } else {
                group.add(name, (Long) value);
              }
            });
        writer.write(group);
      }
    }
  }

  private void execute(Path source, TableName target, String... columns) throws IOException {
    Path typing =
        Files.writeString(
            dir.resolve("typing.csv"),
            TypingFile.HEADER + "\nid,object,text,PRIMARY KEY\n" + String.join("\n", columns));
    new ImportTable(
            TestSession.get(),
            Config.of(List.of(source.toString()), typing, target).replacing(Format.PARQUET),
            TestPostgres.config(Map.of()))
        .execute();
  }
}
