package fr.recap.cli;

import static fr.recap.cli.HostileFile.file;
import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Odd inputs through the command line: each ends in rows, in rejects or in a refusal with its exit
 * code, and no stack trace reaches the user. Odd rows share one file.
 */
class HostileFilesTest {
  private static final Charset CP1252 = Charset.forName("windows-1252");
  private static final String HEAD = "id,siret,cp,n,d,dt\n";
  private static final String ROW = "A1,x,75001,1,1.5,2026-01-02\n";
  private static final String READ = "A1|x|75001|1|1.5|2026-01-02 00:00:00";

  private static String schema;
  private static int tables;
  @TempDir private Path dir;

  @BeforeAll
  static void start() {
    TestSession.get();
    schema = TestPostgres.freshSchema();
  }

  static Stream<HostileFile> files() {
    return Stream.of(separators(), headers(), encodings(), kinds(), names(), typings(), options())
        .flatMap(s -> s);
  }

  private static Stream<HostileFile> separators() {
    return Stream.of(
        file("semicolons", semicolons()).gives(READ).tells("the separator is ';'"),
        file("tabs", (HEAD + ROW).replace(',', '\t')).gives(READ),
        file("bars", (HEAD + ROW).replace(',', '|')).gives(READ),
        file("semicolons called commas", semicolons())
            .with("--separator", ",")
            .refused(3, "has 0 of the 6 columns", "--separator ';' finds 6"),
        file("semicolons without a key", "rs_x;actet_x\nSARL DUPONT;BOULANGERIE\n")
            .typed("rs_x,object,text,", "actet_x,object,text,")
            .with("--separator", ",")
            .refused(3, "--separator ';' finds 2"),
        file("commas in fields of a file with semicolons", "id;siret\nA1;\"a,b\"\nA2;c,d\n")
            .typed("id,object,text,PRIMARY KEY", "siret,object,text,")
            .gives("A1|a,b", "A2|c,d"),
        file("semicolons without a header", "A1;x\n")
            .typed("id,object,text,PRIMARY KEY", "siret,object,text,")
            .with("--no-header")
            .gives("A1|x"),
        file("one column", "id\nA1\nA2\n").typed("id,object,text,PRIMARY KEY").gives("A1", "A2"),
        file("separator and quote alike", HEAD + ROW)
            .with("--separator", "\"")
            .refused(2, "must differ"),
        file("separator of two characters", HEAD + ROW)
            .with("--separator", ";;")
            .refused(2, "must be one character"));
  }

  private static String semicolons() {
    return (HEAD + ROW).replace(',', ';');
  }

  private static Stream<HostileFile> headers() {
    return Stream.of(
        file("a column twice", "id,siret,cp,n,d,dt,cp\nA1,x,,1,1.5,2026-01-02,75001\n")
            .refused(3, "names the column cp twice"),
        file("a column twice but for case and blanks", "id,siret,cp,n,d,dt, CP\nA1,x,,1,1.5,,7\n")
            .refused(3, "names the column cp twice"),
        file("unwanted columns twice", "id,siret,cp,n,d,dt,,\nA1,x,75001,1,1.5,2026-01-02,,\n")
            .gives(READ),
        file("none of the columns", "a,b,c,d2,e,f\n1,2,3,4,5,6\n")
            .refused(3, "has 0 of the 6 columns"),
        file("under half of the columns", "id,cp\nA1,75001\n")
            .refused(3, "has 2 of the 6 columns", "--few-columns"),
        file("under half of the columns, as told", "id,cp\nA1,75001\n")
            .with("--few-columns")
            .gives("A1|null|75001|null|null|null"),
        file("half of the columns", "id,cp,n\nA1,75001,1\n")
            .gives("A1|null|75001|1|null|null")
            .tells("not in the source, hence null: siret, d, dt"),
        file("no key", "siret,cp,n,d,dt\nx,75001,1,1.5,2026-01-02\n")
            .refused(3, "lacks the column(s) [id] of the key"),
        file("names with blanks, capitals and quotes", "\" ID \",Siret,CP,N,D,DT\n" + ROW)
            .gives(READ),
        file("no-break spaces around names", "\u00A0id\u00A0,siret,cp,n,d,dt\n" + ROW).gives(READ),
        file("a wrong quote in the header", "id,\"siret,cp\n" + ROW).refused(3, "header"),
        file("a header and nothing else", HEAD).refused(3, "has no rows"),
        file("nothing", "").refused(3, "is empty"),
        file("blank lines alone", "\n\n  \n").refused(3, "is empty"),
        file("no header", ROW).refused(3, "has 0 of the 6 columns"),
        file("carriage returns as line ends", (HEAD + ROW).replace('\n', '\r'))
            .refused(3, "carriage returns"),
        file("CRLF", (HEAD + ROW).replace("\n", "\r\n")).gives(READ),
        file("blank lines before the header", "\n\n" + HEAD + "\n" + ROW).gives(READ),
        file("no end of the last line", (HEAD + ROW).strip()).gives(READ));
  }

  private static Stream<HostileFile> encodings() {
    String accents = HEAD + "A1,L\u2019\u0152uvre \u2013 5 \u20AC,75001,1,1.5,\n";
    String read = "A1|L\u2019\u0152uvre \u2013 5 \u20AC|75001|1|1.5|null";
    return Stream.of(
        file("byte order mark", "\uFEFF" + HEAD + ROW).gives(READ),
        file("byte order mark and quotes", "\uFEFF\"id\",siret,cp,n,d,dt\n" + ROW).gives(READ),
        file("byte order mark of UTF-8, called ISO-8859-1", "\uFEFF" + accents)
            .with("--encoding", "ISO-8859-1")
            .gives(read)
            .tells("as its byte order mark says"),
        file("windows-1252 called ISO-8859-1", accents.getBytes(CP1252))
            .with("--encoding", "ISO-8859-1")
            .gives(read)
            .tells("read as windows-1252"),
        file("windows-1252", accents.getBytes(CP1252)).with("--encoding", "cp1252").gives(read),
        file("windows-1252 called UTF-8", accents.getBytes(CP1252))
            .refused(3, "malformed bytes for the encoding UTF-8"),
        file(
                "a header in windows-1252 called UTF-8",
                ("\u00E9," + HEAD + "x," + ROW).getBytes(CP1252))
            .refused(3, "--encoding"),
        file("UTF-16 with its mark", ("\uFEFF" + accents).getBytes(StandardCharsets.UTF_16LE))
            .gives(read)
            .tells("read as UTF-16LE"),
        file(
                "big-endian UTF-16 with its mark",
                ("\uFEFF" + accents).getBytes(StandardCharsets.UTF_16BE))
            .gives(read),
        file("UTF-16 as told", accents.getBytes(StandardCharsets.UTF_16LE))
            .with("--encoding", "UTF-16")
            .gives(read),
        file("UTF-16 untold", accents.getBytes(StandardCharsets.UTF_16LE))
            .refused(3, "NUL characters", "UTF-16LE"),
        file("half a character of UTF-16 at the end", half(accents))
            .refused(3, "malformed bytes for the encoding UTF-16LE"),
        file("an unknown encoding", HEAD + ROW).with("--encoding", "UTF-9").refused(2, "UTF-9"),
        file("control characters of ISO-8859-15", accents.getBytes(CP1252))
            .with("--encoding", "ISO-8859-15")
            .refused(3, "windows-1252"));
  }

  private static byte[] half(String text) {
    byte[] whole = ("\uFEFF" + text + "A2,x").getBytes(StandardCharsets.UTF_16LE);
    return java.util.Arrays.copyOf(whole, whole.length - 1);
  }

  private static Stream<HostileFile> kinds() {
    return Stream.of(
        file("gzip", HostileFile.gzip(HEAD + ROW)).named("forms.csv.gz").gives(READ),
        file("gzip by another name", HostileFile.gzip(HEAD + ROW)).gives(READ),
        file("a cut gzip", HostileFile.cut(HostileFile.gzip(HEAD + HostileFile.rows(40_000))))
            .named("forms.csv.gz")
            .refused(3, "can't be read any further"),
        file("a damaged gzip", new byte[] {0x1F, (byte) 0x8B, 1, 2, 3}).refused(3, "can't be read"),
        file("a zip", new byte[] {'P', 'K', 3, 4, 0, 0}).refused(3, "unpack it"),
        file("a spreadsheet", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0})
            .refused(3, "save it as CSV"),
        file("Parquet called CSV", "PAR1\u0015\u0004PAR1").refused(3, "--format parquet"),
        file("bzip2", "BZh91AY").refused(3, "unpack it"),
        file("random bytes", HostileFile.random(5000)).refused(3, "header"),
        file("zeros", new byte[5000]).refused(3, "NUL"),
        file("300 MB without a line end", HostileFile.gzipOf('A', 300_000_000))
            .refused(3, "longer than 16"),
        file(
                "300 MB without a line end after the header",
                HostileFile.gzipOf(HEAD, 'A', 300_000_000))
            .refused(3, "longer than 16"),
        file("a text called Parquet", HEAD + ROW)
            .named("forms.parquet")
            .refused(3, "can't be read as Parquet"),
        file("nothing called Parquet", "")
            .named("x.parquet")
            .refused(3, "can't be read as Parquet"),
        file("a text called SAS", HEAD + ROW).named("forms.sas7bdat").refused(3, "SAS"),
        file("nothing called SAS", "").named("forms.sas7bdat").refused(3, "SAS"),
        file("random bytes called SAS", HostileFile.random(5000))
            .named("x.sas7bdat")
            .refused(3, "SAS"),
        file("too many rejects", HEAD + "A1,x,75001,one,1.5,\n" + ROW)
            .refused(3, "1 of 2 rows", "n: a value is no whole number"));
  }

  private static Stream<HostileFile> names() {
    return Stream.of(
        file("brackets in the name", HEAD + ROW).named("forms[1].csv").gives(READ),
        file("a colon in the name", HEAD + ROW).named("12:30.csv").gives(READ),
        file("blanks and accents in the name", HEAD + ROW)
            .named("d\u00E9p\u00F4t 1 %20.csv")
            .gives(READ),
        file("braces and stars in the name", HEAD + ROW).named("{a,b}*.csv").gives(READ),
        file("an absent file", HEAD).at("absent.csv").refused(3, "There is no file"),
        file("an absent name with brackets", HEAD).at("absent[1.csv").refused(3, "absent[1.csv"),
        file("a file system that isn't known", HEAD).at("nowhere://x/y.csv").refused(3, "nowhere"),
        file("a name without an extension", HEAD + ROW).named("forms").refused(2, "--format"),
        file("a folder without files", HEAD)
            .named("_hidden.csv")
            .inFolder()
            .refused(3, "has no files"));
  }

  private static Stream<HostileFile> typings() {
    return Stream.of(
        file("a name that PostgreSQL keeps", "code,xmin\n01001,4.9\n")
            .typed("code,object,text,PRIMARY KEY", "xmin,float64,double precision,")
            .refused(2, "line 3", "xmin"),
        file("names of SQL and of ours", "select,reason,n,place\nA1,b,c,d\n")
            .typed(
                "select,object,text,PRIMARY KEY",
                "reason,object,text,",
                "n,object,text,",
                "place,object,text,")
            .gives("A1|b|c|d"),
        file("arrays", "id,v\nA1,\"{1,2.5}\"\nA2,\"[3, NULL]\"\nA3,{}\nA4,\n")
            .typed("id,object,text,PRIMARY KEY", "v,[float32],real[],")
            .gives("A1|{1,2.5}", "A2|{3,NULL}", "A3|{}", "A4|null"),
        file("a type that isn't known", HEAD + ROW)
            .typed("id,object,geometry,")
            .refused(2, "line 2", "geometry"),
        file("a column twice in the typing file", HEAD + ROW)
            .typed("id,object,text,", "ID,object,text,")
            .refused(2, "twice"),
        file("a column that is no identifier", HEAD + ROW)
            .typed("\"i\"\"d\",object,text,")
            .refused(2, "is no column name"),
        file("no column in the typing file", HEAD + ROW).typed().refused(2, "has no columns"));
  }

  private static Stream<HostileFile> options() {
    return Stream.of(
        file("a name too long for its rejects' table", HEAD + ROW)
            .into("a".repeat(56))
            .refused(2, "56 characters", "at most 55"),
        file("a schema that PostgreSQL keeps", HEAD + ROW)
            .into("pg_forms.x")
            .refused(2, "PostgreSQL for itself"),
        file("our own schema", HEAD + ROW).into("recap_staging.runs").refused(2, "recap-spark"),
        file("a table that is no name", HEAD + ROW)
            .into("x; drop table y")
            .refused(2, "table name"),
        file("a format that isn't known", HEAD + ROW).with("--format", "xls").refused(2, "xls"),
        file("no database", HEAD + ROW)
            .with("-Dpostgres.url=jdbc:postgresql://127.0.0.1:1/recap")
            .refused(1, "No connection"),
        file("a password that is wrong", HEAD + ROW)
            .with("-Dpostgres.user=nobody_here")
            .refused(2, "No connection"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void anOddFileEndsInRowsRejectsOrARefusal(HostileFile odd) throws IOException {
    String table = odd.table() == null ? schema + ".f" + tables++ : odd.table();
    List<String> arguments = new ArrayList<>(odd.write(dir));
    arguments.addAll(List.of("--table", table));

    Outcome outcome = recap(arguments);

    assertThat(outcome.code()).as(outcome.text()).isEqualTo(odd.code());
    odd.told().forEach(part -> assertThat(outcome.text()).contains(part));
    assertThat(outcome.text()).doesNotContain("\tat ", "Exception");
    if (odd.code() == ExitCode.DONE) {
      assertThat(query(odd.select().formatted(table))).containsExactlyElementsOf(odd.rows());
    }
  }

  @Test
  void anOddRowIsARowOrARejectAndSpoilsNoOther() throws IOException {
    List<HostileRow> rows = HostileRow.all();
    StringBuilder csv = new StringBuilder("id,siretc,name,n,big,d,b,dt,v\n");
    rows.forEach(row -> csv.append(row.line()).append('\n'));
    String table = schema + ".odd_rows";
    HostileFile all =
        file("odd rows", csv.toString())
            .typed(
                "id,object,text,PRIMARY KEY",
                "siretc,object,text,",
                "name,object,varchar(10),",
                "n,int64,integer,",
                "big,int64,bigint,",
                "d,float64,double precision,",
                "b,bool,boolean,",
                "dt,object,timestamp,",
                "v,[float64],double precision[],")
            .with("-Dmax-reject-share=1");
    List<String> arguments = new ArrayList<>(all.write(dir));
    arguments.addAll(List.of("--table", table));

    Outcome outcome = recap(arguments);

    assertThat(outcome.code()).as(outcome.text()).isEqualTo(ExitCode.DONE);
    List<String> kept =
        rows.stream().filter(row -> row.reason() == null).map(HostileRow::read).toList();
    assertThat(
            query(
                "SELECT id, siretc, name, n, big, d, b, to_char(dt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), v FROM %s"
                    .formatted(table)))
        .containsExactlyInAnyOrderElementsOf(kept);
    List<String> rejects = new ArrayList<>();
    long number = 2;
    for (HostileRow row : rows) {
      if (row.reason() != null) {
        rejects.add("line %d|%s".formatted(number, row.reason()));
      }
      number += 1 + row.line().chars().filter(c -> c == '\n').count();
    }
    assertThat(
            query(
                "SELECT substring(key from 'line \\d+'), reason FROM %s_rejects".formatted(table)))
        .containsExactlyInAnyOrderElementsOf(rejects);
  }

  private record Outcome(int code, String text) {}

  private static Outcome recap(List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> all =
        new ArrayList<>(List.of("import", "--config", TestPostgres.confFile().toString()));
    all.addAll(arguments);
    int code = Main.run(all, both, both);
    return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
  }
}
