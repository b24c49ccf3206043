package fr.recap.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.Floats;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.NativeTraining;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecapExtensionsTest {

  private static SparkSession spark;

  @TempDir static Path folder;

  @BeforeAll
  static void startSession() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "boulanger boulangerie\n".repeat(5));
    Path model = folder.resolve("model.bin");
    new NativeTraining(
            new TrainingArguments(
                Kind.SKIPGRAM, Loss.NEGATIVE_SAMPLING, 300, 2, 1, 1, 2, 1, 50, 3, 4, 0.05, 1),
            line -> {})
        .train(text, model);
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.sql.extensions", RecapExtensions.class.getName())
            .config(FastTextModel.MODEL, model.toString())
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  @AfterAll
  static void stopSession() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recap_clean('Réparation d’appareils')         | repar appareil
          recap_clean_unstemmed('Réparation d’appareils')| reparation appareils
          recap_normalize('L’Œuvre — n° 12')            | l oeuvre n 12
          recap_name('SARL ETS DUPONT')                 | etablissements dupont
          recap_acronym('Société nationale des chemins de fer') | sncf
          recap_trigram_similarity('abcd', 'abc')       | 0.5
          recap_jaro_winkler('metz', 'metz')            | 1.0
          recap_street('AV DU GAL LECLERC')             | avenue du general leclerc
          recap_house_number('0012 BIS').number         | 12
          recap_house_number('0012 BIS').repetition     | B
          recap_house_number(12).number                 | 12
          recap_commune('57500 ST AVOLD CEDEX')         | saint avold
          recap_departement('2A004')                    | 2A
          recap_departement_postcode('97410')           | 974
          recap_siret_valid('73282932000074')           | true
          recap_siret_valid('73282932000075')           | false
          recap_naf_division('62.01Z')                  | 62
          recap_cosine(array(1, 0), array(0, 1))        | 0.0
          recap_cosine(array(3.0, 4.0), array(3.0, 4.0))| 1.0
          """)
  void callsEachFunction(String call, String expected) {
    assertThat(String.valueOf(only("SELECT " + call).get(0))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recap_clean(null)",
        "recap_name(null)",
        "recap_acronym('la poste')",
        "recap_jaro_winkler('a', null)",
        "recap_house_number('SN')",
        "recap_house_number('12').repetition",
        "recap_departement_postcode('00000')",
        "recap_siret_valid(null)",
        "recap_cosine(array(1.0, null), array(1.0, 2.0))",
        "recap_fasttext(null)"
      })
  void nullWhereThereIsNoAnswer(String call) {
    assertThat(only("SELECT " + call).isNullAt(0)).isTrue();
  }

  @Test
  void readsColumnsInGeneratedCodeAndNamesTheResultAsItWasCalled() {
    spark
        .sql("SELECT * FROM VALUES ('R ST JEAN', 'a'), (null, 'b') AS t(nomvoi_x, k)")
        .repartition(2)
        .createOrReplaceTempView("forms");

    var streets = spark.sql("SELECT recap_street(nomvoi_x) FROM forms ORDER BY k");

    assertThat(streets.columns()).containsExactly("recap_street(nomvoi_x)");
    assertThat(streets.collectAsList().stream().map(row -> row.getString(0)).toList())
        .containsExactly("rue saint jean", null);
  }

  @Test
  void cosineTakesSinglePrecisionColumns() {
    double cosine =
        only("SELECT recap_cosine(cast(array(1, 1) AS array<float>), array(1.0D, 0.0D))")
            .getDouble(0);

    assertThat(cosine).isCloseTo(0.70710678, within(1e-8));
  }

  @Test
  void vectorsOfTextsAreThoseOfTheModelWhoseSettingsDoNotShow() throws Exception {
    var vectors =
        spark.sql(
            "SELECT recap_fasttext(text) FROM VALUES ('boulanger'), ('inconnu'), ('') AS t(text)");

    assertThat(vectors.columns()).containsExactly("recap_fasttext(text)");
    try (MappedVectors model = MappedVectors.open(folder.resolve("model.bin"))) {
      List<Row> rows = vectors.collectAsList();
      assertThat(rows.get(0).<Float>getList(0))
          .containsExactlyElementsOf(Floats.asList(model.sentence("boulanger")));
      assertThat(rows.get(1).<Float>getList(0))
          .containsExactlyElementsOf(Floats.asList(model.sentence("inconnu")));
      assertThat(rows.get(2).<Float>getList(0)).hasSize(300).containsOnly(0f);
    }
  }

  @Test
  void aShippedFileAndTheNativeEngineGiveTheSameVectors() {
    spark.sparkContext().addFile(folder.resolve("model.bin").toString());
    String query = "SELECT recap_fasttext(text) FROM VALUES ('boulanger') AS t(text)";
    List<Row> mapped = spark.sql(query).collectAsList();
    String path = spark.conf().get(FastTextModel.MODEL);
    spark.conf().set(FastTextModel.MODEL, "model.bin");
    spark.conf().set(FastTextModel.ENGINE, "jni");
    try {
      assertThat(spark.sql(query).collectAsList()).isEqualTo(mapped);
    } finally {
      spark.conf().set(FastTextModel.MODEL, path);
      spark.conf().unset(FastTextModel.ENGINE);
    }
  }

  @Test
  void vectorsWithoutAModelAreAnErrorThatNamesTheSetting() {
    String path = spark.conf().get(FastTextModel.MODEL);
    spark.conf().set(FastTextModel.MODEL, "");
    try {
      assertThatThrownBy(() -> spark.sql("SELECT recap_fasttext('a')"))
          .hasMessageContaining("recap_fasttext needs the setting spark.recap.fasttext.model");
    } finally {
      spark.conf().set(FastTextModel.MODEL, path);
    }
  }

  @Test
  void wrongNumberOfArgumentsIsAnErrorThatSaysHowManyAreNeeded() {
    assertThatThrownBy(() -> spark.sql("SELECT recap_clean('a', 'b')"))
        .hasMessageContaining("`recap_clean` requires 1 parameters")
        .hasMessageContaining("actual number is 2");
  }

  @Test
  void wrongTypeIsAnErrorOfAnalysisThatNamesTheArgument() {
    assertThatThrownBy(() -> spark.sql("SELECT recap_cosine('a', array(1.0))"))
        .hasMessageContaining("recap_cosine")
        .hasMessageContaining("ARRAY<DOUBLE>");
  }

  @Test
  void vectorsOfTwoDimensionsAreAnErrorWithBothSizes() {
    assertThatThrownBy(() -> only("SELECT recap_cosine(array(rand()), array(rand(), rand()))"))
        .hasStackTraceContaining("cannot be: 1 and 2");
  }

  @Test
  void everyFunctionDescribesItself() {
    for (SqlFunction function : SqlFunctions.all()) {
      assertThat(describe(function.name()))
          .contains("Usage: " + function.name() + "(")
          .contains("Arguments:")
          .contains("SELECT " + function.example().call());
    }
  }

  @Test
  void everyExampleGivesTheResultThatItPromises() {
    for (SqlFunction function : SqlFunctions.all()) {
      Object value = only("SELECT " + function.example().call()).get(0);
      String shown = value instanceof Row row ? row.json() : String.valueOf(value);
      assertThat(shown).as(function.name()).isEqualTo(function.example().result());
    }
  }

  @Test
  void registersInASessionThatRuns() {
    RecapFunctions.register(spark);
    RecapFunctions.register(spark);

    assertThat(only("SELECT recap_normalize('Été')").getString(0)).isEqualTo("ete");
  }

  private static String describe(String name) {
    List<Row> lines = spark.sql("DESCRIBE FUNCTION EXTENDED " + name).collectAsList();
    return lines.stream().map(row -> row.getString(0)).collect(Collectors.joining("\n"));
  }

  private static Row only(String query) {
    List<Row> rows = spark.sql(query).collectAsList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
