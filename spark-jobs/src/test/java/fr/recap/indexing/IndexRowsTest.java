package fr.recap.indexing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.TestSession;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indices read as Datasets. */
class IndexRowsTest {
  private static final SparkSession SPARK = TestSession.get();
  private static final String ALIAS = "rows_test_e";
  private static final RecapConfig CONFIG =
      TestElastic.config(
          Map.of(
              "tables.sirus", "rows_test",
              "tables.sirus-geo", "rows_test_geo",
              "indices.sirus", ALIAS));

  @BeforeAll
  static void build() {
    TestTables tables = new TestTables(new Postgres(CONFIG.postgres()));
    tables.sql("DROP TABLE IF EXISTS rows_test, rows_test_geo");
    tables.sql(
        """
        CREATE TABLE rows_test AS
        SELECT lpad(i::text, 9, '0') AS sirus_id, '00017' AS nic, 'LE GARAGE ' || i AS denom,
          CASE WHEN i = 7 THEN 'DE LA' END AS sigle, '57463' AS adr_et_loc_geo,
          i AS eff_3112_et, 1.5::float8 AS x
        FROM generate_series(1, 100) i""");
    tables.sql(
        """
        CREATE TABLE rows_test_geo AS
        SELECT sirus_id, nic, 6.17::float8 AS longitude, 49.12::float8 AS latitude,
          0.87::float8 AS geo_score, 'housenumber' AS geo_type,
          '12 Rue Haute 57000 Metz' AS geo_adresse
        FROM rows_test WHERE sirus_id <= '000000050'""");
    new BuildIndex(SPARK, CONFIG, IndexSource.sirus(CONFIG)).execute();
  }

  @AfterAll
  static void drop() {
    try (ElasticClient client = ElasticClient.open(CONFIG.elasticsearch())) {
      client.delete("/rows_test*");
    }
  }

  @Test
  void rowsHaveTheFieldsAsColumnsOfTheirTypes() {
    Dataset<Row> rows = read(CONFIG.elasticsearch(), Optional.empty());

    assertThat(rows.count()).isEqualTo(100);
    assertThat(rows.agg(sum("eff_3112_et"), sum("x")).first().getLong(0)).isEqualTo(5050);
    Row row =
        rows.where("sirus_id = '000000007'")
            .select("location.lat", "location.lon", "exact_keys", "denom", "geo_l4")
            .first();
    assertThat(row.getDouble(0)).isEqualTo(49.12);
    assertThat(row.getDouble(1)).isEqualTo(6.17);
    assertThat(row.<String>getList(2)).isNotEmpty();
    assertThat(row.getString(3)).isEqualTo("LE GARAGE 7");
    assertThat(row.getString(4)).isEqualTo("12 Rue Haute");
    assertThat(rows.where(col("location").isNotNull()).count()).isEqualTo(50);
  }

  /** The connector alone finds none: it searches for the words, and these are stop words. */
  @Test
  void conditionsAreThoseOfSql_notOfTheSearchEngine() {
    Dataset<Row> rows = read(CONFIG.elasticsearch(), Optional.empty());

    assertThat(rows.where("sigle = 'DE LA'").count()).isEqualTo(1);
    assertThat(rows.where("sigle = 'de la'").count()).isZero();
    assertThat(rows.where("denom = 'LE GARAGE 7'").count()).isEqualTo(1);
  }

  @Test
  void aQueryIsTheSearchEngines() {
    String garages =
        """
        {"query": {"match": {"denom": {"query": "garage 7", "operator": "and"}}}}""";
    assertThat(
            read(CONFIG.elasticsearch(), Optional.of(garages)).select("sirus_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("000000007");
  }

  @Test
  void noPlanShowsTheKey(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("elasticsearch.api-key"), "id:hush");
    RecapConfig config = TestElastic.config(Map.of("secrets.directory", "\"" + folder + "\""));
    assertThat(config.elasticsearch().apiKey()).isPresent();

    Dataset<Row> rows = read(config.elasticsearch(), Optional.empty()).where("eff_3112_et > 50");

    assertThat(rows.count()).isEqualTo(50);
    assertThat(rows.queryExecution().toString())
        .contains("index " + ALIAS)
        .doesNotContain("hush")
        .doesNotContain("aWQ6aHVzaA")
        .doesNotContain("es.net");
  }

  /** Why {@link IndexRows} is not that source itself. */
  @Test
  void theConnectorsOwnSourceWorksToo_butItsPlanShowsItsPassword() {
    URI node = URI.create(CONFIG.elasticsearch().nodes().get(0));
    Dataset<Row> rows =
        SPARK
            .read()
            .format("es")
            .option("es.nodes", node.getHost() + ":" + node.getPort())
            .option("es.nodes.wan.only", "true")
            .option("es.net.http.auth.user", "clerk")
            .option("es.net.http.auth.pass", "hush")
            .option("es.read.field.as.array.include", "exact_keys")
            .load(ALIAS)
            .where("eff_3112_et <= 10");

    assertThat(rows.count()).isEqualTo(10);
    assertThat(rows.queryExecution().toString()).contains("hush");
  }

  @Test
  void aMissingIndexIsRefused() {
    assertThatThrownBy(
            () -> IndexRows.read(SPARK, CONFIG.elasticsearch(), "rows_none", Optional.empty()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("rows_none");
  }

  private static Dataset<Row> read(ElasticsearchSettings settings, Optional<String> query) {
    return IndexRows.read(SPARK, settings, ALIAS, query);
  }
}
