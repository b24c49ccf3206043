package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.campaign.DecideFromTraining;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelRef;
import fr.recap.models.Publish;
import fr.recap.models.ThresholdDecision;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainNomenclatureTest {
  private static final String[] CODES = {"01A", "01B", "47A", "47B", "86A", "86B"};
  private static final String[] LABELS = {
    "Culture de c\u00e9r\u00e9ales",
    "Culture de la vigne",
    "Commerce de chaussures",
    "Commerce de poissons",
    "Activit\u00e9 des infirmiers",
    "Laboratoires d'analyses m\u00e9dicales"
  };
  private static final String[][] WORDINGS = {
    {"CULTURE BLE MAIS", "CEREALES", "EXPLOITATION CEREALIERE"},
    {"VITICULTURE", "CULTURE VIGNE", "PRODUCTION DE VIN"},
    {"VENTE DE CHAUSSURES", "MAGASIN CHAUSSURES", "COMMERCE"},
    {"POISSONNERIE", "VENTE DE POISSONS", "COMMERCE"},
    {"SOINS A DOMICILE", "INFIRMIER LIBERAL", "SANTE"},
    {"ANALYSES MEDICALES", "LABORATOIRE", "SANTE"}
  };
  private static final String[] PROFESSIONS = {
    "AGRICULTEUR", "VIGNERON", "VENDEUSE", "POISSONNIER", "INFIRMIERE", "LABORANTIN"
  };

  private static final List<Row> FORMS = forms(1200);

  @TempDir static Path shared;

  /** Has {@link #trained}, {@link #published}. */
  private static Path store;

  private static TrainNomenclature.Result trained;
  private static Publish.Result published;

  @TempDir Path folder;

  @BeforeAll
  static void trainAndPublish() throws IOException {
    store = shared.resolve("store");
    trained = train(store, FORMS);
    published = publish(config(store));
  }

  private static RecapConfig config(Path store, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("store.root", store.toUri().toString());
    settings.put("work-directory", store.resolveSibling(store.getFileName() + "-work").toString());
    settings.put("nomenclatures.naf.root", "N1");
    settings.put("nomenclatures.naf.learning.encoder.epochs", "8");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return ConfigLoader.load(List.of(), settings);
  }

  private static Dataset<Row> rows(List<Row> rows, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType);
    }
    SparkSession spark = TestSession.get();
    return spark.createDataFrame(rows, schema);
  }

  private static Dataset<Row> levels() {
    return rows(
        List.of(RowFactory.create("N1", null), RowFactory.create("N2", "N1")), "nct_id", "nct_agr");
  }

  private static Dataset<Row> modalities() {
    List<Row> rows = new ArrayList<>();
    for (String division : List.of("01", "47", "86")) {
      rows.add(RowFactory.create("N1", division, "Division " + division, null, null));
    }
    for (int i = 0; i < CODES.length; i++) {
      rows.add(RowFactory.create("N2", CODES[i], LABELS[i], CODES[i].substring(0, 2), null));
    }
    return rows(rows, "nct_id", "code", "libelle", "code_agr", "aide");
  }

  /** Wordings 3 of each pair of leaves are the same, and only the profession tells them apart. */
  private static List<Row> forms(int count) {
    Random random = new Random(3);
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int leaf = random.nextInt(CODES.length);
      String activity = WORDINGS[leaf][random.nextInt(3)];
      forms.add(
          RowFactory.create(
              "f" + i,
              i % 50 == 0 ? " " : activity,
              i % 60 == 1 ? "99Z" : CODES[leaf],
              "EMPLOYEUR " + random.nextInt(20),
              PROFESSIONS[leaf],
              null,
              null));
    }
    return forms;
  }

  private static Dataset<Row> table(List<Row> forms) {
    return rows(forms, "cabbi", "actet_x", "actet_c", "rs_x", "profs_x", "profi_x", "profa_x");
  }

  private static TrainNomenclature.Result train(Path store, List<Row> forms) throws IOException {
    return new TrainNomenclature(
            TestSession.get(), config(store), "naf", TrainNomenclature.How.DEFAULT)
        .train(table(forms).repartition(3), levels(), modalities());
  }

  private static Publish.Result publish(RecapConfig config) throws IOException {
    return new Publish(config, "NAF", Map.of("NAF", NomenclatureCoder.verifier())).execute();
  }

  @Test
  void aTrainedCoderIsPublishedAndCodesEveryFormOrSaysWhyNot() throws IOException {
    assertThat(trained.counts())
        .containsEntry("actet_x is empty", 24L)
        .containsEntry("actet_c is no code of a leaf", 20L)
        .containsEntry("used", 1156L);
    assertThat(trained.metrics().get("top-1")).isGreaterThan(0.97);
    assertThat(trained.metrics().get("automatic-precision")).isGreaterThan(0.88);

    assertThat(trained.report().orElseThrow())
        .hasSameTextualContentAs(store.resolve(trained.training()).resolve("report.html"))
        .content()
        .contains("Learning curve", "Validation loss", "actet_c is no code of a leaf");

    RecapConfig config = config(store);
    ModelRef model = ModelRef.resolve(config, "NAF", Optional.empty());
    assertThat(model.version()).isEqualTo(published.version());

    List<Row> input =
        List.of(
            RowFactory.create("a", "VENTE POISSON", null, null, "POISSONNIERE", null, null),
            RowFactory.create("b", null, null, "BAR", "SERVEUR", null, null),
            RowFactory.create("c", "DE LA", null, null, null, null, null));
    NomenclatureSettings naf = config.nomenclature("naf");
    Dataset<Row> flow = coded(input, NomenclatureCoding.of(naf, model, false));
    List<CodedForm> forms = forms(flow);
    List<Row> coded = CodeNomenclature.projections(flow, naf, model.version()).collectAsList();

    assertThat(coded.get(0).<String>getAs("naf_code_0")).isEqualTo("47B");
    assertThat(coded.get(0).<String>getAs("naf_code_5")).as("six leaves").isNotNull();
    assertThat(coded.get(0).<String>getAs("naf_code_6")).isNull();
    assertThat(coded.get(0).<Boolean>getAs("codage_auto")).isTrue();
    assertThat(length(coded.get(0).getList(1)))
        .as("projections lie on the sphere")
        .isCloseTo(1, within(1e-5));
    assertThat(coded.get(2).isNullAt(1)).as("no word, no projection").isTrue();
    assertThat(forms.get(0).prediction("naf").error()).isNull();
    assertThat(forms.get(1).prediction("naf").error()).isEqualTo("actet_x is empty");
    assertThat(coded.get(1).<Boolean>getAs("codage_auto")).isFalse();
    assertThat(coded.get(1).isNullAt(1)).as("the other fields have a projection").isFalse();
    assertThat(forms.get(2).prediction("naf").error()).isEqualTo("actet_x has no word: DE LA");
    assertThat(coded.get(2).<String>getAs("model_version")).isEqualTo(model.version());
  }

  private static Dataset<Row> coded(List<Row> forms, NomenclatureCoding coding) {
    return CodeNomenclature.transform(CodedFormRows.of(table(forms)), coding);
  }

  private static List<CodedForm> forms(Dataset<Row> flow) {
    return flow.collectAsList().stream().map(CodedFormRows::read).toList();
  }

  private static double length(List<Double> projection) {
    return Math.sqrt(projection.stream().mapToDouble(x -> x * x).sum());
  }

  @Test
  void trainingFormsAreCodedByWhatHasNotLearnedThem_ifAsked() throws IOException {
    Random random = new Random(5);
    List<Row> odd = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      String word =
          random
              .ints(9, 'A', 'Z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String code = CODES[random.nextInt(CODES.length)];
      odd.add(RowFactory.create("odd" + i, word, code, null, null, null, null));
    }
    List<Row> forms = new ArrayList<>(FORMS);
    forms.addAll(odd);
    Path outOfFold = folder.resolve("out-of-fold");
    String training = train(outOfFold, forms).training();
    RecapConfig config = config(outOfFold);
    publish(config);
    ModelRef model = ModelRef.resolve(config, "NAF", Optional.empty());
    NomenclatureSettings settings = config.nomenclature("naf");

    assertThat(right(coded(odd, NomenclatureCoding.of(settings, model, true)), odd))
        .as("words that it has learned by heart")
        .isGreaterThan(70);
    assertThat(right(coded(odd, NomenclatureCoding.outOfFold(settings, model)), odd))
        .as("a guess among six")
        .isLessThan(40);
    assertThat(model.ofTraining().version()).isEqualTo(training);
    assertThat(model.fetch().resolve("training-only")).doesNotExist();
    assertThat(model.ofTraining().fetch().resolve("training-only")).isNotEmptyDirectory();

    Files.delete(outOfFold.resolve(training).resolve("manifest.json"));
    assertThat(coded(odd, NomenclatureCoding.outOfFold(settings, model)).collectAsList())
        .as("a training that is gone")
        .isEqualTo(coded(odd, NomenclatureCoding.of(settings, model, true)).collectAsList());
  }

  private static long right(Dataset<Row> coded, List<Row> forms) {
    Map<String, String> truth = new HashMap<>();
    forms.forEach(form -> truth.put(form.getString(0), form.getString(2)));
    return forms(coded).stream()
        .filter(form -> truth.get(form.cabbi()).equals(form.prediction("naf").codes().get(0)))
        .count();
  }

  @Test
  void theOtherFieldsCodeAFormWithoutItsMainFieldIfAsked() throws IOException {
    RecapConfig config = config(store, "nomenclatures.naf.without-main-field", "true");
    ModelRef model = ModelRef.resolve(config, "NAF", Optional.empty());
    List<Row> input =
        List.of(
            RowFactory.create("a", null, null, null, "POISSONNIER", null, null),
            RowFactory.create("b", null, null, null, null, null, null));

    NomenclatureSettings lenient = config.nomenclature("naf");
    NomenclatureSettings strict = config(store).nomenclature("naf");
    Dataset<Row> flow = coded(input, NomenclatureCoding.of(strict, model, true));
    List<Prediction> told =
        forms(flow).stream().map(form -> form.prediction("naf").told(true)).toList();

    assertThat(told.get(0).codes().get(0)).isEqualTo("47B");
    assertThat(told.get(0).automatic()).isFalse();
    assertThat(told.get(0).error()).isEqualTo("actet_x is empty: coded by the other fields");
    assertThat(told.get(1).codes()).isEmpty();
    assertThat(told.get(1).error()).isEqualTo("actet_x is empty");
    assertThat(coded(input, NomenclatureCoding.of(lenient, model, false)).collectAsList())
        .isEqualTo(flow.collectAsList());
    assertThat(CodeNomenclature.projections(flow, lenient, "v").head().<String>getAs("naf_code_0"))
        .isEqualTo("47B");
    assertThat(CodeNomenclature.projections(flow, strict, "v").collectAsList())
        .as("what other coders are told is not published")
        .isEqualTo(
            CodeNomenclature.projections(
                    coded(input, NomenclatureCoding.of(strict, model, false)), strict, "v")
                .collectAsList());
  }

  @Test
  void aTrainingThatDiedGoesOnFromItsCheckpoints_andGivesTheSameBits_inWhateverOrderRowsCome()
      throws IOException {
    Path whole = store.resolve(trained.training());
    // A file where the store's folder should be: the training dies once all epochs are done.
    Path died = Files.createFile(folder.resolve("died"));
    Path checkpoints = folder.resolve("died-work/checkpoints/NAF");

    assertThatThrownBy(() -> train(died, FORMS)).isInstanceOf(Exception.class);
    assertThat(checkpoints.resolve("choose-0/encoder.checkpoint")).exists();
    assertThat(checkpoints.resolve("learn-0/encoder.checkpoint")).exists();
    Files.delete(died);
    List<Row> shuffled = new ArrayList<>(FORMS);
    Collections.shuffle(shuffled, new Random(1));
    Path resumed = died.resolve(train(died, shuffled).training());

    for (String file :
        List.of(
            "index.bin",
            "encoder-0.bin",
            "coder.json",
            "metrics.json",
            "report.json",
            "report.html")) {
      assertThat(Files.mismatch(whole.resolve(file), resumed.resolve(file))).as(file).isEqualTo(-1);
    }
    assertThat(checkpoints).as("a stored training needs none").doesNotExist();
  }

  @Test
  void aTrainingGoesOnFromAnEarlierCoder() throws IOException {
    String first = trained.training();
    TrainNomenclature.How from = new TrainNomenclature.How(Optional.of(first), false);
    TrainNomenclature.Result second =
        new TrainNomenclature(TestSession.get(), config(store), "naf", from)
            .train(table(FORMS).repartition(3), levels(), modalities());

    assertThat(
            Files.mismatch(
                store.resolve(first).resolve("encoder-0.bin"),
                store.resolve(second.training()).resolve("encoder-0.bin")))
        .as("same forms and seed, so that only the start differs")
        .isNotEqualTo(-1);
    String[] form = {"vente poissons", null, "poissonnier"};
    NomenclatureCoder after = NomenclatureCoder.load(store.resolve(second.training()));
    int fish = after.tree().leaves().length - 3;
    assertThat(after.components().encoders().get(0).logProbabilities(form)[fish])
        .isGreaterThan((float) Math.log(0.99));
    assertThat(second.metrics().get("top-1")).isGreaterThan(0.97);
    TrainNomenclature.How unknown = new TrainNomenclature.How(Optional.of("NAF_2001-01-01"), false);
    assertThatThrownBy(
            () ->
                new TrainNomenclature(TestSession.get(), config(store), "naf", unknown)
                    .train(table(FORMS), levels(), modalities()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NAF_2001-01-01 is no published version of NAF");
  }

  @Test
  void labelsAndNotesAloneGiveACoderThatCodesNothingAutomatically() throws IOException {
    TrainNomenclature.How notes = new TrainNomenclature.How(Optional.empty(), true);
    TrainNomenclature.Result onNotes =
        new TrainNomenclature(TestSession.get(), config(folder.resolve("notes")), "naf", notes)
            .trainOnNotes(levels(), modalities());

    NomenclatureCoder coder =
        NomenclatureCoder.load(folder.resolve("notes").resolve(onNotes.training()));
    Prediction prediction = coder.predictTexts("COMMERCE DE POISSON", null, null);
    assertThat(prediction.codes().get(0)).isEqualTo("47B");
    assertThat(prediction.automatic()).isFalse();
    assertThat(onNotes.metrics()).as("too few phrases to measure on").isEmpty();

    RecapConfig config = config(folder.resolve("notes"));
    publish(config);
    assertThatThrownBy(
            () -> new DecideFromTraining(config, "NAF", OptionalDouble.of(0.9), false).execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NAF_")
        .hasMessageContaining("has no out-of-fold.json")
        .hasMessageContaining("its training " + onNotes.training())
        .hasMessageContaining("run 'recap train naf' and 'recap publish NAF'");
  }

  @Test
  void theTrainingsOwnTarget_givesItsOwnThreshold_whichIsStoredWithItsSource() throws IOException {
    Path copy = folder.resolve("decided");
    FileUtils.copyDirectory(store.toFile(), copy.toFile());
    RecapConfig config = config(copy);
    double own = NomenclatureCoder.load(copy.resolve(trained.training())).threshold();

    DecideFromTraining.Result result =
        new DecideFromTraining(config, "naf", OptionalDouble.empty(), true).execute();

    DecisionCurve.Point chosen = result.decided().chosen();
    assertThat(chosen.threshold()).isEqualTo(own);
    assertThat(result.target()).isEqualTo(config.nomenclature("naf").targetPrecision());
    assertThat(chosen.precision().value()).isGreaterThan(result.targetByLabels());
    ModelManifest stored = ModelRef.resolve(config, "NAF", Optional.empty()).manifest();
    ThresholdDecision decision = stored.decision().orElseThrow();
    assertThat(stored.version()).isEqualTo(result.decided().published().orElseThrow());
    assertThat(decision.threshold()).isEqualTo(own);
    assertThat(decision.coverage()).isEqualTo(chosen.coverage().value());
    assertThat(decision.data())
        .startsWith(
            "training %s, %d out-of-fold forms"
                .formatted(trained.training(), result.decided().curve().forms()));
    assertThat(result.decided().curve().forms()).as("44 % of 1156").isBetween(400L, 620L);

    DecideFromTraining.Result higher =
        new DecideFromTraining(config, stored.version(), OptionalDouble.of(0.97), false).execute();
    assertThat(higher.decided().chosen().threshold()).isGreaterThanOrEqualTo(own);
    assertThatThrownBy(
            () ->
                new DecideFromTraining(config, "NAF", OptionalDouble.of(0.99999), false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("No threshold surely reaches the precision 0.99999 on training");
  }

  @Test
  void phrasesStandForFormsWhereThereAreNone() throws IOException {
    Path csv = folder.resolve("phrases.csv");
    StringBuilder lines = new StringBuilder("code,text\n");
    for (int i = 0; i < 120; i++) {
      for (int leaf = 0; leaf < CODES.length; leaf++) {
        lines.append(CODES[leaf] + "," + WORDINGS[leaf][i % 2] + " atelier" + i + "\n");
      }
    }
    Files.writeString(csv, lines);
    Path phrases = folder.resolve("phrases");
    TrainNomenclature.Result onPhrases =
        new TrainNomenclature(
                TestSession.get(),
                config(phrases, "nomenclatures.naf.extra-texts.0", csv.toString()),
                "naf",
                new TrainNomenclature.How(Optional.empty(), true))
            .trainOnNotes(levels(), modalities());

    assertThat(onPhrases.counts()).containsEntry("used", 720L);
    assertThat(onPhrases.metrics().get("top-1")).isGreaterThan(0.9);
    NomenclatureCoder coder = NomenclatureCoder.load(phrases.resolve(onPhrases.training()));
    assertThat(coder.predictTexts("VITICULTURE", null, null).codes().get(0)).isEqualTo("01B");
    assertThat(coder.threshold()).as("no form tells how sure a code is").isGreaterThan(1);
  }

  @Test
  void relatedTextsLeadFromAWordThatNoTextHasToACode() throws IOException {
    Path csv = folder.resolve("trades.csv");
    Files.writeString(csv, "group,text\nD1,mareyeur\nD1,commerce poisson\nA1,vigneron\nA1,vigne\n");
    NomenclatureCoder taught =
        wellTrained("related", "nomenclatures.naf.related-texts.0", csv.toString());
    NomenclatureCoder untaught = wellTrained("unrelated");
    int fish = taught.tree().find("47B").getAsInt();
    assertThat(taught.nodeProbabilities("MAREYEUR", null, null)[fish])
        .isGreaterThan(2 * untaught.nodeProbabilities("MAREYEUR", null, null)[fish]);
  }

  /** With more epochs than the others: enough to place what the related texts alone tell. */
  private NomenclatureCoder wellTrained(String name, String... more) throws IOException {
    Path own = folder.resolve(name);
    List<String> settings = new ArrayList<>(List.of(more));
    settings.addAll(List.of("nomenclatures.naf.learning.encoder.epochs", "30"));
    RecapConfig config = config(own, settings.toArray(String[]::new));
    String training =
        new TrainNomenclature(TestSession.get(), config, "naf", TrainNomenclature.How.DEFAULT)
            .train(table(FORMS), levels(), modalities())
            .training();
    return NomenclatureCoder.load(own.resolve(training));
  }

  @Test
  void officialFrequenciesCountAsTheRootOfTheirNumber() throws IOException {
    Path csv = folder.resolve("frequencies.csv");
    Files.writeString(csv, "code,count\n47A,100\n47B,0\n47,7\n");
    Nomenclature tree = Nomenclature.read("N1", levels(), modalities());

    assertThat(Frequencies.read(Optional.of(csv), tree))
        .containsExactly(0.0, 0.0, 10.0, 0.0, 0.0, 0.0);
    Files.writeString(csv, "code,count\n47A,many\n");
    assertThatThrownBy(() -> Frequencies.read(Optional.of(csv), tree))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("row 2: the count must be a number of at least 0, cannot be: many");
  }

  @Test
  void tooFewFormsAreRefusedWithTheirCounts() {
    assertThatThrownBy(() -> train(folder.resolve("few"), forms(60)))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("NAF: only 57 forms of rp_2025")
        .hasMessageContaining("at least 50 are needed");
  }

  @Test
  void extraTextsTeachWordingsThatNoFormHas() throws IOException {
    Path csv = folder.resolve("extra.csv");
    Files.writeString(csv, "code,text,weight\n01A,\"Semis, direct\",2\n47,Boutique,\n");
    Nomenclature tree = Nomenclature.read("N1", levels(), modalities());
    LabelledTexts texts = new LabelledTexts();

    NodeTexts.addFile(texts, csv, tree, "actet_x");

    assertThat(texts.byText()).containsOnlyKeys("boutique", "semis direct");
    assertThat(texts.byText().get("semis direct")).containsExactly(Map.entry(0, 2.0));
    assertThat(texts.byText().get("boutique"))
        .as("the division's text speaks for both leaves below")
        .containsExactly(Map.entry(2, 0.5), Map.entry(3, 0.5));
    Files.writeString(csv, "code,text\n99,oops\n");
    assertThatThrownBy(() -> NodeTexts.addFile(texts, csv, tree, "actet_x"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("row 2: the nomenclature has no code 99");
  }
}
