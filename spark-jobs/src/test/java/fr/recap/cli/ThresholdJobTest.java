package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.metrics.OutOfFold;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.models.ThresholdDecision;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A published version whose training had 1,000 out-of-fold forms: 850 of 860 are right from 0.95
 * on, 940 of 960 from 0.8 on, 950 of all.
 */
class ThresholdJobTest {
  private static final OutOfFold FORMS =
      new OutOfFold(
          0.97,
          new OutOfFold.Rule(0.005, false, Double.MIN_VALUE),
          List.of(
              new OutOfFold.Bin(0.3, 40, 10, 13),
              new OutOfFold.Bin(0.8, 100, 90, 81),
              new OutOfFold.Bin(0.95, 860, 850, 830)));

  @TempDir Path folder;
  private Map<String, String> settings;
  private RecapConfig config;
  private String training;
  private String published;

  @BeforeEach
  void publish() throws IOException {
    settings =
        Map.of(
            "store.root", '"' + folder.resolve("store").toUri().toString() + '"',
            "work-directory", '"' + folder.resolve("work").toString() + '"');
    config = ConfigLoader.load(List.of(), settings);
    TrainingFacts facts = new TrainingFacts(1, "1000-ab", Map.of());
    try (TrainingFolder files = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      Files.writeString(files.path().resolve("weights.txt"), "abc");
      store.saveTraining("PCS", files.path(), facts);
      FORMS.write(files.path());
      training = store.saveTraining("NAF", files.path(), facts);
      published = store.publish("NAF", files2 -> {}, folder.resolve("work")).version();
      store.publish("PCS", files2 -> {}, folder.resolve("work"));
    }
  }

  private Ended run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("threshold"));
    all.addAll(List.of(arguments));
    settings.forEach((key, value) -> all.addAll(List.of("-D", key + "=" + value)));
    Ended ended = Ended.of(all);
    return new Ended(
        ended.code(), ended.out().replaceAll(" +", " "), ended.err().replaceAll(" +", " "));
  }

  /** 0.97 of the truth is 0.965 by labels; less one standard error, 0.943 of all are right. */
  @Test
  void whatThresholdsGiveInTheTraining_isShown() throws IOException {
    Ended shown = run("--from-training", "--model", "naf", "--show");

    assertThat(shown.err()).isEmpty();
    assertThat(shown.out())
        .startsWith("Target: a precision of 0.970 by the truth, 0.965 by the labels")
        .contains(
            published + " on training " + training + ", 1,000 out-of-fold forms (at least 0.5 %")
        .contains("\n 0.950 0.300 100.0", "\n 0.975 0.800 96.0")
        .containsPattern("chosen\n 0.979 0.800 96.0\\S* %.*96.8.*98.6.*98.9\\S* % 40\n")
        .endsWith("Nothing was stored.\n");
    assertThat(ModelRef.resolve(config, "NAF", Optional.empty()).version()).isEqualTo(published);
    assertThat(
            run("--from-training", "--model", published, "--target-precision", "0.9", "--show")
                .out())
        .containsPattern("chosen\n 0.950 0.300 100.0");
  }

  @Test
  void choiceIsStoredWithTheTrainingAsItsSource() throws IOException {
    assertThat(run("--from-training", "--model", "NAF").out())
        .contains("with the threshold 0.800: the next 'recap code' uses it");

    ModelRef decided = ModelRef.resolve(config, "NAF", Optional.empty());
    ThresholdDecision decision = decided.manifest().decision().orElseThrow();
    assertThat(decided.version()).isNotEqualTo(published);
    assertThat(decision.threshold()).isEqualTo(0.8);
    assertThat(decision.targetPrecision()).isEqualTo(0.97);
    assertThat(decision.precision()).isEqualTo(940 / 960.0);
    assertThat(decision.coverage()).isEqualTo(0.96);
    assertThat(decision.data())
        .isEqualTo(
            "training %s, 1,000 out-of-fold forms (at least 0.5 %% of their labels taken to be wrong)"
                .formatted(training));
    assertThat(run("--from-training", "--model", "NAF", "--show").out())
        .as("the new version has them too")
        .contains(decided.version() + " on training " + training);
  }

  @Test
  void versionWithoutOutOfFoldForms_orTargetOutOfReach_isRefused() {
    Ended none = run("--from-training", "--model", "PCS");
    assertThat(none.code()).isEqualTo(ExitCode.USAGE);
    assertThat(none.err())
        .contains("PCS_", "has no out-of-fold.json", "trainings/PCS/", "run 'recap train pcs'");

    Ended high = run("--from-training", "--model", "NAF", "--target-precision", "0.9999");
    assertThat(high.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(high.err()).contains("0.9999 on training " + training, "aim lower");

    assertThat(run("--from-training").err()).contains("--model alone takes the target");
    assertThat(run("--model", "NAF").err()).contains("needs --model and --target-precision");
    assertThat(run("--from-training", "--model", "NAV").err())
        .contains("--model must be one of [NAF, NONCODABLE, PCS, SIRET]", "cannot be: NAV");
  }
}
