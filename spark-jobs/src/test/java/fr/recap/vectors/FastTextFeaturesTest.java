package fr.recap.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.runtime.SessionSettings;
import fr.recap.runtime.TestSession;
import fr.recap.udfs.vectors.MappedVectors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FastTextFeaturesTest {
  private static final int D = TestVectors.DIMENSION;
  private static final StructType SCHEMA =
      new StructType()
          .add("rs_x", DataTypes.StringType)
          .add("profs_x", DataTypes.StringType)
          .add("n", DataTypes.IntegerType);

  @TempDir static Path folder;

  private static SparkSession spark;
  private static Path model;

  @BeforeAll
  static void train() throws Exception {
    spark = TestSession.get();
    model = TestVectors.train(folder);
  }

  private static Dataset<Row> forms() {
    return spark
        .createDataFrame(
            List.of(
                RowFactory.create("HÔPITAL", "INFIRMIÈRE", 1),
                RowFactory.create(null, "MACON JAMAISVU", 2),
                RowFactory.create("  ", null, 3),
                RowFactory.create("HOPITAL DU CHANTIER", "INFIRMIERE", 4)),
            SCHEMA)
        .repartition(2)
        .orderBy("n");
  }

  private static FastTextFeatures features() {
    return new FastTextFeatures()
        .setInputCols("rs_x", "profs_x")
        .setVectors(model.toString())
        .setOutputCol("vector");
  }

  private static List<double[]> vectors(Dataset<Row> rows) {
    return rows.orderBy("n").select("vector").collectAsList().stream()
        .map(row -> row.<Vector>getAs(0).toArray())
        .toList();
  }

  private static double[] field(double[] vector, int field) {
    return Arrays.copyOfRange(vector, field * D, (field + 1) * D);
  }

  /** The word's vector divided by its norm. */
  private static double[] unit(String word) throws Exception {
    try (MappedVectors mapped = MappedVectors.open(model)) {
      float[] vector = mapped.word(word);
      double norm = 0;
      for (float value : vector) {
        norm += (double) value * value;
      }
      double[] unit = new double[D];
      for (int i = 0; i < D; i++) {
        unit[i] = vector[i] / Math.sqrt(norm);
      }
      return unit;
    }
  }

  private static double[] mean(double[] a, double weightOfA, double[] b, double weightOfB) {
    double[] mean = new double[D];
    for (int i = 0; i < D; i++) {
      mean[i] = (weightOfA * a[i] + weightOfB * b[i]) / (weightOfA + weightOfB);
    }
    return mean;
  }

  @Test
  void eachFieldHasTheMeanOfItsWordsAndAFlag() throws Exception {
    List<double[]> vectors = vectors(features().transform(forms()));

    assertThat(vectors.get(0)).hasSize(2 * D + 2);
    assertThat(field(vectors.get(0), 0)).containsExactly(unit("hopital"), within(1e-6));
    assertThat(field(vectors.get(0), 1)).containsExactly(unit("infirmiere"), within(1e-6));
    assertThat(field(vectors.get(1), 1))
        .containsExactly(mean(unit("macon"), 1, unit("jamaisvu"), 1), within(1e-6));
    assertThat(Arrays.copyOfRange(vectors.get(0), 2 * D, 2 * D + 2)).containsExactly(1, 1);
  }

  @Test
  void missingTextGivesZerosAndNoFlag() {
    List<double[]> vectors = vectors(features().transform(forms()));

    assertThat(field(vectors.get(1), 0)).containsOnly(0);
    assertThat(Arrays.copyOfRange(vectors.get(1), 2 * D, 2 * D + 2)).containsExactly(0, 1);
    assertThat(vectors.get(2)).containsOnly(0);
  }

  @Test
  void wordsOfManyTextsWeighLess() throws Exception {
    FastTextFeatures features = features().fitIdf(forms(), 10);
    // Of the five texts two have hopital, one has du, chantier, and so on.
    double ofHopital = Math.log(6.0 / 3) + 1;
    double ofOne = Math.log(6.0 / 2) + 1;
    double[] expected = new double[D];
    double[] hopital = unit("hopital");
    double[] du = unit("du");
    double[] chantier = unit("chantier");
    boolean duHasVector = Double.isFinite(du[0]);
    for (int i = 0; i < D; i++) {
      expected[i] =
          (ofHopital * hopital[i] + ofOne * chantier[i] + (duHasVector ? ofOne * du[i] : 0))
              / (ofHopital + ofOne + (duHasVector ? ofOne : 0));
    }

    assertThat(field(vectors(features.transform(forms())).get(3), 0))
        .containsExactly(expected, within(1e-6));
  }

  @Test
  void aPipelineIsSavedAndLoaded() {
    String path = folder.resolve("pipeline").toString();
    FastTextFeatures features = features().fitIdf(forms(), 10);
    PipelineModel fitted = new Pipeline().setStages(new PipelineStage[] {features}).fit(forms());
    List<double[]> before = vectors(fitted.transform(forms()));
    try {
      fitted.write().overwrite().save(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }

    List<double[]> after = vectors(PipelineModel.load(path).transform(forms()));
    assertThat(after).hasSameSizeAs(before);
    for (int i = 0; i < before.size(); i++) {
      assertThat(after.get(i)).containsExactly(before.get(i));
    }
  }

  @Test
  void aPublishedVersionIsFoundThroughTheSettingsFiles() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("campaign.conf"),
            "store.root = \"%s\"\nwork-directory = \"%s\"\n"
                .formatted(folder.resolve("store").toUri(), folder.resolve("work")));
    RecapConfig config = ConfigLoader.load(List.of(settings), Map.of());
    String version = new PublishVectors(config, model.toString()).execute().version();
    List<double[]> expected = vectors(features().transform(forms()));
    spark.conf().set(SessionSettings.FILES, settings.toString());
    try {
      List<double[]> found = vectors(features().setVectors(version).transform(forms()));
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i)).containsExactly(expected.get(i));
      }
      assertThatThrownBy(() -> features().setVectors(version + "_99").transform(forms()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("did you mean " + version);
    } finally {
      spark.conf().unset(SessionSettings.FILES);
    }

    VectorFunctions.register(spark, PublishedVectors.resolve(config));
    Row row =
        spark
            .sql("SELECT recap_fasttext('infirmiere'), recap_fasttext(null)")
            .collectAsList()
            .get(0);
    assertThat(row.<Float>getList(0)).hasSize(D);
    assertThat(row.isNullAt(1)).isTrue();
  }

  @Test
  void aColumnThatIsNoTextIsRefused() {
    assertThatThrownBy(() -> features().setInputCols("n").transform(forms()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The column n must hold texts, cannot be: int");
  }
}
