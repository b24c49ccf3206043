package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.TestSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Rows with one odd value each: every one is found again by its name, or is a reject with a reason.
 */
class HostileDocumentsTest {
  private final RecapConfig config =
      TestElastic.config(
          Map.of(
              "tables.sirus", "hostile_sirus",
              "tables.sirus-geo", "hostile_sirus_geo",
              "tables.forms", "hostile",
              "tables.forms-geo", "hostile_geo",
              "indices.sirus", "hostile_sirus_e",
              "indices.forms", "hostile_e",
              "indices.validated", "hostile_v",
              "max-reject-share", "0.9"));
  private final TestTables tables = new TestTables(new Postgres(config.postgres()));
  private final ElasticClient client = ElasticClient.open(config.elasticsearch());

  @BeforeEach
  void clear() {
    client.delete("/hostile*");
    tables.sql("DROP TABLE IF EXISTS hostile, hostile_geo, hostile_sirus, hostile_sirus_geo");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void formsWithOddValues() {
    tables.sql(
        """
        CREATE TABLE hostile (cabbi text, rs_x text, typcol text DEFAULT '1', siret_dec text,
          since text, amount text, happened timestamptz, large numeric, bytes bytea, tags text[],
          "a.b" text, " " text, "_id" text, "_source" text, location text, geo_l4 text,
          exact_key text, fourretout text, "Since" text, "L'été ""2020""\" text)""");
    List<String> columnsAndValues =
        List.of(
            "since, '2015-01-01'",
            "since, 'yesterday'",
            "since, '2015/01/01 25:00'",
            "since, '12'",
            "amount, '12'",
            "amount, '12.5'",
            "amount, '1e999'",
            "amount, 'true'",
            "amount, '{\"a\": 1}'",
            "typcol, 'paper'",
            "typcol, '1e400'",
            "typcol, '99999999999'",
            "typcol, '1.0'",
            "typcol, 'NaN'",
            "typcol, repeat('9', 50000)",
            "happened, 'infinity'",
            "happened, '4714-11-24 00:00:00+00 BC'",
            "large, 'NaN'",
            "large, 1e400",
            "large, 12345678901234567890123456789012345678901234567890.5",
            "bytes, '\\x00ff'",
            "tags, ARRAY['a', NULL, 'b']",
            "\"a.b\", 'a dot'",
            "\" \", 'a blank'",
            "\"_id\", 'an identifier'",
            "\"_source\", '{}'",
            "location, 'Paris'",
            "geo_l4, 'a street'",
            "exact_key, repeat('x', 40000)",
            "fourretout, 'what a name'",
            "\"Since\", 'another column'",
            "\"L'été \"\"2020\"\"\", 'an apostrophe'",
            "since, repeat('x', 40000)",
            "since, repeat('é€', 40000)",
            "since, repeat('a ', 40000)",
            "since, repeat(U&'\\+01F600', 20000)",
            "since, U&'\\0001\\001F\\007F\\FEFF\\200F\\202E'",
            "siret_dec, '900 000 004 00014'",
            "siret_dec, 'none'");
    for (int i = 0; i < columnsAndValues.size(); i++) {
      String[] parts = columnsAndValues.get(i).split(", ", 2);
      tables.sql(
          "INSERT INTO hostile (cabbi, rs_x, %s) VALUES ('F%d', 'GARAGE NUMERO%d', %s)"
              .formatted(parts[0], i, i, parts[1]));
    }

    BuildIndex.Result result =
        new BuildIndex(TestSession.get(), config, IndexSource.forms(config)).execute();

    assertThat(result.indexed()).isEqualTo(columnsAndValues.size());
    for (int i = 0; i < columnsAndValues.size(); i++) {
      assertThat(found("hostile_e", "rs_x", "numero" + i))
          .as(columnsAndValues.get(i))
          .containsExactly("F" + i);
    }
    String number = "typcol left out: no number, or out of the range of its field";
    String name = " left out: no name for a field of its own";
    assertThat(result.changed())
        .isEqualTo(
            Map.ofEntries(
                Map.entry(number, 5L),
                Map.entry("column 'a.b'" + name, 1L),
                Map.entry("column ' '" + name, 1L),
                Map.entry("column '_id'" + name, 1L),
                Map.entry("column '_source'" + name, 1L),
                Map.entry("column 'location'" + name, 1L),
                Map.entry("column 'geo_l4'" + name, 1L),
                Map.entry("column 'exact_key'" + name, 1L),
                Map.entry("since cut to 10000 characters", 4L),
                Map.entry("siret_dec left out: can't be cleaned to an identifier", 1L)));
    JsonNode types = properties("hostile_e", result.index());
    for (String column : List.of("since", "amount", "happened", "large", "bytes", "tags")) {
      assertThat(types.path(column).path("type").asText()).as(column).isEqualTo("text");
      assertThat(types.path(column).path("fields").has("keyword")).as(column).isTrue();
    }
    assertThat(source("hostile_e", "F37").path("siret_dec").asText()).isEqualTo("90000000400014");
    assertThat(source("hostile_e", "F21").path("tags").asText()).isEqualTo("{a,NULL,b}");
  }

  @Test
  void formsWithOddKeys() {
    tables.sql("CREATE TABLE hostile (cabbi text, rs_x text)");
    tables.sql(
        """
        INSERT INTO hostile VALUES ('A1', 'NAME0'), ('A1 ', 'NAME1'), ('A1' || chr(160), 'NAME2'),
          (chr(65279) || 'B1', 'NAME3'), ('  C1', 'NAME4'), ('', 'NAME5'), (' ', 'NAME6'),
          (NULL, 'NAME7'), (repeat('k', 600), 'NAME8'), ('D/1 ?#%&', 'NAME9'), ('é1', 'NAME10'),
          ('E' || chr(1) || '1', 'NAME11')""");

    BuildIndex.Result result =
        new BuildIndex(TestSession.get(), config, IndexSource.forms(config)).execute();

    assertThat(result.in()).isEqualTo(12);
    assertThat(result.indexed()).isEqualTo(5);
    assertThat(found("hostile_e", "rs_x", "name0")).containsExactly("A1");
    assertThat(found("hostile_e", "rs_x", "name3")).containsExactly("B1");
    assertThat(found("hostile_e", "rs_x", "name4")).containsExactly("C1");
    assertThat(found("hostile_e", "rs_x", "name9")).containsExactly("D/1 ?#%&");
    assertThat(found("hostile_e", "rs_x", "name10")).containsExactly("é1");
    assertThat(
            tables.rows("SELECT left(key, 4) || '|' || reason FROM hostile_e_rejects ORDER BY 1"))
        .containsExactlyInAnyOrder(
            "|no key: [cabbi] is not filled",
            " |no key: [cabbi] is not filled",
            "|no key: [cabbi] is not filled",
            "A1 |another row has the same key A1",
            "A1\u00a0|another row has the same key A1",
            "E\u00011|no key: the key has an invisible character within (U+0001)",
            "kkkk|the key is longer than 512 bytes");
  }

  @Test
  void formsThatLieNowhere() {
    tables.sql(
        "CREATE TABLE hostile AS SELECT 'F' || i AS cabbi, 'NAME' || i AS rs_x FROM generate_series(0, 9) i");
    tables.sql(
        "CREATE TABLE hostile_geo (cabbi text, longitude text, latitude text, geo_score text, geo_type text, geo_adresse text)");
    tables.sql(
        """
        INSERT INTO hostile_geo VALUES ('F0', '6.17', '49.12', '0.9', 'street', 'x'),
          ('F1', 'NaN', 'NaN', '0.9', '', ''), ('F2', '49.1', '166.4', '0.9', '', ''),
          ('F3', 'Infinity', '49', '0.9', '', ''), ('F4', NULL, '49', '0.9', '', ''),
          ('F5', '6,17', '49,12', 'high', '', ''), ('F6', '', '', '', '', ''),
          ('F7', '0', '0', '0', '', ''), ('F8 ', '6.17', '49.12', '0.5', '', '12 Rue Haute 57000 Metz'),
          ('F8', '1', '45', '0.4', '', ''), (NULL, '6.17', '49.12', '1', '', '')""");

    BuildIndex.Result result =
        new BuildIndex(TestSession.get(), config, IndexSource.forms(config)).execute();

    assertThat(result.indexed()).isEqualTo(10);
    List<String> located = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      assertThat(found("hostile_e", "rs_x", "name" + i)).containsExactly("F" + i);
      JsonNode location = source("hostile_e", "F" + i).path("location");
      if (!location.isMissingNode()) {
        located.add("F" + i + " " + location);
      }
    }
    assertThat(located)
        .containsExactly("F0 {\"lat\":49.12,\"lon\":6.17}", "F8 {\"lat\":49.12,\"lon\":6.17}");
    assertThat(result.changed())
        .containsEntry("location left out: the coordinates are no place", 6L)
        .containsEntry("geo_score left out: no number, or out of the range of its field", 1L);
  }

  @Test
  void establishmentsWithOddValues() {
    tables.sql(
        """
        CREATE TABLE hostile_sirus (sirus_id text, nic text, denom text, sigle text,
          adr_et_loc_geo text, eff_3112_et text, x text)""");
    tables.sql(
        """
        INSERT INTO hostile_sirus VALUES
          ('1', '7', 'NAME0', 'A' || repeat(' ', 9000) || 'B', '57463', '12', '1'),
          ('000000002', '00017', 'NAME1 ' || repeat('A ', 60000), NULL, '57463', '12', '1'),
          ('000000003', '00017', 'NAME2 ' || repeat('A', 60000), repeat('.', 60000), '57463', 'NN', 'x'),
          ('000000004', '00017', 'NAME3', 'A' || repeat('. ', 9000) || 'B', '57463', '2147483648', '1e309'),
          ('000000005', '00017', 'NAME4', repeat('A.B ', 9000), repeat('9', 9000), '-1', '-1e300'),
          ('6653430.0', '14.0', 'NAME5', NULL, NULL, NULL, NULL),
          ('NONE', '00017', 'NAME6', NULL, NULL, NULL, NULL),
          ('1000000008', '00017', 'NAME7', NULL, NULL, NULL, NULL)""");

    BuildIndex.Result result =
        new BuildIndex(TestSession.get(), config, IndexSource.sirus(config)).execute();

    assertThat(result.indexed()).isEqualTo(6);
    List<String> sirets =
        List.of(
            "00000000100007",
            "00000000200017",
            "00000000300017",
            "00000000400017",
            "00000000500017",
            "00665343000014");
    for (int i = 0; i < sirets.size(); i++) {
      assertThat(found("hostile_sirus_e", "denom", "name" + i)).containsExactly(sirets.get(i));
    }
    assertThat(found("hostile_sirus_e", "sigle", "ab")).contains("00000000100007");
    assertThat(tables.rows("SELECT reason FROM hostile_sirus_e_rejects ORDER BY key"))
        .containsExactly(
            "no key: '1000000008' is no SIREN of 9 digits",
            "no key: 'NONE' is no SIREN of 9 digits");
    assertThat(result.changed())
        .containsEntry("eff_3112_et left out: no number, or out of the range of its field", 2L)
        .containsEntry("x left out: no number, or out of the range of its field", 2L)
        .containsEntry("denom cut to 10000 characters", 2L);
  }

  @Test
  void aTableAsWideAsTheServerOfTablesAllows() {
    String columns =
        IntStream.range(0, 1_590)
            .mapToObj(i -> "c" + i + " text")
            .collect(Collectors.joining(", "));
    tables.sql("CREATE TABLE hostile (cabbi text, rs_x text, " + columns + ")");
    tables.sql(
        "INSERT INTO hostile SELECT 'F1', 'GARAGE', %s"
            .formatted(
                IntStream.range(0, 1_590).mapToObj(i -> "'1'").collect(Collectors.joining(", "))));

    BuildIndex.Result result =
        new BuildIndex(TestSession.get(), config, IndexSource.forms(config)).execute();

    assertThat(result.indexed()).isEqualTo(1);
    assertThat(found("hostile_e", "c1589", "1")).containsExactly("F1");
  }

  @Test
  void aSingleFormThatAClerkValidated() {
    ValidatedIndex validated = new ValidatedIndex(client, config.elasticsearch(), config);
    validated.createIfMissing();
    StructType schema = new StructType();
    for (String column :
        List.of("cabbi", "rs_x", "typcol", "siretm", "since", "a.b", "longitude", "latitude")) {
      schema = schema.add(column, DataTypes.StringType);
    }
    Row odd =
        new GenericRowWithSchema(
            new Object[] {
              "F1", "GARAGE", "x", "732 829 320 00074", "2015-01-01", "dot", 49.1, Double.NaN
            },
            schema);
    Row next =
        new GenericRowWithSchema(
            new Object[] {"F2", "GARAGE", 1, "?", "yesterday", null, 6.17, 49.12}, schema);

    assertThat(
            validated
                .save(Map.of("F1", odd, "F2", next), validated.look(List.of("F1", "F2")))
                .values())
        .allSatisfy(written -> assertThat(written.refusal()).isNull())
        .allSatisfy(written -> assertThat(written.index()).isNotNull());

    client.post("/hostile_v/_refresh", JsonNodeFactory.instance.objectNode());
    assertThat(found("hostile_v", "rs_x", "garage")).containsExactlyInAnyOrder("F1", "F2");
    assertThat(source("hostile_v", "F1"))
        .hasToString(
            "{\"cabbi\":\"F1\",\"rs_x\":\"GARAGE\",\"siretm\":\"73282932000074\",\"since\":\"2015-01-01\"}");
    assertThat(source("hostile_v", "F2").path("location"))
        .hasToString("{\"lat\":49.12,\"lon\":6.17}");
  }

  /** Identifiers of the documents of which a field has a word. */
  private List<String> found(String index, String field, String word) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("query").putObject("match").put(field, word);
    List<String> ids = new ArrayList<>();
    client
        .post("/" + index + "/_search", body)
        .path("hits")
        .path("hits")
        .forEach(hit -> ids.add(hit.path("_id").asText()));
    return ids;
  }

  private JsonNode source(String index, String id) {
    return client.get("/" + index + "/_doc/" + id).path("_source");
  }

  private JsonNode properties(String alias, String index) {
    return client.get("/" + alias + "/_mapping").path(index).path("mappings").path("properties");
  }
}
