package fr.recap.operations;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.UsersTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedColumnsTest {
  private static final TableName TABLE = TableName.parse("t");
  private static final UsersTable USERS =
      new UsersTable(
          List.of(
              Column.ofUsers("A", "text", false),
              Column.ofUsers("a", "integer", false),
              Column.ofUsers("by_a", "integer", false),
              Column.ofUsers("Select Me", "text", false)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smallint|int",
        "bigint|bigint",
        "real|float",
        "double precision|double",
        "date|date",
        "timestamp with time zone|timestamp",
        "timestamp(3) with time zone|timestamp",
        "timestamp without time zone|timestamp_ntz",
        "numeric(30,10)|decimal(30,10)",
        "numeric(38,38)|decimal(38,38)",
        "numeric(39,0)|",
        "numeric(3,5)|",
        "numeric(3,-2)|",
        "numeric|",
        "integer[]|",
        "text|",
        "bytea|"
      })
  void aTypeThatHoldsAllValuesIsUsedInParquet_elseTheyAreTexts(String type, String spark) {
    assertThat(ExportedColumns.spark(type).orElse(null)).isEqualTo(spark);
  }

  @Test
  void foldersAreNamedByValues_nullsAndEmptyTextsByOtherNames() {
    // md5sum of 31 times x begins with 48e95c91.
    assertThat(
            TestSession.get()
                .sql(
                    "SELECT explode(array('57', '', CAST(NULL AS STRING), repeat('x', 30), repeat('x', 31))) AS value")
                .select(ExportedColumns.folder(col("value")))
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly("57", "(empty)", null, "x".repeat(30), "x".repeat(30) + "~48e95c91");
    ExportedColumns columns = ExportedColumns.of(TABLE, List.of("a", "by_a"), USERS);
    assertThat(columns.folders("dep")).isEqualTo("by_dep");
    assertThat(columns.folders("a")).as("no other column's name").isEqualTo("by_a_");
    assertThat(columns.folders("Select/M\u00E9")).isEqualTo("by_Select_M\u00E9");
  }

  @Test
  void columnsThatAnImportCannotTellAreTold() {
    assertThat(ExportedColumns.of(TABLE, List.of("a"), USERS).notes()).isEmpty();
    assertThat(ExportedColumns.of(TABLE, USERS.names(), USERS).notes())
        .hasSize(2)
        .anyMatch(note -> note.endsWith(": Select Me"))
        .anyMatch(note -> note.endsWith(": A and a"));
    assertThatThrownBy(() -> ExportedColumns.of(TABLE, List.of("a", "A", "a"), USERS))
        .isInstanceOf(ConfigException.class)
        .hasMessage("--columns names a twice: name it once");
  }
}
