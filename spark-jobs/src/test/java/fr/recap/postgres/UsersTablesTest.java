package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.execute;
import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Columns of any type go through Spark as texts and come back as they were. */
class UsersTablesTest {
  private static final List<String> WRITTEN = List.of("i_siret_c", "siretc", "actet_c");

  private final String schema = TestPostgres.freshSchema();
  private final RecapConfig config = TestPostgres.config(Map.of());
  private final TableName forms = TableName.parse(schema + ".forms");
  private final TableName copy = TableName.parse(schema + ".copy");

  @Test
  void aCopyHasAllColumnsInTheirOrderAndTypes_thenOurs() {
    execute(
        "CREATE TABLE %s.forms (compl_x varchar(20), cabbi varchar(12), note numeric(6,2), le date, a timestamptz, vu boolean, codes text[], plus jsonb, duree interval, \"Nom.X\" text, actet_c varchar(5), i_siret_c smallint, rs_x text)"
            .formatted(schema));
    execute(
        "INSERT INTO %s.forms VALUES ('BAT \t\\ A', 'a', 1.50, '2026-02-28', '2026-03-29 01:59:59.123456+01', true, '{x,\"y,z\",NULL}', '{\"k\": [1]}', '-1 days +02:03:04', 'é', '0113Z', 0, 'X'), (NULL, 'b', NULL, NULL, 'infinity', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)"
            .formatted(schema));
    UsersTable users = UsersTables.of(config.postgres(), forms);
    Table table = users.copy(RpOutput.TABLE, WRITTEN);
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(TestSession.get(), config.postgres())) {
      Dataset<Row> rows =
          snapshot
              .read(forms, Rp.readBy("code"), users)
              .withColumn("i_siret_c", functions.lit("1"))
              .withColumn("siretc", functions.lit("12345678900011"))
              .withColumn("actet_c", functions.lit("62.01Z"));
      Table fitting = UsersTable.fitting(table, WRITTEN, rows);
      assertThat(type(table, "actet_c")).isEqualTo("character varying(5)");
      assertThat(type(fitting, "actet_c")).as("six characters").isEqualTo("text");
      new TableWriter(TestSession.get(), config.postgres()).write(rows, copy, fitting, "copied");
    }

    assertThat(
            query(
                "SELECT attname || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '%s.copy'::regclass AND attnum > 0 ORDER BY attnum"
                    .formatted(schema)))
        .containsExactly(
            "compl_x character varying(20)",
            "cabbi character varying(12)",
            "note numeric(6,2)",
            "le date",
            "a timestamp with time zone",
            "vu boolean",
            "codes text[]",
            "plus jsonb",
            "duree interval",
            "Nom.X text",
            "actet_c text",
            "i_siret_c smallint",
            "rs_x text",
            "siretc text");
    assertThat(
            query(
                "SELECT count(*) FROM %1$s.forms f JOIN %1$s.copy c USING (cabbi) WHERE ROW(f.compl_x, f.note, f.le, f.a, f.vu, f.codes, f.plus, f.duree, f.\"Nom.X\", f.rs_x) IS NOT DISTINCT FROM ROW(c.compl_x, c.note, c.le, c.a, c.vu, c.codes, c.plus, c.duree, c.\"Nom.X\", c.rs_x)"
                    .formatted(schema)))
        .containsExactly("2");
    assertThat(query("SELECT DISTINCT i_siret_c, siretc, actet_c FROM %s.copy".formatted(schema)))
        .containsExactly("1|12345678900011|62.01Z");
  }

  @Test
  void aTypeThatCanNotHoldWhatIsWrittenBecomesOurs() {
    execute(
        "CREATE TABLE %s.forms (cabbi bigint, siretc bigint, i_siret_c boolean)".formatted(schema));

    Table table =
        UsersTables.of(config.postgres(), forms)
            .copy(RpOutput.TABLE, List.of("i_siret_c", "siretc"));

    assertThat(table.columns())
        .extracting(Column::sql)
        .as("keys and SIRETs are texts everywhere")
        .containsExactly("text", "text", "boolean");
  }

  @Test
  void whatAJobDoesNotReadMayBeMissing_whatItReadsIsRefusedByName() {
    execute("CREATE TABLE %s.forms (cabbi text, rs_x text, siret_fin text)".formatted(schema));
    Reading reading = Rp.readBy("train siret").only(List.of("cabbi", "rs_x", "clt_x"));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(TestSession.get(), config.postgres())) {
      assertThat(snapshot.read(forms, reading).columns()).containsExactly("cabbi", "rs_x", "clt_x");
      assertThatThrownBy(
              () ->
                  snapshot.read(
                      forms,
                      reading.demanding(List.of("siret_dec"), "the final establishment", "")))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("train siret: the table %s lacks".formatted(forms))
          .hasMessageContaining("siret_dec, which is read as the final establishment");
    }
    assertThatThrownBy(() -> UsersTables.of(config.postgres(), copy))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("There is no table " + copy);
  }

  private static String type(Table table, String column) {
    return table.columns().stream()
        .filter(each -> each.name().equals(column))
        .findFirst()
        .orElseThrow()
        .sql();
  }
}
