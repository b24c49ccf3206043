package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.forms.Form;
import fr.recap.models.ModelRef;
import fr.recap.models.Publish;
import fr.recap.runtime.TestSession;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.vectors.PublishVectors;
import fr.recap.vectors.PublishedVectors;
import fr.recap.vectors.TestVectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningModelTest {
  private static final int D = TestVectors.DIMENSION;

  @TempDir static Path folder;

  private static Path file;

  @BeforeAll
  static void train() throws Exception {
    file = TestVectors.train(folder);
  }

  @Test
  void theLogOddsAreThoseOfUnitVectorsFieldByField() throws Exception {
    try (MappedVectors vectors = MappedVectors.open(file)) {
      float[] weights = new float[3 * (D + 1)];
      weights[0] = 2; // first dimension of the employer
      weights[D + 1] = -3; // second one of the activity
      weights[3 * D] = 0.5f; // the employer is filled
      weights[3 * D + 2] = 8; // so is the profession: it is not
      MeaningModel model = new MeaningModel(() -> vectors, weights, 0.25);

      double found = model.logOdds(Form.of(Map.of("rs_x", "Macon", "actet_x", "HOPITAL")));

      float[] macon = vectors.word("macon");
      float[] hopital = vectors.word("hopital");
      assertThat(found)
          .isCloseTo(
              0.25 + 2 * macon[0] / norm(macon) - 3 * hopital[1] / norm(hopital) + 0.5,
              within(1e-6));
      assertThat(model.logOdds(Form.of(Map.of()))).isEqualTo(0.25);
    }
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  @Test
  void otherDimensionsAreRefused() throws Exception {
    try (MappedVectors vectors = MappedVectors.open(file)) {
      assertThatThrownBy(() -> new MeaningModel(() -> vectors, new float[6], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("39 weights")
          .hasMessageContaining("12 dimensions");
    }
  }

  /**
   * Words that no form had, but whose parts are those of known ones; the store has lost VECTORS.
   */
  @Test
  void aPublishedModelKnowsWhatNewWordsMeanAndNeedsNoOtherModel() throws Exception {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "store.root", folder.resolve("store").toUri().toString(),
                "work-directory", folder.resolve("work").toString(),
                "noncodable.family", "logistic-regression",
                "noncodable.vectors", "newest",
                "siret.training-sample", "100"));
    new PublishVectors(config, file.toString()).execute();
    new TrainNoncodable(TestSession.get(), config)
        .train(TestSession.get().createDataFrame(forms(), schema()), Matches.none());
    new Publish(config, "NONCODABLE", Map.of("NONCODABLE", NoncodableScorer.verifier())).execute();
    FileUtils.deleteDirectory(
        folder
            .resolve("store/published")
            .toFile()
            .listFiles(name -> name.getName().startsWith("VECTORS"))[0]);

    NoncodableScorer scorer =
        NoncodableScorer.of(ModelRef.resolve(config, "NONCODABLE", Optional.empty()));

    double nurse = scorer.score(Form.of(Map.of("rs_x", "INFIRMIERES", "clt_x", "LYON")), null);
    double mason = scorer.score(Form.of(Map.of("rs_x", "BATIMENTS", "clt_x", "LYON")), null);
    assertThat(nurse).isGreaterThan(0.5);
    assertThat(mason).isLessThan(0.2);
  }

  @Test
  void newestIfAny_isNoneUntilVectorsArePublished() throws Exception {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "store.root", folder.resolve("empty-store").toUri().toString(),
                "work-directory", folder.resolve("empty-work").toString()));
    Optional<String> setting = config.nomenclature("naf").vectors();

    assertThat(setting).contains("newest-if-any");
    assertThat(PublishedVectors.ofSetting(config, setting)).isEmpty();
    assertThat(PublishedVectors.ofSetting(config, Optional.empty())).isEmpty();
    String version = new PublishVectors(config, file.toString()).execute().version();
    assertThat(PublishedVectors.ofSetting(config, setting).orElseThrow().ref().version())
        .isEqualTo(version);
  }

  /** Forms of private persons have no SIRET: theirs is a nurse. */
  private static List<Row> forms() {
    Random random = new Random(3);
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      boolean noncodable = i % 4 == 0;
      String[] words =
          noncodable
              ? new String[] {"INFIRMIERE", "HOPITAL"}
              : new String[] {"MACON", "CHANTIER", "BATIMENT"};
      Object[] cells = new Object[schema().size()];
      cells[0] = "f" + i;
      cells[schema().fieldIndex("rs_x")] = words[random.nextInt(words.length)];
      cells[schema().fieldIndex("clt_x")] = "LYON";
      cells[schema().fieldIndex("siret_dec")] = noncodable ? null : "12345678900011";
      forms.add(RowFactory.create(cells));
    }
    return forms;
  }

  private static StructType schema() {
    StructType schema = new StructType().add("cabbi", DataTypes.StringType);
    for (String input : NoncodableScorer.columns()) {
      schema = schema.add(input, DataTypes.StringType);
    }
    return schema.add("siret_dec", DataTypes.StringType).add("siretm", DataTypes.StringType);
  }
}
