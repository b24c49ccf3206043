package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.execute;
import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the owner of a table gave it outlives that its rows, or its columns, are replaced. */
class OwnedTablesTest {
  private static final Column KEY = new Column("k", ColumnType.TEXT, true, "");
  private static final Column VALUE = new Column("v", ColumnType.INTEGER, false, "");
  private static final Column MORE = new Column("w", ColumnType.INTEGER, false, "");
  private static final Table PAIR = new Table("pair", "", List.of(KEY, VALUE));
  private static final Table TRIPLE = new Table("triple", "", List.of(KEY, MORE, VALUE));

  private static SparkSession spark;
  private static String schema;
  private static String other;

  @BeforeAll
  static void start() {
    spark = TestSession.get();
    schema = TestPostgres.freshSchema();
    other = role();
  }

  @Test
  void rowsAreReplacedAndAllThatTheOwnerGaveTheTableStays() {
    TableName target = owned("rows");
    execute(
        "CREATE TABLE %s.rows_notes (k text REFERENCES %s ON DELETE CASCADE)"
            .formatted(schema, target.sql()));
    execute("INSERT INTO %s.rows_notes VALUES ('a')".formatted(schema));
    List<String> before = everythingOf(target);

    write(target, PAIR, row("a", 9), row("c", 3));

    assertThat(everythingOf(target)).isEqualTo(before).hasSize(17);
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|9", "c|3");
    assertThat(query("SELECT k FROM %s.rows_notes".formatted(schema)))
        .as("a row that stays takes no row with it that points to it")
        .containsExactly("a");
    assertThat(query("SELECT * FROM %s.rows_view ORDER BY k".formatted(schema)))
        .containsExactly("a|9", "c|3");
  }

  @Test
  void columnsAreReplacedAndAllThatTheOwnerGaveTheTableStays() {
    TableName target = owned("columns");
    List<String> before = everythingOf(target);

    write(target, TRIPLE, row("a", 8, 9), row("c", 2, 3));

    assertThat(everythingOf(target))
        .containsAll(before)
        .filteredOn(thing -> !before.contains(thing))
        .containsExactly("column w integer false");
    assertThat(query("SELECT k, w, v FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|8|9", "c|2|3");

    write(target, PAIR, row("d", 1));
    assertThat(everythingOf(target)).isEqualTo(before);
    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("d|1");
  }

  @Test
  void viewOnAColumnThatGoesIsNamedBeforeAnyWork() {
    TableName target = table(schema, "with_view");
    write(target, TRIPLE, row("a", 1, 2));
    execute("CREATE VIEW %s.on_w AS SELECT w FROM %s".formatted(schema, target.sql()));
    execute("CREATE INDEX w_index ON %s (w)".formatted(target.sql()));

    assertThatThrownBy(() -> lock(target, PAIR))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(target + " can't be replaced, and nothing was done")
        .hasMessageContaining("its column w goes, and")
        .hasMessageContaining("view " + schema + ".on_w")
        .hasMessageContaining("index " + schema + ".w_index");
    assertThatThrownBy(() -> write(target, PAIR, row("b", 1)))
        .isInstanceOf(RefusedInputException.class);
    assertThat(TargetChecks.of(TestPostgres.postgres(), Map.of(target, PAIR)))
        .extracting(TargetChecks.Problem::error)
        .containsExactly(true, true, false);
    assertThat(query("SELECT k FROM " + target.sql())).containsExactly("a");
  }

  @Test
  void foreignKeyToATableWhoseColumnsChangeIsNamedBeforeAnyWork() {
    TableName target = table(schema, "pointed_at");
    write(target, PAIR, row("a", 1));
    execute("CREATE TABLE %s.points (k text REFERENCES %s)".formatted(schema, target.sql()));
    assertThatThrownBy(() -> write(target, TRIPLE, row("a", 1, 1)))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("the foreign key points_k_fkey of " + schema + ".points");
  }

  @Test
  void typesAndKeysChange() {
    TableName target = table(schema, "types");
    write(target, PAIR, row("a", 1));
    execute("CREATE INDEX types_v ON %s (v)".formatted(target.sql()));
    execute(
        "ALTER TABLE %s ALTER COLUMN v SET NOT NULL, ALTER COLUMN v SET DEFAULT 7"
            .formatted(target.sql()));
    Table other =
        new Table(
            "other",
            "",
            List.of(
                new Column("k", ColumnType.TEXT, true, ""),
                new Column("v", ColumnType.TEXT, true, "")));
    write(target, other, RowFactory.create("a", "x"), RowFactory.create("a", "y"));
    assertThat(query("SELECT * FROM %s ORDER BY v".formatted(target.sql())))
        .containsExactly("a|x", "a|y");
    assertThat(
            query(
                "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '%s'::regclass ORDER BY 1"
                    .formatted(target.sql())))
        .hasSize(2)
        .anyMatch(index -> index.endsWith("(k, v)"))
        .anyMatch(index -> index.contains("types_v") && index.endsWith("(v)"));
  }

  @Test
  void tableOfTheUsersWithoutAKeyGetsOneAndItsDoubledRowsGo() {
    TableName target = table(schema, "keyless");
    execute("CREATE TABLE %s (v integer, k text)".formatted(target.sql()));
    execute("INSERT INTO %s VALUES (1, 'a'), (2, 'a'), (3, null)".formatted(target.sql()));
    write(target, PAIR, row("a", 5));
    assertThat(query("SELECT k, v FROM " + target.sql())).containsExactly("a|5");
    assertThat(
            query(
                "SELECT 1 FROM pg_index WHERE indrelid = '%s'::regclass AND indisprimary"
                    .formatted(target.sql())))
        .hasSize(1);
  }

  @Test
  void triggersFireForRowsThatDifferAlone() {
    TableName target = table(schema, "audited");
    write(target, PAIR, row("same", 1), row("other", 1), row("gone", 1));
    execute("CREATE TABLE %s.audit (what text)".formatted(schema));
    execute(
        "CREATE FUNCTION %1$s.audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO %1$s.audit VALUES (TG_OP || ' ' || coalesce(NEW.k, OLD.k)); RETURN NULL; END $$"
            .formatted(schema));
    execute(
        "CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s.audit()"
            .formatted(target.sql(), schema));
    write(target, PAIR, row("same", 1), row("other", 2), row("more", 1));
    assertThat(query("SELECT what FROM %s.audit ORDER BY 1".formatted(schema)))
        .containsExactly("DELETE gone", "DELETE other", "INSERT more", "INSERT other");
  }

  @Test
  void triggerThatKeepsRowsBackEndsTheRun() {
    TableName target = table(schema, "keeps_back");
    write(target, PAIR, row("a", 1));
    execute(
        "CREATE FUNCTION %s.none() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            .formatted(schema));
    execute(
        "CREATE TRIGGER none BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION %s.none()"
            .formatted(target.sql(), schema));
    assertThatThrownBy(() -> write(target, PAIR, row("b", 1)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("would have 0 rows instead of 1");
    assertThat(query("SELECT k FROM " + target.sql())).containsExactly("a");
  }

  @Test
  void triggerThatKeepsOldRowsEndsTheRun() {
    TableName target = table(schema, "keeps_old");
    write(target, PAIR, row("a", 1));
    execute(
        "CREATE FUNCTION %s.never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$"
            .formatted(schema));
    execute(
        "CREATE TRIGGER never BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION %s.never()"
            .formatted(target.sql(), schema));
    assertThatThrownBy(() -> write(target, PAIR, row("a", 2)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("kept back 1 of 1 rows");
    assertThat(query("SELECT v FROM " + target.sql())).containsExactly("1");
  }

  @Test
  void uniqueIndexOfTheOwnersSeesNoTwoRowsChangePlaces() {
    TableName target = table(schema, "places");
    write(target, PAIR, row("a", 1), row("b", 2));
    execute("CREATE UNIQUE INDEX ON %s (v)".formatted(target.sql()));
    write(target, PAIR, row("a", 2), row("b", 1));
    assertThat(query("SELECT * FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|2", "b|1");
  }

  @Test
  void messagesAboutRowsShowNoValue() {
    TableName target = table(schema, "values");
    write(target, PAIR, row("a", 1));
    execute("CREATE UNIQUE INDEX secret_v ON %s (v)".formatted(target.sql()));
    assertThatThrownBy(() -> write(target, PAIR, row("x", 98765), row("y", 98765)))
        .hasMessageContaining("secret_v")
        .satisfies(e -> assertThat(all(e)).doesNotContain("98765"));
    Table times =
        new Table("times", "", List.of(KEY, new Column("t", ColumnType.TIMESTAMP, false, "")));
    Dataset<Row> late = spark.sql("SELECT 'a' AS k, timestamp_micros(9223372036854775807) AS t");
    assertThatThrownBy(() -> writer().write(late, table(schema, "times"), times, run()))
        .satisfies(
            e ->
                assertThat(all(e))
                    .contains("column t")
                    .contains("line 1 of the task's rows")
                    .doesNotContain("294247"));
  }

  @Test
  void ownerKeepsTheTableThatAnotherRoleWrites() {
    TableName target = table(schema, "of_another");
    write(target, PAIR, row("a", 1));
    execute("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(schema, other));
    TableWriter operator = new TableWriter(spark, as(other));
    allowStaging();
    assertThatThrownBy(() -> operator.write(data(PAIR, row("b", 2)), target, PAIR, run()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("GRANT SELECT, INSERT, UPDATE, DELETE ON " + target + " TO " + other);
    execute("GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s".formatted(target.sql(), other));

    execute("CREATE TABLE %s_rejects (key text, reason text, run_id text)".formatted(target));
    assertThatThrownBy(() -> operator.write(data(PAIR, row("b", 2)), target, PAIR, run()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(other + " may not write " + target + "_rejects");
    execute("DROP TABLE %s_rejects".formatted(target));
    operator.write(data(PAIR, row("b", 2)), target, PAIR, run());

    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("b|2");
    assertThat(
            query(
                "SELECT pg_get_userbyid(relowner) = current_user FROM pg_class WHERE oid = '%s'::regclass"
                    .formatted(target.sql())))
        .containsExactly("t");
    assertThatThrownBy(() -> operator.write(data(TRIPLE, row("b", 2, 2)), target, TRIPLE, run()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("which its owner recap alone may do");
    execute("ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(target.sql()));
    assertThatThrownBy(() -> operator.write(data(PAIR, row("b", 2)), target, PAIR, run()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("its row-level security hides rows from " + other);
  }

  @Test
  void secondRoleIsToldWhoseTheStagingSchemaIs() {
    String second = role();
    TableName target = table(schema, "second");
    execute("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(schema, second));
    write(target, PAIR, row("a", 1));
    assertThatThrownBy(
            () ->
                new TableWriter(spark, as(second))
                    .write(data(PAIR, row("b", 2)), target, PAIR, run()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("belongs to the role recap, and " + second + " may not write there")
        .hasMessageContaining("GRANT USAGE, CREATE ON SCHEMA recap_staging TO " + second)
        .hasMessageContaining("recap_staging.ledger");
    assertThat(TargetChecks.staging(new Postgres(as(second)))).isPresent();
    assertThat(TargetChecks.staging(TestPostgres.postgres())).isEmpty();
  }

  private static void allowStaging() {
    execute("GRANT USAGE, CREATE ON SCHEMA recap_staging TO " + other);
    execute(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON recap_staging.ledger, recap_staging.manifests, recap_staging.modes, recap_staging.moved, recap_staging.publications, recap_staging.runs TO "
            + other);
  }

  /** A table with one of each that an owner can give it. */
  private static TableName owned(String name) {
    TableName target = table(schema, name);
    write(target, PAIR, row("a", 1), row("b", 2));
    String grantee = other;
    for (String sql :
        List.of(
            "ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY p ON %1$s FOR SELECT TO " + grantee + " USING (v > 1)",
            "COMMENT ON TABLE %1$s IS 'of the owner'",
            "COMMENT ON COLUMN %1$s.v IS 'a value'",
            "CREATE INDEX %2$s_v ON %1$s (v) WHERE v > 0",
            "COMMENT ON INDEX %3$s.%2$s_v IS 'an index'",
            "GRANT SELECT (v) ON %1$s TO " + grantee,
            "GRANT INSERT ON %1$s TO " + grantee + " WITH GRANT OPTION",
            "ALTER TABLE %1$s ALTER COLUMN v SET NOT NULL, ALTER COLUMN v SET STATISTICS 77, ALTER COLUMN v SET DEFAULT 5, ADD CONSTRAINT small CHECK (v < 1000)",
            "ALTER TABLE %1$s SET (fillfactor = 80)",
            "CREATE STATISTICS %3$s.%2$s_s ON k, v FROM %1$s",
            "CREATE FUNCTION %3$s.%2$s_f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            "CREATE TRIGGER t BEFORE INSERT ON %1$s FOR EACH ROW EXECUTE FUNCTION %3$s.%2$s_f()",
            "ALTER TABLE %1$s ENABLE ALWAYS TRIGGER t",
            "CREATE PUBLICATION %3$s_%2$s FOR TABLE %1$s",
            "CREATE VIEW %3$s.%2$s_view AS SELECT k, v FROM %1$s")) {
      execute(sql.formatted(target.sql(), name, schema));
    }
    return target;
  }

  /** What the catalogs say of a table, in order. */
  private static List<String> everythingOf(TableName target) {
    List<String> all = new ArrayList<>();
    for (String sql :
        List.of(
            "SELECT 'table', oid, relowner, relacl, relrowsecurity, reloptions FROM pg_class WHERE oid = T",
            "SELECT 'column', attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE attrelid = T AND attnum > 0 AND NOT attisdropped",
            "SELECT 'column rights', attname, attacl, attstattarget FROM pg_attribute WHERE attrelid = T AND attname = 'v'",
            "SELECT 'default', pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = T",
            "SELECT 'comment', objsubid, description FROM pg_description WHERE objoid = T",
            "SELECT 'index', pg_get_indexdef(indexrelid), obj_description(indexrelid) FROM pg_index WHERE indrelid = T",
            "SELECT 'constraint', conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = T OR confrelid = T",
            "SELECT 'policy', polname, polroles, pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polrelid = T",
            "SELECT 'trigger', pg_get_triggerdef(oid), tgenabled FROM pg_trigger WHERE tgrelid = T AND NOT tgisinternal",
            "SELECT 'statistics', pg_get_statisticsobjdef(oid) FROM pg_statistic_ext WHERE stxrelid = T",
            "SELECT 'publication', pubname FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid WHERE prrelid = T",
            "SELECT DISTINCT 'view', ev_class::regclass::text FROM pg_rewrite w JOIN pg_depend d ON d.objid = w.oid WHERE refobjid = T")) {
      query(sql.replace("= T", "= '%s'::regclass".formatted(target.sql())) + " ORDER BY 2")
          .forEach(line -> all.add(line.replace('|', ' ').replace(" f", " false")));
    }
    return all;
  }

  private static String role() {
    String role = "r_" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    execute("CREATE ROLE " + role);
    execute("GRANT %s TO recap WITH INHERIT FALSE, SET TRUE".formatted(role));
    return role;
  }

  /** The settings of somebody who works as a role. */
  private static PostgresSettings as(String role) {
    PostgresSettings own = TestPostgres.settings();
    return TestPostgres.config(
            Map.of(
                "postgres.url",
                own.url() + (own.url().contains("?") ? "&" : "?") + "options=-c%20role%3D" + role))
        .postgres();
  }

  private static String all(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      text.append(t).append('\n');
    }
    return text.toString();
  }

  private static void lock(TableName target, Table table) {
    RunLock.of(TestPostgres.settings(), run(), Map.of(target, table), table(schema, "run_manifest"))
        .close();
  }

  private static String run() {
    return "r_" + UUID.randomUUID();
  }

  private static void write(TableName target, Table table, Row... rows) {
    writer().write(data(table, rows), target, table, run());
  }

  private static TableWriter writer() {
    return new TableWriter(spark, TestPostgres.settings());
  }

  private static Row row(Object... values) {
    return RowFactory.create(values);
  }

  private static Dataset<Row> data(Table table, Row... rows) {
    return spark.createDataFrame(List.of(rows), table.schema().asNullable());
  }
}
