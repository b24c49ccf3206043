package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Sirus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A register of three establishments on a real PostgreSQL. */
class ProjectSirusTest {
  private static final SparkSession SPARK = TestSession.get();
  private static final PairScorer PAIRS =
      new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), Map.of())
          .with(TestEncoder.small());

  private final String schema = TestPostgres.freshSchema();
  private final TableName target = TestPostgres.table(schema, "sirus_projections_2026");
  private final RecapConfig config =
      TestPostgres.config(
          Map.of(
              "tables.sirus", schema + ".sirus_2026",
              "tables.run-manifest", schema + ".run_manifest",
              "work-directory", "target/project-sirus"));

  @Test
  void refresh_encodesOnlyWhatIsNewOrHasOtherTexts() {
    register("BOULANGERIE DU LAC", "GARAGE MARTIN");
    assertThat(project("v1").encoded()).isEqualTo(2);
    assertThat(vectors("model_version = 'v1' AND array_length(embdedding, 1) = 8")).hasSize(2);
    // What is kept can be told from what is encoded by a mark.
    TestPostgres.execute("UPDATE %s SET embdedding = '{7}'".formatted(target.sql()));

    register("BOULANGERIE DU LAC", "GARAGE DUPONT", "PHARMACIE CENTRALE");
    ProjectSirus.Result refreshed = project("v1");

    assertThat(refreshed.rows()).isEqualTo(3);
    assertThat(refreshed.encoded()).isEqualTo(2);
    assertThat(vectors("embdedding = '{7}'")).containsExactly("000000000");
    assertThat(vectors("array_length(embdedding, 1) = 8"))
        .containsExactly("000000001", "000000002");
  }

  @Test
  void anotherVersion_encodesAll_andWhatLeftTheRegisterLeavesTheTable() {
    register("BOULANGERIE DU LAC", "GARAGE MARTIN");
    project("v1");

    register("BOULANGERIE DU LAC");
    ProjectSirus.Result refreshed = project("v2");

    assertThat(refreshed.encoded()).isEqualTo(1);
    assertThat(vectors("model_version = 'v2'")).containsExactly("000000000");
    assertThat(vectors("true")).hasSize(1);
  }

  @Test
  void stored_isWhatTheEncoderSays() {
    register("GARAGE MARTIN");
    project("v1");

    float[] expected = PAIRS.encoder().establishment(List.of("garage martin", "", "metz"));
    assertThat(TestPostgres.query("SELECT unnest(embdedding) FROM " + target.sql()))
        .extracting(Float::parseFloat)
        .containsExactly(boxed(expected));
  }

  private ProjectSirus.Result project(String version) {
    return new ProjectSirus(SPARK, config).project(target, version, () -> PAIRS);
  }

  private List<String> vectors(String condition) {
    return TestPostgres.query(
        "SELECT sirus_id FROM %s WHERE %s ORDER BY 1".formatted(target.sql(), condition));
  }

  /** Establishments of METZ with these names. */
  private void register(String... names) {
    List<String> columns = Sirus.TABLE.names();
    List<Row> rows =
        IntStream.range(0, names.length)
            .mapToObj(
                i -> {
                  Object[] cells = new Object[columns.size()];
                  cells[columns.indexOf(Sirus.SIRUS_ID)] = "%09d".formatted(i);
                  cells[columns.indexOf(Sirus.NIC)] = "00011";
                  cells[columns.indexOf(Sirus.DENOM)] = names[i];
                  cells[columns.indexOf(Sirus.SIR_ADR_ET_COM_LIB)] = "METZ";
                  return RowFactory.create(cells);
                })
            .toList();
    new TableWriter(SPARK, config.postgres())
        .write(
            SPARK.createDataFrame(rows, Sirus.TABLE.schema()),
            config.tables().sirus(),
            Sirus.TABLE,
            "test");
  }

  private static Float[] boxed(float[] values) {
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, i -> values[i]);
    return boxed;
  }
}
