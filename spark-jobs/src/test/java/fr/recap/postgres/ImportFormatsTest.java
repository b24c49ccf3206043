package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Format;
import fr.recap.postgres.ImportTable.Result;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SAS and Parquet beside CSV, large files with a few broken lines, and replacing a table. */
class ImportFormatsTest {
  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void start() {
    schema = TestPostgres.freshSchema();
  }

  /** Fisher's irises (the file cuts their names): 50 of a kind, with the sums as published. */
  @Test
  void sasRowsAreTypedByTheTypingFile() throws IOException {
    Path file = dir.resolve("iris.sas7bdat");
    try (InputStream resource = getClass().getResourceAsStream("iris.sas7bdat")) {
      Files.copy(resource, file);
    }
    Path typing =
        Files.writeString(
            dir.resolve("iris.csv"),
            TypingFile.HEADER
                + "\nsepal_length,float64,double precision,\npetal_width,float64,real,\nspecies,object,varchar(10),\n");
    TableName target = table(schema, "sas");

    Result result = execute(Config.of(List.of(file.toString()), typing, target), "1.0");

    assertThat(result.rowsRead()).isEqualTo(150);
    assertThat(result.ignoredColumns()).containsExactly("sepal_width", "petal_length");
    assertThat(
            query(
                "SELECT species, count(*), round(sum(sepal_length)::numeric, 1), round(sum(petal_width)::numeric, 1) FROM %s GROUP BY 1 ORDER BY 1"
                    .formatted(target.sql())))
        .containsExactly("setosa|50|250.3|12.3", "versic|50|296.8|66.3", "virgin|50|329.4|101.3");
  }

  @Test
  void aFileThatIsNoSasFileIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("forms.sas7bdat"), "cabbi\na1\n");
    assertThatThrownBy(() -> execute(config(file, table(schema, "no_sas")), "1.0"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("can't be read as a SAS file");
  }

  @Test
  void parquetRowsAreTypedByTheTypingFile() throws IOException {
    Path folder = dir.resolve("forms.parquet");
    TestSession.get()
        .sql(
            "SELECT * FROM VALUES ('a1', 'SNCF', 1.5D, 7L, 'x'), ('a2', NULL, NULL, 5000000000L, 'y'), (NULL, 'NO KEY', 1D, 1L, 'z') AS t(CABBI, rs_x, note, later, extra)")
        .write()
        .parquet(folder.toString());
    TableName target = table(schema, "parquet");

    Result result = execute(config(folder, target), "1.0");

    assertThat(result.ignoredColumns()).containsExactly("extra");
    assertThat(rows(target)).containsExactly("a1|SNCF|1.5|7");
    assertThat(query("SELECT reason FROM %s.parquet_rejects ORDER BY 1".formatted(schema)))
        .containsExactly("cabbi: the key is null", "later: '5000000000' is no whole number");
  }

  @Test
  void ofALargeFileWithThreePercentBrokenLinesNothingIsLost() throws IOException {
    StringBuilder csv = new StringBuilder("cabbi,rs_x,note,later\n");
    for (int i = 0; i < 5000; i++) {
      String good = "k%04d,FORM %d,0.5,%d".formatted(i, i, i);
      csv.append(
              switch (i % 200) {
                case 10 -> "k%04d,\"FORM,0.5,1".formatted(i);
                case 50 -> "k%04d,FORM".formatted(i);
                case 90 -> "k%04d,FORM,half,1".formatted(i);
                case 130 -> "k0000,FORM,0.5,1";
                case 170 -> ",FORM,0.5,1";
                case 199 -> good + ",1";
                default -> good;
              })
          .append('\n');
    }
    Path file = Files.writeString(dir.resolve("forms.csv"), csv);
    TableName target = table(schema, "large");

    Result result = execute(config(file, target), "0.05");

    assertThat(result.rowsRead()).isEqualTo(5000);
    assertThat(result.rowsRejected()).isEqualTo(6 * 25);
    assertThat(query("SELECT count(*), sum(later) FROM " + target.sql()))
        .containsExactly("4850|" + sumOfGood());
    assertThat(
            query(
                "SELECT rows_in, rows_out, rows_rejected FROM run_manifest WHERE run_id = '%s'"
                    .formatted(result.runId())))
        .containsExactly("5000|4850|150");
    assertThatThrownBy(() -> execute(config(file, target).replacing(Format.CSV), "0.01"))
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageContaining("150 of 5000");
    assertThat(query("SELECT count(*) FROM " + target.sql())).containsExactly("4850");
  }

  @Test
  void forceReplacesATableWithItsColumns() throws IOException {
    TableName target = table(schema, "forced");
    TestPostgres.execute("CREATE TABLE %s (old text)".formatted(target.sql()));
    Path file = Files.writeString(dir.resolve("forms.csv"), "cabbi,rs_x,note,later\na1,NEW,1,2\n");
    assertThatThrownBy(() -> execute(config(file, target), "0.05"))
        .isInstanceOf(RefusedInputException.class);

    execute(config(file, target).replacing(Format.CSV), "0.05");

    assertThat(rows(target)).containsExactly("a1|NEW|1|2");
  }

  private static long sumOfGood() {
    long sum = 0;
    for (int i = 0; i < 5000; i++) {
      boolean broken = List.of(10, 50, 90, 130, 170, 199).contains(i % 200);
      sum += broken ? 0 : i;
    }
    return sum;
  }

  private Config config(Path source, TableName target) throws IOException {
    String typing =
        TypingFile.HEADER
            + "\ncabbi,object,varchar(5),PRIMARY KEY\nrs_x,object,text,\nnote,float64,double precision,\nlater,int64,integer,\n";
    return Config.of(
        List.of(source.toString()), Files.writeString(dir.resolve("typing.csv"), typing), target);
  }

  private static Result execute(Config config, String maxRejectShare) {
    return new ImportTable(
            TestSession.get(),
            config,
            TestPostgres.config(Map.of("max-reject-share", maxRejectShare)))
        .execute();
  }

  private static List<String> rows(TableName table) {
    return query("SELECT cabbi, rs_x, note, later FROM %s ORDER BY 1".formatted(table.sql()));
  }
}
