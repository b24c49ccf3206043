package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ImportMode;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Result;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that add to tables. */
class ImportDeliveriesTest {
  private static final String TYPING =
      TypingFile.HEADER + "\nk,object,text,PRIMARY KEY\nv,int64,integer,\n";

  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void start() {
    schema = TestPostgres.freshSchema();
  }

  @Test
  void anAppendedDeliveryAddsRows_rejectsKnownKeys_andIsAddedOnce() throws IOException {
    TableName target = table(schema, "appended");
    file("first.csv", "a1,1", "a2,1", "a2,9");
    Result made = execute(target, ImportMode.APPEND, "first.csv");
    assertThat(made.rowsWritten()).isEqualTo(2);
    assertThat(made.earlier()).isEmpty();

    file("second.csv", "a3,2", "a2,2");
    file("third.csv", "a4,2");
    Result added = execute(target, ImportMode.APPEND, "second.csv", "third.csv");
    assertThat(added.rowsRead()).isEqualTo(3);
    assertThat(added.rowsWritten()).isEqualTo(2);
    assertThat(added.rowsReplaced()).isZero();
    assertThat(added.rowsRejected()).isEqualTo(1);
    List<String> rows = List.of("a1|1", "a2|1", "a3|2", "a4|2");
    assertThat(rows(target)).isEqualTo(rows);
    List<String> rejects =
        List.of(
            "line 4 a2|duplicate key: an earlier row was kept|" + made.runId(),
            "a2|the key is in the table already|" + added.runId());
    assertThat(rejects(target)).containsExactlyInAnyOrderElementsOf(rejects);
    assertThat(
            query(
                "SELECT rows_in, rows_out, rows_rejected, manifest::json -> 'counts' ->> 'rows added' FROM %s ORDER BY finished_at"
                    .formatted(manifests(target))))
        .containsExactly("3|2|1|2", "3|2|1|2");

    Files.move(dir.resolve("second.csv"), dir.resolve("renamed.csv"));
    Result repeated = execute(target, ImportMode.APPEND, "third.csv", "renamed.csv");
    assertThat(repeated.earlier()).isPresent();
    assertThat(repeated.runId()).isEqualTo(added.runId());
    assertThat(repeated.rowsRead()).isZero();
    assertThat(rows(target)).isEqualTo(rows);
    assertThat(rejects(target)).hasSize(2);
    assertThat(query("SELECT count(*) FROM " + manifests(target))).containsExactly("2");
  }

  @Test
  void anUpsertReplacesRowsOfItsKeys_andAnEarlierOneDoesNotTakeThemBack() throws IOException {
    TableName target = table(schema, "upserted");
    file("first.csv", "a1,1", "a2,1");
    Result first = execute(target, ImportMode.UPSERT, "first.csv");
    file("second.csv", "a2,2", "a3,2", "a4,x");
    Result second = execute(target, ImportMode.UPSERT, "second.csv");
    assertThat(second.rowsWritten()).isEqualTo(2);
    assertThat(second.rowsReplaced()).isEqualTo(1);
    assertThat(second.rowsRejected()).isEqualTo(1);
    assertThat(rows(target)).containsExactly("a1|1", "a2|2", "a3|2");

    Result repeated = execute(target, ImportMode.UPSERT, "first.csv");
    assertThat(repeated.runId()).isEqualTo(first.runId());
    assertThat(repeated.earlier()).isPresent();
    assertThat(rows(target)).containsExactly("a1|1", "a2|2", "a3|2");
    assertThat(rejects(target))
        .containsExactly("line 4 a4|v: 'x' is no whole number|" + second.runId());
  }

  @Test
  void deliveriesOfATableThatWasMadeAnewAreForgotten() throws IOException {
    TableName target = table(schema, "anew");
    file("first.csv", "a1,1");
    file("second.csv", "b1,1");
    execute(target, ImportMode.APPEND, "first.csv");
    execute(target, ImportMode.FORCE, "second.csv");
    assertThat(execute(target, ImportMode.APPEND, "first.csv").earlier()).isEmpty();
    assertThat(rows(target)).containsExactly("a1|1", "b1|1");
    assertThat(execute(target, ImportMode.APPEND, "first.csv").earlier()).isPresent();

    TestPostgres.execute("DROP TABLE " + target.sql());
    execute(target, ImportMode.APPEND, "second.csv");
    assertThat(execute(target, ImportMode.APPEND, "first.csv").earlier()).isEmpty();
    assertThat(rows(target)).containsExactly("a1|1", "b1|1");

    TestPostgres.execute("DELETE FROM " + target.sql());
    assertThat(execute(target, ImportMode.APPEND, "first.csv").earlier()).isEmpty();
    assertThat(rows(target)).containsExactly("a1|1");
  }

  @Test
  void aDeliveryOfKnownKeysIsRefusedWithItsReasons() throws IOException {
    TableName target = table(schema, "known");
    file("first.csv", "a1,1", "a2,1", "a3,x");
    Result first = execute(target, ImportMode.APPEND, "first.csv");
    file("again.csv", "a2,2", "a1,2", "a4,2");
    assertThatThrownBy(() -> execute(target, ImportMode.APPEND, "again.csv"))
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageContaining("2 of 3 rows")
        .hasMessageContaining("--upsert");
    assertThat(rows(target)).containsExactly("a1|1", "a2|1");
    assertThat(rejects(target))
        .hasSize(3)
        .contains("line 4 a3|v: 'x' is no whole number|" + first.runId())
        .anyMatch(reject -> reject.startsWith("line 2 a2|the key is in the table already|"))
        .anyMatch(reject -> reject.startsWith("line 3 a1|the key is in the table already|"));
  }

  @Test
  void otherColumnsAndTablesWithoutAKeyAreRefused() throws IOException {
    TableName target = table(schema, "unlike");
    TestPostgres.execute("CREATE TABLE %s (k text PRIMARY KEY, w integer)".formatted(target.sql()));
    file("first.csv", "a1,1");
    for (ImportMode mode : List.of(ImportMode.APPEND, ImportMode.UPSERT)) {
      assertThatThrownBy(() -> execute(target, mode, "first.csv"))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining(": it lacks v");
    }
    Path keyless =
        Files.writeString(
            dir.resolve("keyless.csv"), TypingFile.HEADER + "\nk,object,text,\nv,int64,integer,\n");
    Config config = Config.of(List.of(dir.resolve("first.csv").toString()), keyless, target);
    assertThatThrownBy(() -> ImportTable.check(config.with(ImportMode.UPSERT)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("PRIMARY KEY");
  }

  @Test
  void aValueThatIsUniqueIsThatOfOneRow_nullsOfAny() throws IOException {
    TableName target = table(schema, "unique_values");
    String typing =
        TypingFile.HEADER + "\nk,object,text,NOT NULL PRIMARY KEY\nv,int64,integer,UNIQUE\n";
    file("first.csv", "a1,1", "a2,1", "a3,", "a4,");
    Result first = execute(typing, target, ImportMode.APPEND, "first.csv");
    assertThat(rows(target)).containsExactly("a1|1", "a3|null", "a4|null");

    // Of the rows of the table a6 alone has no part in it.
    file("refused.csv", "a5,1", "a6,2", "a1,7");
    assertThatThrownBy(() -> execute(typing, target, ImportMode.APPEND, "refused.csv"))
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageContaining("2 of 3 rows")
        .hasMessageContaining("keys or values that are UNIQUE");
    assertThat(rows(target)).hasSize(3);
    String held = "v: a row of the table with another key has this value, which is UNIQUE|";
    assertThat(rejects(target))
        .hasSize(3)
        .contains("line 3 a2|v: an earlier row has this value, which is UNIQUE|" + first.runId())
        .anyMatch(reject -> reject.startsWith("line 2 a5|" + held))
        .anyMatch(reject -> reject.startsWith("line 4 a1|the key is in the table already|"));

    file("second.csv", "a5,1", "a6,2", "a7,3");
    Result second = execute(typing, target, ImportMode.APPEND, "second.csv");
    assertThat(second.rowsRejected()).isEqualTo(1);
    assertThat(rejects(target)).contains("a5|" + held + second.runId());

    // Whether a6 gives its value up is not known before its row is in the table.
    file("third.csv", "a1,2", "a6,5", "a7,4");
    Result third = execute(typing, target, ImportMode.UPSERT, "third.csv");
    assertThat(third.rowsReplaced()).isEqualTo(2);
    assertThat(third.rowsRejected()).isEqualTo(1);
    assertThat(rows(target)).containsExactly("a1|1", "a3|null", "a4|null", "a6|5", "a7|4");
  }

  @Test
  void columnsThatAJobHasAddedSinceAreNullInRowsThatCome() throws IOException {
    TableName target = table(schema, "grown");
    file("first.csv", "a1,1", "a2,2");
    execute(target, ImportMode.APPEND, "first.csv");
    TestPostgres.execute(
        "ALTER TABLE %s ADD COLUMN \"Place\" double precision".formatted(target.sql()));
    TestPostgres.execute("UPDATE %s SET \"Place\" = 0.5".formatted(target.sql()));
    file("second.csv", "a3,3");
    assertThat(execute(target, ImportMode.APPEND, "second.csv").rowsWritten()).isEqualTo(1);
    file("third.csv", "a2,4");
    assertThat(execute(target, ImportMode.UPSERT, "third.csv").rowsReplaced()).isEqualTo(1);
    assertThat(query("SELECT k, v, \"Place\" FROM %s ORDER BY 1".formatted(target.sql())))
        .containsExactly("a1|1|0.5", "a2|4|null", "a3|3|null");
    for (String unlike : List.of("integer DEFAULT 7", "integer GENERATED ALWAYS AS (v) STORED")) {
      TestPostgres.execute("ALTER TABLE %s ADD COLUMN w %s".formatted(target.sql(), unlike));
      assertThatThrownBy(() -> execute(target, ImportMode.UPSERT, "first.csv"))
          .as(unlike)
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining(": it has w besides.");
      TestPostgres.execute("ALTER TABLE %s DROP COLUMN w".formatted(target.sql()));
    }
  }

  @Test
  void aDeliveryThatFailedLeavesAllAndIsNotTakenForDone() throws IOException {
    TableName target = table(schema, "failing");
    file("first.csv", "a1,1");
    execute(target, ImportMode.APPEND, "first.csv");
    TestPostgres.execute(
        "ALTER TABLE %s ADD CONSTRAINT small CHECK (v < 5)".formatted(target.sql()));
    file("second.csv", "a2,2", "a3,7");
    assertThatThrownBy(() -> execute(target, ImportMode.APPEND, "second.csv"))
        .isInstanceOf(DatabaseException.class);
    assertThat(rows(target)).containsExactly("a1|1");
    assertThat(query("SELECT count(*) FROM " + manifests(target))).containsExactly("1");

    TestPostgres.execute("ALTER TABLE %s DROP CONSTRAINT small".formatted(target.sql()));
    assertThat(execute(target, ImportMode.APPEND, "second.csv").rowsWritten()).isEqualTo(2);
    assertThat(rows(target)).containsExactly("a1|1", "a2|2", "a3|7");
    assertThat(
            query("SELECT count(*) FROM recap_staging.runs WHERE target = '%s'".formatted(target)))
        .as("what the failed run kept may not be added any more")
        .containsExactly("0");
  }

  @Test
  void theSameDeliveryTwiceAtOnceIsAddedOnce() throws IOException {
    TableName target = table(schema, "twice");
    file("first.csv", "a1,1");
    execute(target, ImportMode.UPSERT, "first.csv");
    file("second.csv", "a2,2", "a3,2");
    List<CompletableFuture<Result>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          CompletableFuture.supplyAsync(() -> execute(target, ImportMode.UPSERT, "second.csv")));
    }
    both.forEach(
        run ->
            assertThat(run.handle((result, failure) -> failure).join())
                .satisfiesAnyOf(
                    failure -> assertThat(failure).isNull(),
                    failure ->
                        assertThat(failure).hasCauseInstanceOf(RefusedInputException.class)));
    assertThat(rows(target)).containsExactly("a1|1", "a2|2", "a3|2");
    assertThat(query("SELECT count(*) FROM " + manifests(target))).containsExactly("2");
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(dir.resolve(name), "k,v\n" + String.join("\n", lines) + "\n");
  }

  private Result execute(TableName target, ImportMode mode, String... files) {
    return execute(TYPING, target, mode, files);
  }

  private Result execute(String lines, TableName target, ImportMode mode, String... files) {
    try {
      // Written beside its place: two imports at once have one.
      Path typing = dir.resolve("typing.csv");
      Path written = Files.writeString(Files.createTempFile(dir, "typing", null), lines);
      Files.move(written, typing, StandardCopyOption.REPLACE_EXISTING);
      List<String> sources =
          Arrays.stream(files).map(file -> dir.resolve(file).toString()).toList();
      Config config = Config.of(sources, typing, target).with(mode);
      return new ImportTable(TestSession.get(), config, settings(target, "0.5")).execute();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RecapConfig settings(TableName target, String maxRejectShare) {
    return TestPostgres.config(
        Map.of("max-reject-share", maxRejectShare, "tables.run-manifest", manifests(target)));
  }

  private static String manifests(TableName target) {
    return target + "_manifests";
  }

  private static List<String> rows(TableName target) {
    return query("SELECT k, v FROM %s ORDER BY 1".formatted(target.sql()));
  }

  private static List<String> rejects(TableName target) {
    return query("SELECT key, reason, run_id FROM " + target.withSuffix("_rejects").sql());
  }
}
