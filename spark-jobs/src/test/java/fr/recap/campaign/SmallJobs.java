package fr.recap.campaign;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ImportMode;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.TestSession;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Jobs that use all that jobs ask of a database: locks, snapshots, staging, publication. */
final class SmallJobs {
  static final int ROWS = 2000;
  private static final TableName FORMS = TableName.parse("small_forms");

  private final SparkSession spark = TestSession.get();
  private final Path folder;

  SmallJobs(Path folder) {
    this.folder = folder;
  }

  /** Imports, reads in parallel and builds lots; all rows are where they belong. */
  void allWork(RecapConfig config) throws IOException {
    assertThat(importForms(config)).isEqualTo(ROWS);
    assertThat(read(config)).isEqualTo("%d|%d".formatted(ROWS, (long) ROWS * (ROWS - 1) / 2));
    codedForms(config);
    BuildLots.Result lots = new BuildLots(spark, config, BuildLots.Way.REBUILD).execute();
    assertThat(lots.forms()).isEqualTo(250);
    assertThat(lots.lots()).isEqualTo(3);
    assertThat(lots.individus()).isEqualTo(250);
  }

  /** Number of rows that were written. */
  long importForms(RecapConfig config) throws IOException {
    Path csv = folder.resolve("forms.csv");
    String rows =
        IntStream.range(0, ROWS).mapToObj(i -> "f" + i + "," + i + "\n").collect(joining());
    Files.writeString(csv, "cabbi,n\n" + rows);
    Path typing = folder.resolve("typing.csv");
    Files.writeString(
        typing,
        "FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT\ncabbi,object,text,PRIMARY KEY\nn,int64,integer,\n");
    return new ImportTable(
            spark,
            ImportTable.Config.of(List.of(csv.toString()), typing, FORMS).with(ImportMode.FORCE),
            config)
        .execute()
        .rowsWritten();
  }

  /** Number of rows and sum of their numbers, by a snapshot that two connections share. */
  String read(RecapConfig config) {
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      return snapshot.read(FORMS).selectExpr("concat(count(*), '|', sum(n))").first().getString(0);
    }
  }

  private void codedForms(RecapConfig config) {
    create(config, config.tables().output(), RpOutput.TABLE, "cabbi, rs_x", "'X'");
    create(
        config,
        config.tables().results(),
        CodageAutoResults.TABLE,
        "cabbi, siret_codage_auto, non_codable",
        "false, false");
  }

  private static void create(
      RecapConfig config, TableName name, Table table, String filled, String values) {
    String columns =
        table.columns().stream()
            .map(c -> TableName.quote(c.name()) + " " + c.type().sql())
            .collect(Collectors.joining(", "));
    new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS " + name.sql());
                statement.execute("CREATE TABLE %s (%s)".formatted(name.sql(), columns));
                return statement.executeUpdate(
                    "INSERT INTO %s (%s) SELECT 'f' || i, %s FROM generate_series(1, 250) i"
                        .formatted(name.sql(), filled, values));
              }
            });
  }
}
