package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildRegisterTest {
  private static final SparkSession SPARK = TestSession.get();

  @TempDir Path folder;
  private RecapConfig config;

  @BeforeEach
  void createTables() {
    config =
        TestElastic.config(
            Map.of(
                "work-directory", folder.toString(),
                "store.root", folder.resolve("store").toUri().toString(),
                "tables.sirus", "register_test",
                "tables.sirus-geo", "register_test_geo",
                "tables.training-forms", "register_test_forms",
                "tables.individus", "register_test_none",
                "max-reject-share", "0.01"));
    sql("DROP TABLE IF EXISTS register_test, register_test_geo, register_test_forms");
    sql(
        """
        CREATE TABLE register_test AS
        SELECT lpad((i / 3 + 1)::text, 9, '0') AS sirus_id, lpad((i % 3 + 1)::text, 5, '0') AS nic,
          'GARAGE ' || CASE WHEN i % 2 = 0 THEN 'MARTIN ' ELSE 'DUPONT ' END || i AS denom,
          '4520A' AS apet, i AS eff_3112_et, '57' || lpad((i % 7)::text, 3, '0') AS adr_et_loc_geo
        FROM generate_series(0, 299) i""");
    sql("INSERT INTO register_test VALUES ('000000001', '00001', 'AGAIN', NULL, NULL, NULL)");
    sql(
        """
        CREATE TABLE register_test_geo AS
        SELECT sirus_id, nic, 6.17::float8 AS longitude, 49.12::float8 AS latitude,
          0.9::float8 AS geo_score, 'housenumber' AS geo_type, NULL::text AS geo_adresse
        FROM register_test WHERE sirus_id < '000000010' AND denom <> 'AGAIN'""");
    sql(
        """
        CREATE TABLE register_test_forms AS
        SELECT 'F' || i AS cabbi, 'LE BON GARAGE' AS rs_x, '57003' AS clt_c_c,
          '00000000200002' AS siret_dec
        FROM generate_series(1, 4) i""");
  }

  @Test
  void answersDontDependOnHowManyTasksMadeTheIndex() throws IOException {
    List<List<String>> answers = new ArrayList<>();
    for (int parts : new int[] {1, 2, 5}) {
      BuildRegister.Result built = new BuildRegister(SPARK, config, parts).execute();
      assertThat(built.in()).isEqualTo(301);
      assertThat(built.establishments()).isEqualTo(300);
      assertThat(built.rejected()).isEqualTo(1);
      assertThat(built.wordings()).isEqualTo(1);
      PublishedRegister published = PublishedRegister.resolveFor(config);
      assertThat(published.version()).isEqualTo(built.version());
      answers.add(answers(published.get()));
    }
    assertThat(answers.get(0)).hasSizeGreaterThan(30);
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(answers.get(2)).isEqualTo(answers.get(0));
    assertThat(folder.resolve("store/trainings/REGISTER_PARTS")).isEmptyDirectory();
  }

  @Test
  void indexThatDoesntFitTheTablesIsRefused() throws IOException {
    assertThatThrownBy(() -> PublishedRegister.resolve(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("recap index register");
    BuildRegister.Result built = new BuildRegister(SPARK, config).execute();
    sql("UPDATE register_test SET denom = 'SOLD' WHERE sirus_id = '000000042'");

    assertThatThrownBy(() -> PublishedRegister.resolveFor(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(built.version())
        .hasMessageContaining("recap index register");
  }

  @Test
  void columnsThatNoDocumentReadsMayChange() throws IOException {
    sql("ALTER TABLE register_test ADD COLUMN cj text");
    BuildRegister.Result built = new BuildRegister(SPARK, config).execute();
    sql("UPDATE register_test SET cj = '5499'");
    assertThat(PublishedRegister.resolveFor(config).version()).isEqualTo(built.version());
    sql("UPDATE register_test_geo SET latitude = 49.13 WHERE sirus_id = '000000002'");
    assertThatThrownBy(() -> PublishedRegister.resolveFor(config))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void registerWithoutItsKeyIsRefused() {
    sql("ALTER TABLE register_test DROP COLUMN nic");
    assertThatThrownBy(() -> new BuildRegister(SPARK, config).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("lacks the key");
  }

  @Test
  void viewIsIndexedLikeItsTable() throws IOException {
    BuildRegister.Result table = new BuildRegister(SPARK, config, 3).execute();
    List<String> answers = answers(PublishedRegister.resolve(config).get());
    sql("ALTER TABLE register_test RENAME TO register_test_all");
    try {
      sql("CREATE VIEW register_test AS SELECT * FROM register_test_all");
      BuildRegister.Result view = new BuildRegister(SPARK, config, 3).execute();
      assertThat(view.establishments()).isEqualTo(table.establishments());
      assertThat(answers(PublishedRegister.resolve(config).get())).isEqualTo(answers);
    } finally {
      sql("DROP TABLE register_test_all CASCADE");
    }
  }

  @Test
  void establishmentsHaveTheirPlaceAndFormsLeadToThem() throws IOException {
    new BuildRegister(SPARK, config).execute();
    RegisterIndex index = PublishedRegister.resolve(config).get();
    RegisterEntry located = index.establishment("00000000200002").orElseThrow();

    assertThat(located.address().latitude()).isEqualTo(49.12);
    assertThat(located.names().denom()).isEqualTo("GARAGE MARTIN 4");
    assertThat(index.establishment("00000009900001").orElseThrow().address().latitude()).isNaN();
    assertThat(index.worded("57003bongarage", "F9").orElseThrow())
        .isEqualTo(new RegisterIndex.Led("00000000200002", 4));
    assertThat(index.worded("57003bongarage", "F2").orElseThrow().forms()).isEqualTo(3);
    RegisterQuery query = query("bon garage", "57003");
    assertThat(new RegisterSearch(index).votes(query, "bon garage", "F2"))
        .singleElement()
        .satisfies(
            vote -> {
              assertThat(vote.forms()).isEqualTo(3);
              assertThat(vote.sameName()).isTrue();
              assertThat(vote.sameCommune()).isTrue();
            });
  }

  private static List<String> answers(RegisterIndex index) {
    List<String> answers = new ArrayList<>();
    RegisterSearch search = new RegisterSearch(index);
    for (String name : List.of("garage martin 12", "dupond", "garage", "bon garage")) {
      RegisterQuery query = query(name, "57003");
      search
          .establishments(query)
          .forEach(
              (by, found) ->
                  found.forEach(
                      f -> answers.add(by + ' ' + f.establishment().siret() + ' ' + f.score())));
      search.votes(query, name, "F0").forEach(vote -> answers.add(vote.toString()));
    }
    return answers;
  }

  private static RegisterQuery query(String name, String commune) {
    return RegisterQuery.of(
        name, "", "", "", "", "", "", commune, "", "", List.of("4520A"), List.of("45"), null, null);
  }

  private void sql(String statement) {
    new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              try (Statement s = connection.createStatement()) {
                return s.execute(statement);
              }
            });
  }
}
