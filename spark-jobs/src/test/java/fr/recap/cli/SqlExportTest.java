package fr.recap.cli;

import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.postgres.Postgres;
import fr.recap.postgres.TestPostgres;
import fr.recap.postgres.TypingFile;
import fr.recap.runtime.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recap sql --format csv}, and {@code recap import --exported} that reads it back. */
class SqlExportTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "  a  ",
          "\u00A0",
          "a,b",
          "a;b",
          "\"",
          "\"\"",
          "a\"b",
          "\"a\"",
          "a\nb",
          "a\r\nb",
          "a\rb",
          "\r",
          "\n",
          "\r\n",
          "\n\n",
          "a\n",
          "x\n".repeat(200),
          "=1+1",
          "=cmd|' /C calc'!A0",
          "+33 1",
          "-5",
          "@SUM(A1)",
          "\t=1",
          "\ta",
          "a\tb",
          "\r=1",
          "'=1",
          "''=1",
          "'",
          "'a",
          "''",
          "\uFF1D1",
          "\\",
          "\\N",
          "\\\"",
          "a\\",
          "NULL",
          "null",
          "NaN",
          "#a",
          "\uFEFFa",
          "\uFEFF\"a",
          "\uD83D\uDE00",
          "\u2028",
          "\u0085",
          "\u0001",
          "\u007F",
          "L'\u00C9T\u00C9",
          "0012",
          "1e5");

  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void create() throws SQLException {
    TestSession.get();
    schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.texts (id text PRIMARY KEY, first text, n integer, d double precision, b boolean, dt timestamptz, v double precision[], last text)"
            .formatted(schema));
    try (Connection connection = new Postgres(TestPostgres.settings()).connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO %s.texts VALUES (?, ?, -?, -0.5, true, '2026-01-02T03:04:05.123456Z', ARRAY[-1, NULL, 2.5], ?)"
                    .formatted(schema))) {
      for (int i = 0; i < TEXTS.size(); i++) {
        insert.setString(1, "k%03d".formatted(i));
        insert.setString(2, TEXTS.get(i));
        insert.setInt(3, i);
        insert.setString(4, TEXTS.get(i));
        insert.executeUpdate();
      }
    }
    TestPostgres.execute("INSERT INTO %s.texts (id) VALUES ('nulls')".formatted(schema));
  }

  @Test
  void everyTextComesBackThroughExportAndImport() throws IOException {
    for (String guard : List.of("", "--formulas")) {
      String output = dir.resolve("out" + guard).toString();
      List<String> export =
          new ArrayList<>(
              List.of(
                  "sql",
                  "SELECT first, id, n, d, b, dt, v, last FROM `%s.texts`".formatted(schema),
                  "--format",
                  "csv",
                  "--output",
                  output));
      Stream.of(guard).filter(option -> !option.isEmpty()).forEach(export::add);
      assertThat(recap(export)).contains("Written to");
      if (guard.isEmpty()) {
        assertThat(csv(output))
            .contains("'=1+1", "'+33 1", "'-5", "'@SUM(A1)", "''=1", "\"a\"\"b\"")
            .doesNotContain(",=1", "\n=1", "\"=", ",@");
      }
    }
    comesBack("out");
    comesBack("out--formulas");
  }

  private void comesBack(String output) throws IOException {
    String table = schema + ".back";
    assertThat(
            recap(
                List.of(
                    "import",
                    "--force",
                    "--input",
                    dir.resolve(output).toString(),
                    "--format",
                    "csv",
                    "--typing",
                    typing().toString(),
                    "--table",
                    table,
                    "--exported")))
        .contains("%d rows read, %1$d written, 0 rejected".formatted(TEXTS.size() + 1));
    String differing =
        "SELECT id, first, last FROM (TABLE %1$s EXCEPT TABLE %2$s) AS a UNION ALL SELECT id, first, last FROM (TABLE %2$s EXCEPT TABLE %1$s) AS b";
    assertThat(query(differing.formatted(table, schema + ".texts"))).isEmpty();
    assertThat(query("SELECT count(*) FROM " + table)).containsExactly("" + (TEXTS.size() + 1));
  }

  @Test
  void aSingleColumnHasALineForEachNull() throws IOException {
    String output = dir.resolve("single").toString();
    recap(
        List.of(
            "sql",
            "SELECT explode(array('a', NULL, '')) AS v",
            "--format",
            "csv",
            "--output",
            output));
    assertThat(csv(output)).isEqualTo("v,\"\"\na,\n,\n\"\",\n");
  }

  @Test
  void partsOfAStructureMustBeNamed() {
    assertThat(
            recap(
                List.of(
                    "sql",
                    "SELECT struct(1 AS x) AS answer",
                    "--format",
                    "csv",
                    "--output",
                    dir.resolve("struct").toString())))
        .contains("The column answer is struct<x:int>", "answer.code")
        .doesNotContain("\tat ");
  }

  private Path typing() throws IOException {
    return Files.writeString(
        dir.resolve("typing.csv"),
        TypingFile.HEADER
            + "\nid,object,text,PRIMARY KEY\nfirst,object,text,\nn,int64,integer,\nd,float64,double precision,\nb,bool,boolean,\ndt,object,timestamp,\nv,[float64],double precision[],\nlast,object,text,\n");
  }

  private static String csv(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".csv"))
          .map(SqlExportTest::read)
          .collect(Collectors.joining());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String recap(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--config", TestPostgres.confFile().toString()));
    Main.run(all, both, both);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
