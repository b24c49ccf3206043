package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainings of NAF, the second of which is published, in a store on the local disk. */
class TrainingsJobTest {
  @TempDir Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private String usual;
  private String strict;
  private String published;

  @BeforeEach
  void train() throws IOException {
    String schema = TestPostgres.freshSchema();
    settings.put("tables.run-manifest", schema + ".run_manifest");
    settings.put("tables.results", schema + ".results");
    settings.put("store.root", '"' + folder.resolve("store").toUri().toString() + '"');
    settings.put("work-directory", '"' + folder.resolve("work").toString() + '"');
    usual = training(Map.of(), "1234-ab", Map.of("top-1", 0.75, "threshold", 0.5));
    strict =
        training(
            Map.of("nomenclatures.naf.target-precision", "0.95", "selection.limit", "1000"),
            "1000-cd",
            Map.of("top-1", 0.78125, "automatic-precision", Double.NaN));
    try (ModelStore store = ModelStore.open(config().store())) {
      published = store.publish(strict, files -> {}, folder.resolve("work")).version();
    }
  }

  private RecapConfig config() {
    return TestPostgres.config(settings);
  }

  private String training(Map<String, String> own, String data, Map<String, Double> metrics)
      throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(own);
    RecapConfig config = TestPostgres.config(all);
    TrainingFacts facts = new TrainingFacts(config.seed(), data, metrics);
    try (TrainingFolder files = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      Files.writeString(files.path().resolve("weights.txt"), "abc");
      files.describe(config.rendered(), facts, Map.of());
      return store.saveTraining("NAF", files.path(), facts);
    }
  }

  private Ended run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("trainings"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--config", TestPostgres.confFile().toString()));
    settings.forEach((key, value) -> all.addAll(List.of("-D", key + "=" + value)));
    return Ended.of(all);
  }

  @Test
  void aListTellsDataSettingsThatDifferFiguresAndWhoMadeIt() {
    String who = System.getProperty("user.name");
    Ended listed = run("naf");

    assertThat(listed.err()).isEmpty();
    assertThat(
            listed
                .out()
                .replaceAll("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}", "THEN")
                .replaceAll("[0-9.]+ kB", "SIZE")
                .replace(published, "VERSION"))
        .isEqualTo(
            """
            NAF
              VERSION  (current)
                  THEN UTC, by %1$s, SIZE, 1,000 forms of rp_2025
                  of %2$s
                  settings: nomenclatures.naf.target-precision = 0.95 (default 0.9), selection.limit = 1000 (default null)
                  top-1 0.7813, automatic-precision \u2013
              %2$s
                  THEN UTC, by %1$s, SIZE, 1,000 forms of rp_2025
                  published as VERSION
                  settings: nomenclatures.naf.target-precision = 0.95 (default 0.9), selection.limit = 1000 (default null)
                  top-1 0.7813, automatic-precision \u2013
              %3$s
                  THEN UTC, by %1$s, SIZE, 1,234 forms of rp_2025
                  top-1 0.7500, threshold 0.5000
            """
                .formatted(who, strict, usual));
    assertThat(run().out()).isEqualTo(listed.out());
    assertThat(run("nav")).matches(ended -> ended.code() == ExitCode.USAGE);
    assertThat(run("nav").err()).contains("version of NAV", "did you mean NAF?");
  }

  @Test
  void aComparisonShowsSettingsAndFiguresWithTheirDifference() {
    Ended compared = run("--compare", usual, published);

    assertThat(compared.err()).isEmpty();
    assertThat(compared.out().replaceAll(" +", " "))
        .contains("nomenclatures.naf.target-precision 0.9 0.95\n")
        .contains("selection.limit null 1000\n")
        .contains("top-1 0.7500 0.7813 +0.0313\n")
        .contains("threshold 0.5000 \u2013\n")
        .contains("data 1,234 forms of rp_2025 1,000 forms of rp_2025\n")
        .contains("measured on others");
    assertThat(run("--compare", strict, published).out())
        .contains("No setting of the training differs")
        .doesNotContain("measured on others");
    assertThat(run("--compare", usual).err()).contains("--compare needs two versions");
    assertThat(run("--compare", usual, "NAF_2001-01-01").err())
        .contains("NAF_2001-01-01 is no training or published version");
  }

  @Test
  void aVersionIsPulledIntoAnEmptyFolder() throws IOException {
    Path output = folder.resolve("pulled");
    assertThat(run("--pull", published, "--output", output.toString()).err()).isEmpty();
    assertThat(output.resolve("weights.txt")).hasContent("abc");
    assertThat(output.resolve("manifest.json")).content().contains(strict);

    Ended again = run("--pull", usual, "--output", output.toString());
    assertThat(again.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("is not empty");
    assertThat(run("--pull", usual).err()).contains("--pull and --output belong together");
  }

  @Test
  void whatIsNamedStays_andWhatNothingNamesIsRemoved() throws IOException {
    assertThat(refusal(published)).contains("it is the newest published version of NAF");
    assertThat(refusal(strict)).contains(published + " was published from it");
    String older = published;
    try (ModelStore store = ModelStore.open(config().store())) {
      store.publish(usual, files -> {}, folder.resolve("work"));
    }
    settings.put("nomenclatures.naf.model", '"' + older + '"');
    assertThat(refusal(older)).contains("the setting nomenclatures.naf.model names it");
    settings.remove("nomenclatures.naf.model");
    String pcs = "trainings/PCS/2026-11-24_1";
    save(Run.start("train", "{}").wrote(pcs, 1), older);
    TestPostgres.execute(
        "CREATE TABLE %s (cabbi text)".formatted(config().tables().results().sql()));
    Run coded = Run.start("code", "{}").wrote(config().tables().results(), 1);
    save(coded, older);
    assertThat(refusal(older))
        .contains("run %s made %s with it".formatted(coded.id(), config().tables().results()))
        .as("a training that is not there")
        .doesNotContain(pcs);
    save(Run.start("code", "{}").wrote(config().tables().results(), 1), "NAF_2001-01-01");

    assertThat(run("--remove", older).err()).as("coded again by another").isEmpty();
    assertThat(run("--remove", strict).err()).as("its version is gone").isEmpty();
    assertThat(run("naf").out()).doesNotContain(older + " ").doesNotContain(strict).contains(usual);
    assertThat(folder.resolve("store").resolve(strict)).doesNotExist();
    assertThat(run("--remove", strict).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--remove", "trainings/../published").code()).isEqualTo(ExitCode.USAGE);
  }

  private String refusal(String version) {
    Ended ended = run("--remove", version);
    assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCode.REFUSED);
    return ended.err();
  }

  private void save(Run run, String version) {
    RunManifests.save(config(), run.used(Map.of("naf", version)).finish(1, 1, 0));
  }
}
