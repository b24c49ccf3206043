package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Run;
import fr.recap.runtime.TestSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BuildIndexTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final SparkSession SPARK = TestSession.get();
  private static final String ALIAS = "build_test_e";

  private static final Map<String, String> SETTINGS =
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
          "postgres.read-partitions", "3");

  private final RecapConfig config = config(Map.of());
  private final Postgres postgres = new Postgres(config.postgres());
  private final ElasticClient client = ElasticClient.open(config.elasticsearch());
  private final IndexAdmin admin = new IndexAdmin(client);
  private final TestTables tables = new TestTables(postgres);
  private Run run;

  private static RecapConfig config(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(more);
    return TestElastic.config(settings);
  }

  @BeforeEach
  void createTables() {
    client.delete("/build_test*");
    tables.sql(
        "DROP TABLE IF EXISTS build_test, build_test_geo, build_test_forms, build_test_results, build_test_e_rejects");
    tables.sql(
        """
        CREATE TABLE build_test AS
        SELECT lpad(i::text, 9, '0') AS sirus_id, '00017' AS nic, 'GARAGE ' || i AS denom,
          '4520A' AS apet, i AS eff_3112_et, 1.5::float8 AS eff_etp_et, NULL::text AS sigle
        FROM generate_series(1, 100) i""");
    tables.sql(
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
            tables.rows(
                "SELECT job || ' ' || rows_in || ' ' || rows_out || ' ' || rows_rejected FROM run_manifest WHERE run_id = '"
                    + run.id()
                    + "'"))
        .containsExactly("index 100 100 0");
  }

  @Test
  void rowsWithoutKeyAreRejectsAndValuesThatAFieldCantTakeAreLeftOut() {
    tables.sql("UPDATE build_test_geo SET latitude = 95 WHERE sirus_id = '000000003'");
    tables.sql("UPDATE build_test SET nic = NULL WHERE sirus_id = '000000060'");
    tables.sql("UPDATE build_test SET nic = 'A' WHERE sirus_id = '000000061'");
    tables.sql("ALTER TABLE build_test ALTER eff_3112_et TYPE text");
    tables.sql("UPDATE build_test SET eff_3112_et = 'many' WHERE sirus_id = '000000070'");

    BuildIndex.Result result = build();

    assertThat(result.in()).isEqualTo(100);
    assertThat(result.indexed()).isEqualTo(98);
    assertThat(result.rejected()).isEqualTo(2);
    assertThat(admin.count(ALIAS)).isEqualTo(98);
    assertThat(
            tables.rows(
                "SELECT key || ' ' || reason FROM build_test_e_rejects WHERE run_id = '%s' ORDER BY key"
                    .formatted(run.id())))
        .containsExactly(
            "000000060 no key: [sirus_id, nic] is not filled",
            "000000061A no key: 'A' is no NIC of 5 digits");
    assertThat(result.changed())
        .containsExactly(
            Map.entry("eff_3112_et left out: no number, or out of the range of its field", 1L),
            Map.entry("location left out: the coordinates are no place", 1L));
    assertThat(document("00000000300017")).contains("GARAGE 3").doesNotContain("location");
    assertThat(document("00000007000017")).contains("GARAGE 70").doesNotContain("many");
  }

  @Test
  void whatTheServerRefusesIsARejectOnce_thoughItsTaskRunsAgain() {
    client.put(
        "/_template/build_test_odd",
        JSON.objectNode()
            .<ObjectNode>set("index_patterns", JSON.arrayNode().add(ALIAS + "_*"))
            .set(
                "mappings",
                JSON.objectNode()
                    .set(
                        "properties",
                        JSON.objectNode().set("odd", JSON.objectNode().put("type", "boolean")))));
    try {
      tables.sql("ALTER TABLE build_test ADD odd text DEFAULT 'true'");
      tables.sql("UPDATE build_test SET odd = 'maybe' WHERE eff_3112_et IN (11, 55, 99)");

      BuildIndex.Result result = build();

      assertThat(result.rejected()).isEqualTo(3);
      assertThat(result.indexed()).isEqualTo(97);
      assertThat(admin.count(ALIAS)).isEqualTo(97);
      assertThat(tables.rows("SELECT key || ' ' || reason FROM build_test_e_rejects ORDER BY key"))
          .allSatisfy(
              reject ->
                  assertThat(reject)
                      .contains("mapper_parsing_exception: failed to parse field [odd]"))
          .extracting(reject -> reject.substring(0, 14))
          .containsExactly("00000001100017", "00000005500017", "00000009900017");

      String version =
          admin.createVersion(
              ALIAS, IndexDefinition.load(IndexKind.SIRUS, config.elasticsearch()), "attempts");
      SendPartition task = new SendPartition(config, version, IndexKind.SIRUS);
      try (PostgresSnapshot snapshot = PostgresSnapshot.open(SPARK, config.postgres())) {
        List<Row> rows = KeyedRows.read(snapshot, IndexSource.sirus(config)).collectAsList();
        assertThatThrownBy(() -> task.call(lostAfter(60, rows)))
            .as("the first attempt, which has sent refused documents")
            .hasMessage("executor lost");
        assertThat(toList(task.call(rows.iterator())))
            .extracting(row -> row.getString(0))
            .containsExactlyInAnyOrder(null, "00000001100017", "00000005500017", "00000009900017");
      }
      admin.publish(version, ALIAS, 97);
    } finally {
      client.delete("/_template/build_test_odd");
    }
  }

  private static List<Row> toList(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    return all;
  }

  private static Iterator<Row> lostAfter(int most, List<Row> rows) {
    return new Iterator<>() {
      private int given;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Row next() {
        if (given == most) {
          throw new IllegalStateException("executor lost");
        }
        return rows.get(given++);
      }
    };
  }

  @Test
  void buildingAgainGivesTheSameIndexAndEmptiesTheRejects() {
    tables.sql("UPDATE build_test SET nic = NULL WHERE sirus_id = '000000003'");
    String first = build().index();
    List<String> documents = all();
    String second = build().index();
    assertThat(all()).isEqualTo(documents);
    tables.sql("UPDATE build_test SET nic = '00017'");

    BuildIndex.Result third = build();

    assertThat(third.indexed()).isEqualTo(100);
    assertThat(tables.rows("SELECT key FROM build_test_e_rejects")).isEmpty();
    assertThat(client.find("/" + first + "," + second)).as("old versions").isEmpty();
  }

  @Test
  void tooManyRejectsLeaveTheOldIndexAndTellWhere() {
    String old = build().index();
    tables.sql("UPDATE build_test SET nic = NULL WHERE sirus_id <= '000000006'");

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
    // The view fails when the read comes to row 80.
    tables.sql("ALTER TABLE build_test RENAME TO build_test_rows");
    tables.sql(
        """
        CREATE VIEW build_test AS SELECT sirus_id, nic, denom,
          1 / (80 - eff_3112_et) AS eff_3112_et FROM build_test_rows""");
    try {
      assertThatThrownBy(() -> build()).hasStackTraceContaining("division by zero");
      assertThat(admin.versions(ALIAS)).containsExactly(old);
      assertThat(client.find("/" + latest())).isEmpty();
    } finally {
      tables.sql("DROP VIEW build_test");
      tables.sql("DROP TABLE build_test_rows");
    }
  }

  @Test
  void ofRowsThatShareAKeyOneIsIndexedAndTheOthersAreRejects() {
    tables.sql("INSERT INTO build_test SELECT * FROM build_test WHERE sirus_id = '000000001'");
    tables.sql("INSERT INTO build_test_geo SELECT * FROM build_test_geo");
    tables.sql("INSERT INTO build_test (sirus_id, nic, denom) VALUES ('2', '17', 'A SHORT KEY')");

    BuildIndex.Result result = build();

    assertThat(result.in()).isEqualTo(102);
    assertThat(result.indexed()).isEqualTo(100);
    assertThat(tables.rows("SELECT key || ' ' || reason FROM build_test_e_rejects ORDER BY key"))
        .containsExactly(
            "00000000100017 another row has the same key 00000000100017",
            "217 another row has the same key 00000000200017");
    assertThat(document("00000000200017")).as("that whose key was clean").contains("GARAGE 2");
  }

  @Test
  void lostZerosOfSirenAndNicArePutBack_alsoInTheTableOfCoordinates() {
    tables.sql("UPDATE build_test SET sirus_id = '7', nic = '17' WHERE sirus_id = '000000007'");
    tables.sql(
        "UPDATE build_test_geo SET sirus_id = ' 7', nic = '017' WHERE sirus_id = '000000007'");

    assertThat(build().rejected()).isZero();
    assertThat(document("00000000700017"))
        .contains("\"sirus_id\":\"000000007\",\"nic\":\"00017\"", "\"location\"");
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
    tables.sql(
        """
        CREATE TABLE build_test_forms AS
        SELECT 'F' || i AS cabbi, 'SNCF' AS rs_x, '73282932000074' AS siretc,
          '732 829 320 00074' AS siretm, 'unknown' AS siret_dec
        FROM generate_series(1, 3) i""");
    BuildIndex.Result result = new BuildIndex(SPARK, config, IndexSource.forms(config)).execute();

    assertThat(result.indexed()).isEqualTo(3);
    assertThat(source("build_test_forms_e", "F2"))
        .isEqualTo(
            "{\"cabbi\":\"F2\",\"rs_x\":\"SNCF\",\"siretc\":\"73282932000074\",\"siretm\":\"73282932000074\"}");
    assertThat(result.changed())
        .containsExactly(Map.entry("siret_dec left out: can't be cleaned to an identifier", 3L));
  }

  @Test
  void codedFormsHaveTheirCodesBesideTheirOwnColumns() {
    tables.sql(
        "CREATE TABLE build_test_forms AS SELECT 'F' || i AS cabbi, 'SNCF' AS rs_x, 'own' AS pcs FROM generate_series(1, 2) i");
    tables.sql(
        """
        CREATE TABLE build_test_results AS
        SELECT 'F1' AS cabbi, '73282932000074' AS siret, true AS siret_codage_auto,
          0.97::double precision AS siret_codage_auto_proba, 0.5::double precision AS siret_score,
          NULL::text AS naf, 'actet_x is empty' AS naf_error, 'coded' AS pcs, false AS non_codable,
          'abc' AS form_fingerprint""");
    RecapConfig coded = config(Map.of("tables.results", "build_test_results"));

    new BuildIndex(SPARK, coded, IndexSource.forms(coded)).execute();

    assertThat(source("build_test_forms_e", "F1"))
        .isEqualTo(
            "{\"cabbi\":\"F1\",\"rs_x\":\"SNCF\",\"pcs\":\"own\",\"siret\":\"73282932000074\",\"siret_codage_auto\":\"true\",\"siret_codage_auto_proba\":\"0.97\",\"siret_score\":0.5,\"naf_error\":\"actet_x is empty\",\"non_codable\":\"false\"}");
    assertThat(source("build_test_forms_e", "F2"))
        .isEqualTo("{\"cabbi\":\"F2\",\"rs_x\":\"SNCF\",\"pcs\":\"own\"}");
    assertThat(
            client
                .find(
                    "/build_test_forms_e/_count?q=siret_codage_auto:true+AND+siret_codage_auto_proba:%3E0.9")
                .orElseThrow()
                .path("count")
                .asInt())
        .isEqualTo(1);
  }

  /** 732829320 passes Luhn's check, 732829321 doesn't. */
  @Test
  void aSiretWhoseSirenFailsItsCheckIsLeftOutIfTheSettingsAskForIt() {
    tables.sql(
        "CREATE TABLE build_test_forms AS SELECT 'F1' AS cabbi, '73282932100074' AS siretm, '73282932000074' AS siret_dec");
    RecapConfig strict = config(Map.of("siret.check-siren", "true"));
    BuildIndex.Result result = new BuildIndex(SPARK, strict, IndexSource.forms(strict)).execute();

    assertThat(source("build_test_forms_e", "F1"))
        .isEqualTo("{\"cabbi\":\"F1\",\"siret_dec\":\"73282932000074\"}");
    assertThat(result.changed())
        .containsExactly(Map.entry("siretm left out: can't be cleaned to an identifier", 1L));
  }

  @Test
  void validatedForms_areThoseThatAClerkFinishedAndGaveASiret() {
    tables.sql(
        """
        CREATE TABLE build_test_forms AS
        SELECT 'F' || i AS cabbi, 'SNCF' AS rs_x,
          CASE WHEN i % 2 = 0 THEN 'V' ELSE 'N' END AS i_reprise_act,
          CASE WHEN i % 3 = 0 THEN ' ' ELSE '12345678900011' END AS siretm
        FROM generate_series(1, 12) i""");

    BuildIndex.Result first =
        new BuildIndex(SPARK, config, IndexSource.validatedForms(config)).execute();
    tables.sql("UPDATE build_test_forms SET i_reprise_act = 'V' WHERE cabbi = 'F1'");
    tables.sql("UPDATE build_test_forms SET siretm = NULL WHERE cabbi = 'F2'");
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
    tables.sql("DROP TABLE build_test");
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
}
