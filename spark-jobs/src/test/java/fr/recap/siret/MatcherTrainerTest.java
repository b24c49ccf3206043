package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.config.SiretSettings.Ranking;
import fr.recap.metrics.OutOfFold;
import fr.recap.register.RegisterEntry;
import fr.recap.runtime.TestSession;
import fr.recap.siret.MatcherTrainer.Trained;
import fr.recap.trees.TrainingRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forms whose right candidate can be told by two features; a fifth has no establishment, and all
 * its candidates are far from it in both.
 */
class MatcherTrainerTest {
  private static final SiretModel.Plan PLAN = new SiretModel.Plan(Plan.COMPACT, true, false, false);
  private static final FeatureSet FEATURES = PLAN.features(ConfigLoader.defaults().siret());
  private static final List<String> NAMES = FEATURES.names();
  private static final int WITHOUT = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Trained once: what tests ask of it doesn't change it. */
  private static final Trained TREES = trainer(examples(), Ranking.TREES).train(0.9);

  @Test
  void trees_learnWhatTheFormulaCantSee() {
    Trained formula = trainer(examples(), Ranking.FORMULA).train(0.9);

    assertThat(TREES.metrics().get("top-1.of-all")).isBetween(0.70, 0.85);
    assertThat(formula.metrics().get("top-1.of-all")).isLessThan(0.5);
    assertThat(TREES.metrics().get("automatic-precision")).isGreaterThan(0.85);
    assertThat(TREES.metrics().get("automatic-coverage")).isGreaterThan(0.6);
  }

  /** A probability that holds several scores is accepted whole or not, so it may lie above. */
  @Test
  void outOfFoldForms_giveTheFirstProbabilityThatReachesTheTarget_fromTheTrainingsOwnOn() {
    OutOfFold forms = TREES.outOfFold();

    double chosen = forms.threshold(0.9).orElseThrow();

    OutOfFold.Accepted accepted = forms.accepted(chosen);
    assertThat(forms.target()).isEqualTo(0.9);
    assertThat(chosen).isBetween(TREES.establishment().probabilityThreshold(), 1.0);
    assertThat((double) accepted.right() / accepted.forms()).isGreaterThan(forms.byLabels(0.9));
    assertThat((double) accepted.forms() / forms.forms()).isGreaterThan(0.5);
  }

  @Test
  void theFiguresOfTheReportAreThoseOfTheMetrics() {
    MatcherFigures figures = TREES.figures();

    double known = figures.known();
    assertThat(figures.first().get(0) / known)
        .isEqualTo(TREES.metrics().get("top-1.of-those-with-siret"));
    assertThat(figures.first().get(9) / known)
        .isEqualTo(TREES.metrics().get("top-10.of-those-with-siret"));
    assertThat(figures.retrieved() / known).isEqualTo(TREES.metrics().get("retrieval-recall"));
    assertThat(figures.sources()).containsOnlyKeys(sources());
    assertThat(figures.retrieved()).isPositive();
    assertThat(figures.sources())
        .containsEntry("register", figures.retrieved())
        .containsEntry("workplace", 0L)
        .containsEntry("exact", 0L);
    assertThat(figures.establishment().right()).isEqualTo(figures.first().get(0));
    assertThat(figures.leads().keySet()).containsExactlyElementsOf(NAMES);
    assertThat(figures.leads().values().stream().mapToDouble(Double::doubleValue).sum())
        .as("the first one lies ahead")
        .isPositive();
    assertThat(figures.errors())
        .isSortedAccordingTo(MatcherError.SUREST)
        .hasSizeBetween(1, 20)
        .noneMatch(error -> error.said().siret().equals(error.siret()));
  }

  /** Each search of the plan, and the look-up. */
  private static String[] sources() {
    return Stream.concat(PLAN.signals().searches().stream(), Stream.of("exact"))
        .toArray(String[]::new);
  }

  @Test
  void presenceTellsFormsWithoutAnEstablishment() {

    for (Example example : examples()) {
      RankedForm form = new RankedForm(TREES.ranker().rank(example.candidates()));
      double presence = TREES.presence().score(form.features());
      if (example.hasSiret()) {
        assertThat(presence).isGreaterThan(0.5);
      } else {
        assertThat(presence).isLessThan(0.5);
      }
    }
  }

  @Test
  void matcherOfBefore_tellsNoPresence(@TempDir Path folder) throws IOException {
    model(TREES).save(folder);
    Files.delete(folder.resolve("presence.json"));

    assertThat(SiretModel.load(folder).presence()).isEmpty();
  }

  @Test
  void sameExamplesInAnyOrder_giveTheSameTrees() {
    List<Example> shuffled = new ArrayList<>(examples());
    shuffled.sort(Comparator.comparing(Example::siret));

    Trained second = trainer(shuffled, Ranking.TREES).train(0.9);

    assertThat(second.metrics()).isEqualTo(TREES.metrics());
  }

  @Test
  void savedModel_ranksAndDecidesAsBefore(@TempDir Path folder) throws IOException {
    SiretModel model = model(TREES);
    model.save(folder);

    SiretModel read = SiretModel.load(folder);

    RankedForm form = new RankedForm(model.ranker().rank(examples().get(0).candidates()));
    RankedForm again = new RankedForm(read.ranker().rank(examples().get(0).candidates()));
    assertThat(again.first().score()).isEqualTo(form.first().score());
    assertThat(read.establishment().decide(again)).isEqualTo(model.establishment().decide(form));
    assertThat(read.unit().decide(again)).isEqualTo(model.unit().decide(form));
    assertThat(read.presence().orElseThrow().score(again.features()))
        .isEqualTo(TREES.presence().score(form.features()));
    FormQuery query = TestForms.complete().query();
    assertThat(read.pairs().project(query).size()).isEqualTo(8);
    assertThat(read.pairs().project(query).get(7)).isEqualTo(model.pairs().project(query).get(7));
    assertThat(read.plan()).isEqualTo(PLAN);
    assertThat(read.ranker()).isInstanceOf(TreeRanker.class);
  }

  @Test
  void publishedModel_ranksAsBefore_whenMoreFeaturesAreKnown(@TempDir Path folder)
      throws IOException {
    SiretModel model = model(TREES);
    model.save(folder);
    try (InputStream published = getClass().getResourceAsStream("published-matcher.json")) {
      JsonNode written = JSON.readTree(folder.resolve("matcher.json").toFile());
      List<String> names = new ArrayList<>();
      written.path("features").forEach(name -> names.add(name.textValue()));
      JSON.readTree(published)
          .path("features")
          .forEach(name -> assertThat(names).contains(name.textValue()));
    }

    SiretModel read =
        SiretModel.load(
            folder,
            signals -> FeatureCatalog.of(signals).with(Feature.ofPair("name.new", pair -> 1)));

    assertThat(read.features().names()).isEqualTo(NAMES);
    SearchedForm form = TestForms.complete().searched();
    Retrieved found = form.found(List.of(candidate("ECOLE NATIONALE DES PONTS", form)), 1, 1);
    ComparedCandidate before = model.pairs().open(model.features()).compare(found).get(0);
    ComparedCandidate after = read.pairs().open(read.features()).compare(found).get(0);
    assertThat(after.features()).isEqualTo(before.features());
    assertThat(read.ranker().scores(List.of(after)))
        .isEqualTo(model.ranker().scores(List.of(before)));
    assertThat(explained(read, after)).isEqualTo(explained(model, before)).contains("same name");
  }

  @Test
  void modelThatAsksForAnUnknownFeature_isRefusedWithBothNames(@TempDir Path folder)
      throws IOException {
    model(TREES).save(folder);
    Path matcher = folder.resolve("matcher.json");
    Files.writeString(matcher, Files.readString(matcher).replace("\"name.equal\"", "\"name.x\""));

    assertThatThrownBy(() -> SiretModel.load(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("name.x")
        .hasMessageContaining("train and publish it again");
  }

  @Test
  void modelWhoseTreesAskForMoreThanItNames_isRefused(@TempDir Path folder) throws IOException {
    model(TREES).save(folder);
    Path file = folder.resolve("matcher.json");
    ObjectNode matcher = (ObjectNode) JSON.readTree(file.toFile());
    matcher.putArray("features").add("name.equal");
    JSON.writeValue(file.toFile(), matcher);

    assertThatThrownBy(() -> SiretModel.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("matcher.json names 1");
  }

  @Test
  void examplesWithoutTheirEstablishments_areRefusedWithTheReason() {
    List<Example> lost =
        examples().stream().map(e -> new Example(e.cabbi(), "none", null, e.candidates())).toList();

    assertThatThrownBy(() -> trainer(lost, Ranking.TREES).train(0.9))
        .hasMessageContaining("do not belong together");
  }

  private static MatcherTrainer trainer(List<Example> examples, Ranking ranking) {
    Dataset<Row> rows =
        TestSession.get()
            .createDataFrame(examples.stream().map(Example::toRow).toList(), Example.SCHEMA);
    return new MatcherTrainer(
        TrainingRows.layOut(rows, functions.col("cabbi"), 1).persist(),
        FEATURES.names(),
        ranking,
        ConfigLoader.defaults().siret().learning(),
        7);
  }

  private static SiretModel model(Trained trained) {
    return new SiretModel(
        PLAN,
        new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), Map.of())
            .with(TestEncoder.small()),
        trained.ranker(),
        trained.shares(),
        trained.establishment(),
        trained.unit(),
        Optional.of(trained.presence()),
        FEATURES);
  }

  private static String explained(SiretModel model, ComparedCandidate candidate) {
    return new MatchExplanation(model.features())
        .of(candidate, ((TreeRanker) model.ranker()).trees());
  }

  private static Candidate candidate(String name, SearchedForm form) {
    Map<String, String> columns =
        Map.of("denom", name, "adr_et_loc_geo", form.query().communeCode());
    return new Candidate(
        RegisterEntry.of(
            "11111111100011", column -> columns.getOrDefault(column, ""), Double.NaN, Double.NaN),
        Map.of("register", new Candidate.Found(1, 1)),
        Set.of("near"),
        Votes.NONE,
        false,
        1);
  }

  /** The right one of four candidates has the largest sum of overlap and street. */
  private static List<Example> examples() {
    Random random = new Random(3);
    List<Example> examples = new ArrayList<>();
    for (int form = 0; form < 800; form++) {
      List<ComparedCandidate> candidates = new ArrayList<>();
      int best = 0;
      float[] sums = new float[4];
      for (int i = 0; i < sums.length; i++) {
        float[] features = new float[NAMES.size()];
        Arrays.fill(features, Float.NaN);
        float overlap = random.nextFloat() + (form % WITHOUT == 0 ? 0 : 1);
        float street = random.nextFloat() + (form % WITHOUT == 0 ? 0 : 1);
        features[NAMES.indexOf("name.overlap")] = overlap;
        // The same of all candidates: who found them tells nothing.
        features[NAMES.indexOf("search.register.rank")] = 1;
        features[NAMES.indexOf("search.exact")] = 0;
        features[NAMES.indexOf("place.street")] = street;
        sums[i] = overlap + street;
        best = sums[i] > sums[best] ? i : best;
        candidates.add(
            new ComparedCandidate(
                "%09d%05d".formatted(form, i), null, random.nextFloat(), 1, 0, features));
      }
      String siret = form % WITHOUT == 0 ? "" : candidates.get(best).siret();
      examples.add(new Example("F" + form, siret, "57", candidates));
    }
    return examples;
  }
}
