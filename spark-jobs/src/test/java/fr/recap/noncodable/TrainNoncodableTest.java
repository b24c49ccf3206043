package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.campaign.DecideFromTraining;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Decision;
import fr.recap.forms.Detection;
import fr.recap.forms.Form;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.PartRows;
import fr.recap.forms.Projection;
import fr.recap.metrics.OutOfFold;
import fr.recap.models.ListTrainings;
import fr.recap.models.ModelRef;
import fr.recap.models.Publish;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainNoncodableTest {
  private static final Matches NONE = Matches.none();
  private static final Match NO_CANDIDATE =
      new Match(
          List.of(),
          Decision.NONE,
          Decision.NONE,
          Double.NaN,
          Projection.NONE,
          "no candidate",
          false);

  @TempDir Path folder;

  private RecapConfig config(String name) {
    return config(name, "text");
  }

  private RecapConfig config(String name, String family) {
    return config(name, family, "no-final-siret");
  }

  private RecapConfig config(String name, String family, String target) {
    return ConfigLoader.load(
        List.of(),
        Map.of(
            "store.root",
            folder.resolve(name).toUri().toString(),
            "work-directory",
            folder.resolve(name + "-work").toString(),
            "noncodable.target",
            target,
            "noncodable.family",
            family,
            "noncodable.learning.compare",
            name.equals("family") ? "[naive-bayes]" : "[]",
            "siret.training-sample",
            "100",
            "noncodable.target-precision",
            "0.95"));
  }

  private static Dataset<Row> table(List<Row> rows) {
    StructType schema = new StructType().add("cabbi", DataTypes.StringType);
    for (String input : NoncodableScorer.columns()) {
      schema = schema.add(input, DataTypes.StringType);
    }
    schema =
        schema
            .add("siret_dec", DataTypes.StringType)
            .add("siretm", DataTypes.StringType)
            .add("siretc", DataTypes.StringType);
    return TestSession.get().createDataFrame(rows, schema);
  }

  private static Row form(String key, String employer, String commune, String siret) {
    Object[] cells = new Object[1 + NoncodableScorer.columns().size() + 3];
    cells[0] = key;
    cells[1] = employer;
    cells[2] = commune;
    cells[1 + NoncodableScorer.columns().size()] = siret;
    return RowFactory.create(cells);
  }

  /** One form in five has no SIRET: its employer is empty or a private person. */
  private static List<Row> forms(int count) {
    Random random = new Random(5);
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean noncodable = i % 5 == 0;
      String employer =
          noncodable
              ? (random.nextBoolean() ? null : "PARTICULIER")
              : "SOCIETE NUMERO " + random.nextInt(100);
      forms.add(form("f" + i, employer, "LYON", noncodable ? null : "12345678900011"));
    }
    return forms;
  }

  @Test
  void aTrainedScorerIsPublishedAndScoresEveryForm() throws IOException {
    TrainNoncodable.Result trained =
        new TrainNoncodable(TestSession.get(), config("store")).train(table(forms(1000)), NONE);

    assertThat(trained.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(1000);
    assertThat(trained.metrics().get("roc-auc")).isGreaterThan(0.99);
    assertThat(trained.metrics().get("recall")).isGreaterThan(0.9);
    assertThat(trained.metrics().get("precision")).isGreaterThan(0.95);

    RecapConfig config = config("store");
    new Publish(config, "NONCODABLE", Map.of("NONCODABLE", NoncodableScorer.verifier())).execute();
    ModelRef model = ModelRef.resolve(config, "NONCODABLE", Optional.empty());
    DecideFromTraining.Result chosen =
        new DecideFromTraining(config, "noncodable", OptionalDouble.empty(), false).execute();
    assertThat(chosen.decided().chosen().threshold()).isEqualTo(threshold(model.fetch()));
    assertThat(chosen.target()).isEqualTo(0.95);
    assertThat(chosen.targetByLabels()).as("nothing is taken off").isEqualTo(0.95);
    List<Row> scored =
        CodeNoncodable.table(
                CodeNoncodable.transform(
                    CodedFormRows.of(
                        table(
                            List.of(
                                form("a", "PARTICULIER", "LYON", null),
                                form("b", "SOCIETE NUMERO 3", "LYON", null)))),
                    model,
                    OptionalDouble.empty()),
                model.version())
            .collectAsList();
    assertThat(scored.get(0).<Boolean>getAs("non_codable")).isTrue();
    assertThat(scored.get(1).<Boolean>getAs("non_codable")).isFalse();
    assertThat(scored.get(0).<Double>getAs("score")).isBetween(0.5, 1.0);
    assertThat(scored.get(0).<String>getAs("model_version")).isEqualTo(model.version());
  }

  private static double threshold(Path files) throws IOException {
    return new ObjectMapper()
        .readTree(files.resolve("scorer.json").toFile())
        .path("threshold")
        .asDouble();
  }

  /** The name tells nothing here: only the matcher knows which forms have no establishment. */
  @Test
  void aFamilyReadsWhatTheMatcherSays() throws IOException {
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      forms.add(form("f" + i, "SOCIETE", "LYON", i % 5 == 0 ? null : "12345678900011"));
    }
    Matches matches = new Matches(true, Map.of(), rows -> matches(rows, 5));
    TrainNoncodable.Result trained =
        new TrainNoncodable(TestSession.get(), config("family", "xgboost"))
            .train(table(forms), matches);

    assertThat(trained.metrics().get("roc-auc")).isGreaterThan(0.99);
    assertThat(trained.metrics().get("recall")).isGreaterThan(0.95);
    assertThat(trained.metrics()).containsKey("parameter-depth");
    assertThat(trained.report())
        .content()
        .containsSubsequence("<td>xgboost</td>", "<td>naive-bayes</td>")
        .contains("how sure the first establishment is");
    NoncodableScorer scorer =
        NoncodableScorer.load(folder.resolve("family").resolve(trained.training()));
    assertThat(scorer.readsMatches()).isTrue();
    Path files = folder.resolve("family").resolve(trained.training());
    assertThat(OutOfFold.read(files).orElseThrow().threshold(0.95)).hasValue(threshold(files));
    Form form = Form.of(Map.of("rs_x", "SOCIETE", "clt_x", "LYON"));
    OptionalDouble own = OptionalDouble.empty();
    Detection codable = scorer.detect(form, match(0.9), own);
    Detection lost = scorer.detect(form, NO_CANDIDATE, own);
    assertThat(lost.nonCodable()).isTrue();
    assertThat(codable.nonCodable()).isFalse();
    assertThat(lost.score()).isGreaterThan(0.9);
    OptionalDouble chosen = OptionalDouble.of(codable.score());
    assertThat(scorer.detect(form, match(0.9), chosen).nonCodable())
        .as("by a threshold that people chose")
        .isTrue();
    assertThat(scorer.detect(form, coded(match(0.9)), chosen).nonCodable())
        .as("coded automatically to an establishment")
        .isFalse();
    assertThat(scorer.detect(form, Match.failed("too busy"), own))
        .isEqualTo(new Detection(false, null, "not decided: a search failed: too busy"));
  }

  @Test
  void formWhoseSearchFailed_isNotCalledNonCodable_norLearnedFrom() throws IOException {
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      forms.add(form("f" + i, "SOCIETE", "LYON", i % 5 == 0 ? null : "12345678900011"));
    }
    RecapConfig config = config("failing", "xgboost");
    TrainNoncodable.Result trained =
        new TrainNoncodable(TestSession.get(), config)
            .train(table(forms), new Matches(true, Map.of(), rows -> failing(rows, ".?[27]1")));
    assertThat(trained.metrics().get("forms-whose-search-failed")).isBetween(1.0, 30.0);

    new Publish(config, "NONCODABLE", Map.of("NONCODABLE", NoncodableScorer.verifier())).execute();
    ModelRef model = ModelRef.resolve(config, "NONCODABLE", Optional.empty());
    Dataset<Row> asked = table(forms.subList(15, 18));
    Map<String, Row> coded = new HashMap<>();
    CodeNoncodable.table(
            CodeNoncodable.transform(failing(asked, "15|17"), model, OptionalDouble.empty()),
            model.version())
        .collectAsList()
        .forEach(row -> coded.put(row.getAs("cabbi"), row));
    assertThat(coded.get("f15").<Boolean>getAs("non_codable")).isFalse();
    assertThat(coded.get("f15").<Double>getAs("score")).isNull();
    assertThat(coded.get("f17").<Double>getAs("score")).isNull();
    assertThat(coded.get("f16").<Double>getAs("score")).isNotNull();

    assertThatThrownBy(
            () ->
                new TrainNoncodable(TestSession.get(), config)
                    .train(
                        table(forms), new Matches(true, Map.of(), rows -> failing(rows, "[12].*"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("max-reject-share");
  }

  /** As {@link #matches}, but the searches of the forms whose number fits a pattern failed. */
  private static Dataset<Row> failing(Dataset<Row> forms, String numbers) {
    return matched(
        forms,
        form ->
            PartRows.of(
                form.cabbi().matches("f(" + numbers + ")")
                    ? Match.failed("too busy")
                    : found(form, 5)));
  }

  @Test
  void formsThatTheMatcherHasLearnedAreNoSample() {
    List<Row> forms = List.of(form("a", "SNCF", "LYON", "12345678900011"));
    Matches matches = new Matches(true, Map.of(), rows -> matches(rows, 5));

    assertThatThrownBy(
            () ->
                new TrainNoncodable(TestSession.get(), config("few", "xgboost"))
                    .train(table(forms), matches))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("Only 1 forms")
        .hasMessageContaining("noncodable.evidence = false");
  }

  /** Candidates for all but every so manieth form. */
  private static Dataset<Row> matches(Dataset<Row> forms, int without) {
    return matched(forms, form -> PartRows.of(found(form, without)));
  }

  private static Dataset<Row> matched(Dataset<Row> forms, CodedFormRows.Part part) {
    return CodedFormRows.with(CodedFormRows.of(forms), CodedFormRows.MATCH, PartRows.MATCH, part);
  }

  private static Match found(CodedForm form, int without) {
    return Integer.parseInt(form.cabbi().substring(1)) % without == 0 ? NO_CANDIDATE : match(0.9);
  }

  private static Match coded(Match match) {
    return new Match(
        match.ranked(),
        new Decision(true, 0.9),
        match.unit(),
        0.9,
        match.projection(),
        null,
        false);
  }

  private static Match match(double probability) {
    return new Match(
        List.of(new MatchedEstablishment("12345678900011", "6201Z", 0, 0, 0, 0, probability, null)),
        Decision.NONE,
        Decision.NONE,
        Double.NaN,
        Projection.NONE,
        null,
        false);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() throws IOException {
    List<Row> forms = forms(600);
    List<Row> shuffled = new ArrayList<>(forms);
    Collections.shuffle(shuffled, new Random(1));
    Path first = trainedFolder("first", forms);
    Path second = trainedFolder("second", shuffled);

    for (String file : List.of("weights.bin", "scorer.json", "metrics.json")) {
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file))).as(file).isEqualTo(-1);
    }
  }

  private Path trainedFolder(String name, List<Row> forms) throws IOException {
    TrainNoncodable.Result trained =
        new TrainNoncodable(TestSession.get(), config(name))
            .train(table(forms).repartition(3), NONE);
    return folder.resolve(name).resolve(trained.training());
  }

  @Test
  void formsOfOneKindOnlyAreRefused() {
    List<Row> codable = List.of(form("a", "SNCF", "LYON", "12345678900011"));

    assertThatThrownBy(
            () -> new TrainNoncodable(TestSession.get(), config("one")).train(table(codable), NONE))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("both kinds are needed in each part");
  }

  /**
   * No form has a final SIRET; a clerk gave one in five of them one, the previous coder the rest.
   */
  @Test
  void theOriginalsTargetIsLearned_andKeptWithTheVersion() throws IOException {
    int ofClerks = 1 + NoncodableScorer.columns().size() + 1;
    List<Row> forms = new ArrayList<>();
    for (Row form : forms(600)) {
      Object[] cells = new Object[form.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = form.get(i);
      }
      boolean byClerk = forms.size() % 5 == 1;
      cells[byClerk ? ofClerks : ofClerks + 1] = cells[ofClerks - 1];
      cells[ofClerks - 1] = null;
      forms.add(RowFactory.create(cells));
    }
    RecapConfig config = config("given", "text", "no-siret-given");
    TrainNoncodable.Result trained =
        new TrainNoncodable(TestSession.get(), config).train(table(forms), NONE);

    assertThat(trained.metrics().get("recall")).isGreaterThan(0.9);
    new Publish(config, "NONCODABLE", Map.of("NONCODABLE", NoncodableScorer.verifier())).execute();
    ModelRef published = ModelRef.resolve(config, "NONCODABLE", Optional.empty());
    assertThat(published.trainedWith(NoncodableTarget.SETTING)).contains("no-siret-given");
    assertThat(published.trainedWith("noncodable.no-such-setting")).isEmpty();
    assertThat(new ListTrainings(config, List.of()).execute().get("NONCODABLE"))
        .hasSize(2)
        .allSatisfy(
            entry ->
                assertThat(entry.differing())
                    .containsEntry(
                        "noncodable.target",
                        new ListTrainings.Differing("no-siret-given", "no-final-siret")));
  }

  @Test
  void targetsFollowTheTruthOrTheOriginalsDefinition() {
    Map<String, String> kept = Map.of("siret_dec", "12345678900011");
    Map<String, String> given = Map.of("siretc", "12345678900011");

    assertThat(NoncodableTarget.NO_FINAL_SIRET.of(Form.of(kept))).isFalse();
    assertThat(NoncodableTarget.NO_FINAL_SIRET.of(Form.of(given))).isTrue();
    assertThat(NoncodableTarget.NO_SIRET_GIVEN.of(Form.of(kept))).isTrue();
    assertThat(NoncodableTarget.NO_SIRET_GIVEN.of(Form.of(given))).isFalse();
    assertThat(NoncodableTarget.named("no-siret-given")).isEqualTo(NoncodableTarget.NO_SIRET_GIVEN);
    assertThatThrownBy(() -> NoncodableTarget.named("none"))
        .hasMessageContaining("must be one of no-final-siret, no-siret-given, cannot be: none");
  }

  @Test
  void featuresAreEmptyFieldsAndWordsOfTheirField() {
    int[] empty = NoncodableFeatures.of(Form.of(Map.of()));
    int[] word = NoncodableFeatures.of(Form.of(Map.of("rs_x", "LE PARTICULIER")));

    assertThat(empty).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(word).hasSize(11).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(NoncodableFeatures.of(Form.of(Map.of("clt_x", "PARTICULIER")))[10])
        .isNotEqualTo(word[10]);
  }
}
