package fr.recap.cli;

import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.models.TestS3;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TestPostgres;
import fr.recap.postgres.TypingFile;
import fr.recap.runtime.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recap export}, and {@code recap import --exported} that reads it back. */
class ExportJobTest {
  private static final List<String> TEXTS =
      Arrays.asList(
          null,
          "",
          " ",
          "a,b",
          "\"",
          "\"a\"",
          "a\"b",
          "a\nb",
          "a\r\nb",
          "\r",
          "=1+1",
          "'=x",
          "''-",
          "-5",
          "@SUM(A1)",
          "'",
          "\\",
          "\\N",
          "NULL",
          "L'\u00C9T\u00C9",
          "0012");

  /** Of the table and of what came back, so that types that import hasn't are compared as texts. */
  private static final String COMPARED =
      "id, txt, n, big, num::numeric, free::numeric, r::real, d, b, ts, day::text, bin::text, tags::text, v, j::text, dep";

  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void create() throws SQLException {
    TestSession.get();
    schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.t (id text PRIMARY KEY, \"Select Me\" text, txt text, n integer, big bigint, num numeric(30,10), free numeric, r real, d double precision, b boolean, ts timestamptz, tz timestamp, day date, bin bytea, tags text[], v double precision[], j jsonb, dep text)"
            .formatted(schema));
    try (Connection connection = new Postgres(TestPostgres.settings()).connect();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO %s.t VALUES (?, '=select', ?, -?, 9007199254740993,
                  12345678901234567890.1234567891, 1234567890123456789012345678901234567890.5, 0.1,
                  'NaN', true, '2026-07-02 03:04:05.123456+02', '1582-10-10 03:04:05', '1500-02-28',
                  '\\x00ff', ARRAY['a,b', 'c"d', NULL], ARRAY[-1, NULL, 2.5], '{"a": [1, "="]}', ?)
                """
                    .formatted(schema))) {
      for (int i = 0; i < TEXTS.size(); i++) {
        insert.setString(1, "k%03d".formatted(i));
        insert.setString(2, TEXTS.get(i));
        insert.setInt(3, i);
        insert.setString(4, List.of("57", "2A", "", "a/b=c").get(i % 4));
        insert.executeUpdate();
      }
    }
    TestPostgres.execute("INSERT INTO %s.t (id) VALUES ('nulls')".formatted(schema));
    TestPostgres.execute(
        "CREATE TABLE %s.odd AS SELECT 1 AS \"A\", 2 AS a, 'infinity'::date AS day"
            .formatted(schema));
    TestPostgres.execute("CREATE VIEW %1$s.v AS SELECT * FROM %1$s.t".formatted(schema));
  }

  @Test
  void aTableComesBackAsItWas_fromCsvAndParquet() throws IOException {
    String plain = dir.resolve("csv").toString();
    assertThat(recap("export", "--table", schema + ".t", "--to", plain))
        .contains("t: %d rows in ".formatted(TEXTS.size() + 1))
        .contains("recap import --format csv --exported reads them back")
        .contains("Note: recap import leaves these columns out")
        .contains(": Select Me");
    assertThat(content(plain))
        .contains("\nid,Select Me,txt,n,")
        .contains(",'=1+1,-10,9007199254740993,12345678901234567890.1234567891,")
        .contains(",NaN,true,2026-07-02T01:04:05.123456Z,1582-10-10 03:04:05,1500-02-28,")
        .contains(",\\x00ff,")
        .contains("nulls,,,,,");
    assertComesBack(plain, "csv");

    String parquet = dir.resolve("parquet").toString();
    recap("export", "--table", schema + ".v", "--to", parquet, "--format", "parquet");
    assertComesBack(parquet, "parquet");
    assertThat(
            TestSession.get()
                .read()
                .parquet(parquet)
                .where("id = 'k001'")
                .selectExpr(
                    "`Select Me`",
                    "txt = ''",
                    "cast(num AS string)",
                    "r",
                    "cast(ts AS string)",
                    "cast(tz AS string)",
                    "day = date'1500-02-28'")
                .first()
                .toString())
        .isEqualTo(
            "[=select,true,12345678901234567890.1234567891,0.1,2026-07-02 01:04:05.123456,1582-10-10 03:04:05,true]");

    assertThat(
            query(
                "SELECT rows_in, rows_out FROM %s.manifests WHERE job = 'export' AND manifest::jsonb -> 'outputs' -> 0 ->> 'name' IN ('file:%s', 'file:%s')"
                    .formatted(schema, plain, parquet)))
        .containsExactly("22|22", "22|22");
  }

  @Test
  void aTableIsSplitByValuesAndRows_andTheColumnStays() throws IOException {
    for (String format : List.of("csv", "parquet")) {
      String folder = dir.resolve(format).toString();
      recap(
          "export",
          "--table",
          schema + ".t",
          "--to",
          folder,
          "--format",
          format,
          "--split-by",
          "dep",
          "--rows-per-file",
          "4",
          "--formulas");
      Map<String, Integer> files = new TreeMap<>();
      data(folder)
          .forEach(file -> files.merge(file.getParent().getFileName().toString(), 1, Integer::sum));
      assertThat(files)
          .as("21 rows with four values, and one without")
          .containsExactly(
              Map.entry("by_dep=(empty)", 2),
              Map.entry("by_dep=2A", 2),
              Map.entry("by_dep=57", 2),
              Map.entry("by_dep=__HIVE_DEFAULT_PARTITION__", 1),
              Map.entry("by_dep=a%2Fb%3Dc", 2));
      assertComesBack(folder, format);
    }
    assertThat(content(dir.resolve("csv").toString()))
        .contains(",=1+1,-10,")
        .contains(",''=x,-11,");
  }

  @Test
  void nullsOfASingleColumnStay_andAConditionSelects() throws IOException {
    String folder = dir.resolve("one").toString();
    assertThat(
            recap(
                "export",
                "--table",
                schema + ".t",
                "--to",
                folder,
                "--columns",
                "txt",
                "--where",
                "n > -3 OR n IS NULL"))
        .contains(": 4 rows in ");
    String back = schema + ".one";
    assertThat(
            recap(
                "import",
                "--input",
                folder,
                "--format",
                "csv",
                "--typing",
                typing("txt,object,text,").toString(),
                "--table",
                back,
                "--exported"))
        .contains("4 rows read, 4 written, 0 rejected")
        .doesNotContain("Warning");
    assertThat(query("SELECT txt FROM %s ORDER BY 1".formatted(back)))
        .containsExactly("", " ", "null", "null");

    recap(
        "export",
        "--table",
        schema + ".t",
        "--to",
        folder,
        "--columns",
        "\"Select Me\",id",
        "--where",
        "n = -1",
        "--overwrite");
    assertThat(content(folder)).isEqualTo("\nSelect Me,id\n'=select,k001\n");
  }

  @Test
  void filesAreTheirOwners_andAFailureLeavesTheOldOnes() throws IOException {
    Path folder = dir.resolve("new").resolve("out");
    List<String> export =
        List.of("export", "--table", schema + ".t", "--to", folder.toString(), "--columns", "id");
    recap(export.toArray(String[]::new));
    String before = content(folder.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(data(folder.toString()))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));

    assertThat(recap(2, with(export)))
        .contains("exists already: name another folder, or give --overwrite");
    assertThat(recap(1, with(export, "--overwrite", "--where", "1 / (n + 3) > -9")))
        .contains("division by zero");
    assertThat(
            recap(
                1,
                "export",
                "--table",
                schema + ".odd",
                "--to",
                folder.toString(),
                "--format",
                "parquet",
                "--overwrite"))
        .contains(
            "The column day of " + schema + ".odd (date) has a value that Parquet can't hold");
    assertThat(content(folder.toString())).isEqualTo(before);
    Path foreign = Files.writeString(folder.resolve("mine.txt"), "x");
    assertThat(recap(2, with(export, "--overwrite"))).contains("mine.txt, which no export wrote");
    Files.delete(foreign);
    recap(with(export, "--overwrite", "--where", "n = 0"));
    assertThat(content(folder.toString())).isEqualTo("\nid\nk000\n");
    try (Stream<Path> beside = Files.list(folder.getParent())) {
      assertThat(beside).as("nothing hidden is left").containsExactly(folder);
    }
  }

  @Test
  void whatIsWrongIsTold() throws IOException {
    String to = dir.resolve("none").toString();
    assertThat(recap(2, "export", "--table", schema + ".nowhere", "--to", to))
        .contains("there is no such table or view");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", to, "--columns", "id,taggs"))
        .contains("has no column taggs; did you mean tags?");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", to, "--split-by", "Dep"))
        .contains("--split-by: ", "did you mean dep?");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", to, "--columns", "id,,n"))
        .contains("cannot be: id,,n");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", to, "--format", "sas"))
        .contains("cannot be: sas");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", to, "--where", "nn = 1"))
        .contains("is no condition on columns of");
    assertThat(recap(2, "export", "--table", schema + ".t", "--to", "/"))
        .contains("a root can't be replaced");
    assertThat(dir.resolve("none")).doesNotExist();
    assertThat(recap("export", "--table", schema + ".odd", "--to", to))
        .contains("takes these columns for one", "A and a");
    assertThat(content(to)).isEqualTo("\nA,a,day\n1,2,infinity\n");
  }

  @Test
  void aFolderOfTheStoreIsReplacedByNewFiles() throws IOException {
    String folder = TestS3.endpoints().storeRoot() + "/" + UUID.randomUUID() + "/out";
    List<String> store = store();
    List<String> export =
        new ArrayList<>(
            List.of("export", "--table", schema + ".t", "--to", folder, "--columns", "id,txt"));
    export.addAll(store);
    recap(with(export, "--where", "n > -5"));
    assertThat(recap(2, with(export))).contains("exists already");
    recap(with(export, "--split-by", "dep", "--overwrite"));
    List<String> back =
        new ArrayList<>(
            List.of(
                "import",
                "--input",
                folder,
                "--format",
                "csv",
                "--typing",
                typing("id,object,text,PRIMARY KEY", "txt,object,text,").toString(),
                "--table",
                schema + ".stored",
                "--exported"));
    back.addAll(store);
    assertThat(recap(back.toArray(String[]::new))).contains("22 rows read, 22 written, 0 rejected");
    assertThat(
            query(
                "SELECT count(*) FROM %1$s.stored JOIN %1$s.t USING (id) WHERE stored.txt IS NOT DISTINCT FROM t.txt"
                    .formatted(schema)))
        .containsExactly("22");
  }

  private List<String> store() throws IOException {
    Path secrets = Files.createDirectory(dir.resolve("secrets"));
    for (String name : List.of("store.access-key", "store.secret-key")) {
      Files.writeString(secrets.resolve(name), TestS3.secret(name));
    }
    Files.writeString(
        secrets.resolve("postgres.password"),
        TestPostgres.settings().password().orElseThrow().reveal());
    return List.of(
        "-D",
        "secrets.directory=" + secrets,
        "-D",
        "store.endpoint=" + TestS3.endpoints().storeEndpoint(),
        "-D",
        "store.path-style=true");
  }

  private void assertComesBack(String folder, String format) throws IOException {
    String back = schema + ".back";
    assertThat(
            recap(
                "import",
                "--force",
                "--input",
                folder,
                "--format",
                format,
                "--typing",
                typing().toString(),
                "--table",
                back,
                "--exported"))
        .contains("%d rows read, %1$d written, 0 rejected".formatted(TEXTS.size() + 1));
    String original = "SELECT %s, tz AT TIME ZONE 'UTC' FROM %s.t".formatted(COMPARED, schema);
    String returned = "SELECT %s, tz FROM %s".formatted(COMPARED, back);
    assertThat(
            query("(%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)".formatted(original, returned)))
        .isEmpty();
  }

  private Path typing() throws IOException {
    return typing(
        "id,object,text,PRIMARY KEY",
        "txt,object,text,",
        "n,int64,integer,",
        "big,int64,bigint,",
        "num,object,text,",
        "free,object,text,",
        "r,object,text,",
        "d,float64,double precision,",
        "b,bool,boolean,",
        "ts,object,timestamptz,",
        "tz,object,timestamp,",
        "day,object,text,",
        "bin,object,text,",
        "tags,object,text,",
        "v,[float64],double precision[],",
        "j,object,text,",
        "dep,object,text,");
  }

  private Path typing(String... lines) throws IOException {
    return Files.writeString(
        dir.resolve("typing.csv"), TypingFile.HEADER + "\n" + String.join("\n", lines) + "\n");
  }

  private static List<Path> data(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .sorted()
          .toList();
    }
  }

  /** All files, a line end before each. */
  private static String content(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    data(folder).forEach(file -> all.append('\n').append(read(file)));
    return all.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static String recap(String... arguments) {
    return recap(0, arguments);
  }

  private static String recap(int code, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", TestPostgres.confFile().toString()));
    all.addAll(List.of("-D", "tables.run-manifest=%s.manifests".formatted(schema)));
    int ended = Main.run(all, both, both);
    String printed = bytes.toString(StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isEqualTo(code);
    return printed;
  }
}
