package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.Run;
import fr.recap.runtime.TestSession;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildIndexTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final SparkSession SPARK = TestSession.get();
  private static final String ALIAS = "build_test_e";

  private final RecapConfig config =
      TestElastic.config(
          Map.of(
              "tables.sirus", "build_test",
              "tables.sirus-geo", "build_test_geo",
              "tables.forms", "build_test_forms",
              "tables.forms-geo", "build_test_forms_geo",
              "indices.sirus", ALIAS,
              "indices.forms", "build_test_forms_e",
              "indices.validated", "build_test_forms_v",
              "tables.individus", "build_test_forms",
              "elasticsearch.bulk.documents", "7",
              "postgres.read-partitions", "3"));
  private final Postgres postgres = new Postgres(config.postgres());
  private final ElasticClient client = ElasticClient.open(config.elasticsearch());
  private final IndexAdmin admin = new IndexAdmin(client);
  private Run run;

  @BeforeEach
  void createTables() {
    client.delete("/build_test*");
    sql("DROP TABLE IF EXISTS build_test, build_test_geo, build_test_forms, build_test_e_rejects");
    sql(
        """
        CREATE TABLE build_test AS
        SELECT lpad(i::text, 9, '0') AS sirus_id, '00017' AS nic, 'GARAGE ' || i AS denom,
          '4520A' AS apet, i AS eff_3112_et, 1.5::float8 AS eff_etp_et, NULL::text AS sigle
        FROM generate_series(1, 100) i""");
    sql(
        """
        CREATE TABLE build_test_geo AS
        SELECT sirus_id, nic, 6.17::float8 AS longitude, 49.12::float8 AS latitude,
          0.87::float8 AS geo_score, 'housenumber' AS geo_type,
          '12 Rue Haute 57000 Metz' AS geo_adresse
        FROM build_test WHERE sirus_id <= '000000050'""");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void documentsHaveTheFilledColumnsAndTheLocation() {
    BuildIndex.Result result = build();

    assertThat(result.in()).isEqualTo(100);
    assertThat(result.indexed()).isEqualTo(100);
    assertThat(result.rejected()).isZero();
    assertThat(result.index()).isEqualTo(latest());
    assertThat(admin.versions(ALIAS)).containsExactly(result.index());
    assertThat(document("00000000700017"))
        .isEqualTo(
            "{\"sirus_id\":\"000000007\",\"nic\":\"00017\",\"denom\":\"GARAGE 7\",\"apet\":\"4520A\","
                + "\"eff_3112_et\":7,\"eff_etp_et\":1.5,\"geo_score\":0.87,\"geo_type\":\"housenumber\","
                + "\"geo_adresse\":\"12 Rue Haute 57000 Metz\","
                + "\"location\":{\"lat\":49.12,\"lon\":6.17},\"geo_l4\":\"12 Rue Haute\"}");
    assertThat(document("00000006000017")).doesNotContain("location", "geo_", "sigle");
    assertThat(
            rows(
                "SELECT job || ' ' || rows_in || ' ' || rows_out || ' ' || rows_rejected FROM run_manifest WHERE run_id = '"
                    + run.id()
                    + "'"))
        .containsExactly("index 100 100 0");
  }

  @Test
  void refusedDocumentsAndRowsWithoutKeyAreListedWithTheirReasons() {
    sql("UPDATE build_test_geo SET latitude = 95 WHERE sirus_id = '000000003'");
    sql("UPDATE build_test SET nic = NULL WHERE sirus_id = '000000060'");
    sql("ALTER TABLE build_test ALTER eff_3112_et TYPE text");
    sql("UPDATE build_test SET eff_3112_et = 'many' WHERE sirus_id = '000000070'");

    BuildIndex.Result result = build();

    assertThat(result.in()).isEqualTo(100);
    assertThat(result.indexed()).isEqualTo(97);
    assertThat(result.rejected()).isEqualTo(3);
    assertThat(admin.count(ALIAS)).isEqualTo(97);
    List<String> rejects =
        rows("SELECT key || ' ' || run_id || ' ' || reason FROM build_test_e_rejects ORDER BY key");
    assertThat(rejects).hasSize(3);
    assertThat(rejects.get(0))
        .startsWith("00000000300017 " + run.id() + " ")
        .contains("illegal latitude value [95.0]");
    assertThat(rejects.get(1)).startsWith("000000060 " + run.id() + " no key");
    assertThat(rejects.get(2))
        .startsWith("00000007000017 " + run.id() + " ")
        .contains("eff_3112_et", "many");
  }

  @Test
  void buildingAgainGivesTheSameIndexAndEmptiesTheRejects() {
    sql("UPDATE build_test_geo SET latitude = 95 WHERE sirus_id = '000000003'");
    String first = build().index();
    List<String> documents = all();
    String second = build().index();
    assertThat(all()).isEqualTo(documents);
    sql("UPDATE build_test_geo SET latitude = 49");

    BuildIndex.Result third = build();

    assertThat(third.indexed()).isEqualTo(100);
    assertThat(rows("SELECT key FROM build_test_e_rejects")).isEmpty();
    assertThat(client.find("/" + first + "," + second)).as("old versions").isEmpty();
  }

  @Test
  void tooManyRejectsLeaveTheOldIndexAndTellWhere() {
    String old = build().index();
    sql("UPDATE build_test_geo SET latitude = 95 WHERE sirus_id <= '000000006'");

    assertThatThrownBy(() -> build())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("6 of 100")
        .hasMessageContaining("build_test_e_rejects");
    assertThat(admin.versions(ALIAS)).containsExactly(old);
    assertThat(client.find("/" + latest())).isEmpty();
    assertThat(admin.count(ALIAS)).isEqualTo(100);
  }

  @Test
  void aFailureOfATaskLeavesTheOldIndex() {
    String old = build().index();
    // The view fails when the read comes to row 80; rows before it have been sent by then.
    sql("ALTER TABLE build_test RENAME TO build_test_rows");
    sql(
        """
        CREATE VIEW build_test AS SELECT sirus_id, nic, denom,
          1 / (80 - eff_3112_et) AS eff_3112_et FROM build_test_rows""");
    try {
      assertThatThrownBy(() -> build()).hasStackTraceContaining("division by zero");
      assertThat(admin.versions(ALIAS)).containsExactly(old);
      assertThat(client.find("/" + latest())).isEmpty();
    } finally {
      sql("DROP VIEW build_test");
      sql("DROP TABLE build_test_rows");
    }
  }

  @Test
  void rowsThatShareAKeyAreNotPublished() {
    sql("INSERT INTO build_test SELECT * FROM build_test WHERE sirus_id = '000000001'");

    assertThatThrownBy(() -> build()).hasMessageContaining("duplicate keys");
    assertThat(admin.versions(ALIAS)).isEmpty();
  }

  @Test
  void whatADeadRunLeftIsDeletedByTheNext() {
    admin.createVersion(ALIAS, TestElastic.definition(), "dead");
    build();
    assertThat(client.find("/" + ALIAS + "_dead")).isEmpty();
  }

  @Test
  void aSecondRunOfOneAliasIsRefused() {
    assertThatThrownBy(() -> BuildLock.holding(postgres, ALIAS, () -> build()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(ALIAS);
  }

  @Test
  void formsAreIndexedWithTheirSiretsAndWithoutCoordinates() {
    sql(
        """
        CREATE TABLE build_test_forms AS
        SELECT 'F' || i AS cabbi, 'SNCF' AS rs_x, '1' AS siretc, '2' AS siretm, '3' AS siret_dec
        FROM generate_series(1, 3) i""");
    BuildIndex.Result result = new BuildIndex(SPARK, config, IndexSource.forms(config)).execute();

    assertThat(result.indexed()).isEqualTo(3);
    assertThat(source("build_test_forms_e", "F2"))
        .isEqualTo(
            "{\"cabbi\":\"F2\",\"rs_x\":\"SNCF\",\"siretc\":\"1\",\"siretm\":\"2\",\"siret_dec\":\"3\"}");
  }

  @Test
  void validatedForms_areThoseThatAClerkFinishedAndGaveASiret() {
    sql(
        """
        CREATE TABLE build_test_forms AS
        SELECT 'F' || i AS cabbi, 'SNCF' AS rs_x,
          CASE WHEN i % 2 = 0 THEN 'V' ELSE 'N' END AS i_reprise_act,
          CASE WHEN i % 3 = 0 THEN ' ' ELSE '12345678900011' END AS siretm
        FROM generate_series(1, 12) i""");

    BuildIndex.Result first =
        new BuildIndex(SPARK, config, IndexSource.validatedForms(config)).execute();
    sql("UPDATE build_test_forms SET i_reprise_act = 'V' WHERE cabbi = 'F1'");
    sql("UPDATE build_test_forms SET siretm = NULL WHERE cabbi = 'F2'");
    BuildIndex.Result second =
        new BuildIndex(SPARK, config, IndexSource.validatedForms(config)).execute();

    // Even and no multiple of 3: 2, 4, 8 and 10; an hour later 1 has come and 2 is taken back.
    assertThat(first.in()).isEqualTo(4);
    assertThat(first.indexed()).isEqualTo(4);
    assertThat(second.indexed()).isEqualTo(4);
    assertThat(client.find("/build_test_forms_v/_doc/F1")).isPresent();
    assertThat(client.find("/build_test_forms_v/_doc/F2")).isEmpty();
  }

  @Test
  void aMissingTableIsRefused() {
    sql("DROP TABLE build_test");
    assertThatThrownBy(() -> build())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("build_test");
    assertThat(client.find("/" + latest())).isEmpty();
  }

  private BuildIndex.Result build() {
    run = Run.start("index", config.rendered());
    return new BuildIndex(SPARK, config, IndexSource.sirus(config), run).execute();
  }

  /** The index that the latest run built or began. */
  private String latest() {
    return ALIAS + "_" + run.id();
  }

  private String document(String siret) {
    return source(ALIAS, siret);
  }

  private String source(String index, String id) {
    return client.get("/" + index + "/_doc/" + id).path("_source").toString();
  }

  private List<String> all() {
    List<String> documents = new ArrayList<>();
    JsonNode body =
        JSON.objectNode().put("size", 1000).set("sort", JSON.arrayNode().add("sirus_id.keyword"));
    for (JsonNode hit : client.post("/" + ALIAS + "/_search", body).path("hits").path("hits")) {
      documents.add(hit.path("_id") + " " + hit.path("_source"));
    }
    return documents;
  }

  private void sql(String statement) {
    postgres.inTransaction(
        connection -> {
          try (Statement s = connection.createStatement()) {
            return s.execute(statement);
          }
        });
  }

  private List<String> rows(String query) {
    return postgres.inTransaction(
        connection -> {
          List<String> rows = new ArrayList<>();
          try (Statement s = connection.createStatement();
              ResultSet result = s.executeQuery(query)) {
            while (result.next()) {
              rows.add(result.getString(1));
            }
          }
          return rows;
        });
  }
}
