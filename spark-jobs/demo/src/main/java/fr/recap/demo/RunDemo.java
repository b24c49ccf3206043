package fr.recap.demo;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CheckLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.geocoding.GeocodeSource;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.geocoding.Outcomes;
import fr.recap.indexing.BuildIndex;
import fr.recap.indexing.IndexSource;
import fr.recap.models.Publish;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.postgres.ImportTable;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TypingFile;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Sessions;
import fr.recap.siret.MatchSiret;
import fr.recap.siret.TrainSiret;
import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import fr.recap.tables.Truth;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Takes a synthetic campaign through the whole chain, with the same actions as the jobs: files are
 * generated, imported, forms placed and indexed, models trained and published, forms coded, lots
 * built, results measured.
 */
public final class RunDemo {
  private final SparkSession spark;
  private final RecapConfig config;
  private final DemoConfig demo;
  private final int yardstickForms;
  private final PrintStream out;
  private final Path folder;
  private final Map<String, Duration> durations = new LinkedHashMap<>();

  /**
   * A demo.
   *
   * @param yardstickForms forms with a SIRET on which the original's way is measured; 0 for none
   * @param out where each step is told
   */
  public RunDemo(
      SparkSession spark,
      RecapConfig config,
      DemoConfig demo,
      int yardstickForms,
      PrintStream out) {
    this.spark = spark;
    this.config = config;
    this.demo = demo;
    this.yardstickForms = yardstickForms;
    this.out = out;
    this.folder = config.workDirectory().toAbsolutePath().resolve("demo");
  }

  /**
   * What a demo left.
   *
   * @param evaluation how good the coding was
   * @param matches some forms with their establishments, rows of {@link MatchExamples#read}
   * @param calibration generated rates against those of real forms
   * @param yardstick what the original's way and the previous coder reach, against real forms;
   *     empty if it was not to be measured
   * @param places how the forms were placed, by {@code training forms} and {@code forms to code}
   * @param vectors the word vectors of the demo's own texts
   * @param durations of the steps, in order
   * @param files folder of the generated CSV and typing files
   */
  public record Result(
      Evaluation evaluation,
      List<List<String>> matches,
      List<TargetRate> calibration,
      List<TargetRate> yardstick,
      Map<String, GeocodeTable.Result> places,
      DemoVectors.Result vectors,
      Map<String, Duration> durations,
      Path files) {}

  private interface Step {
    String run() throws IOException;
  }

  /** Runs all steps; the first that fails ends the demo. */
  public Result execute() {
    SyntheticCampaign campaign = new SyntheticCampaign(spark, demo);
    TableSettings tables = config.tables();
    importTable(
        "nomenclatures", campaign.nomenclatures(), Nomenclatures.TABLE, tables.nomenclatures());
    importTable("modalites", campaign.modalites(), Modalites.TABLE, tables.modalites());
    importTable("register", campaign.sirus(), Sirus.TABLE, tables.sirus());
    importTable("places of the register", campaign.sirusGeo(), SirusGeo.TABLE, tables.sirusGeo());
    importTable(
        "training forms",
        campaign.trainingForms(),
        SyntheticCampaign.FORMS,
        tables.trainingForms());
    importTable(
        "places of the training forms",
        campaign.trainingFormsGeo(),
        RpGeo.TABLE,
        tables.trainingFormsGeo());
    importTable("forms to code", campaign.campaignForms(), SyntheticCampaign.FORMS, tables.forms());
    importTable(
        "places of the forms to code", campaign.campaignFormsGeo(), RpGeo.TABLE, tables.formsGeo());
    importTable("truth, kept aside", campaign.truth(), Truth.TABLE, tables.truth());
    Map<String, GeocodeTable.Result> places = new LinkedHashMap<>();
    place("training forms", GeocodeSource.trainingForms(config), places);
    place("forms to code", GeocodeSource.forms(config), places);
    index("the register", IndexSource.sirus(config));
    index("the training forms (the history)", IndexSource.trainingForms(config));
    if (config.siret().plan() == SiretSettings.Plan.REGISTER) {
      step("index the register and the history for this machine", this::register);
    }
    DemoVectors.Result[] vectors = new DemoVectors.Result[1];
    step("train and publish word vectors", () -> vectors(vectors));
    for (String nomenclature : List.of("naf", "pcs")) {
      train(
          TrainNomenclature.model(nomenclature),
          () ->
              new TrainNomenclature(spark, config, nomenclature, TrainNomenclature.How.DEFAULT)
                  .execute()
                  .training());
    }
    train(MatchSiret.MODEL, () -> new TrainSiret(spark, config).execute().training());
    train(TrainNoncodable.MODEL, () -> new TrainNoncodable(spark, config).execute().training());
    List<TargetRate> yardstick = new ArrayList<>();
    if (yardstickForms > 0) {
      step("measure the original's way on a sample", () -> original(yardstick));
    }
    step("code the campaign", this::code);
    index("the coded forms", IndexSource.forms(config));
    step("build lots and waves", this::lots);
    step("check the lots", this::checkLots);
    Evaluation[] evaluation = new Evaluation[1];
    step(
        "evaluate",
        () -> {
          evaluation[0] = new Evaluate(spark, config).execute();
          return "against " + evaluation[0].truth();
        });
    if (!yardstick.isEmpty()) {
      yardstick.addAll(Yardstick.previous(evaluation[0]));
    }
    return new Result(
        evaluation[0],
        MatchExamples.read(spark, config),
        Calibration.of(campaign.trainingForms()),
        List.copyOf(yardstick),
        places,
        vectors[0],
        new LinkedHashMap<>(durations),
        folder);
  }

  private void importTable(String what, Dataset<Row> rows, Table table, TableName target) {
    step(
        "generate and import: " + what,
        () -> {
          Path typing = typingFile(table);
          String csv = folder.resolve("csv").resolve(target.toString()).toUri().toString();
          Sessions.describe(spark, "Generating " + target);
          rows.write()
              .mode(SaveMode.Overwrite)
              .option("header", true)
              .option("escape", "\"")
              .csv(csv);
          Sessions.describe(spark, "Importing " + target);
          ImportTable.Config files =
              ImportTable.Config.of(List.of(csv), typing, target).replacing(ImportTable.Format.CSV);
          ImportTable.Result result = new ImportTable(spark, files, config).execute();
          return "%,d rows in %s, %d rejected"
              .formatted(result.rowsWritten(), target, result.rowsRejected());
        });
  }

  private Path typingFile(Table table) throws IOException {
    Path file = folder.resolve("tables").resolve(table.kind() + ".csv");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, TypingFile.text(table));
  }

  /** The register's invented centres alone: real ones and real services know nothing of them. */
  private void place(String what, GeocodeSource source, Map<String, GeocodeTable.Result> places) {
    step(
        "places: " + what,
        () -> {
          GeocodeTable.Result result =
              new GeocodeTable(spark, config.with(config.geocoding().offline()), source, true)
                  .execute();
          places.put(what, result);
          return "%,d forms in %s: coordinates of %,d kept, %,d placed at their communes"
              .formatted(result.written(), source.target(), result.kept(), placed(result));
        });
  }

  private static long placed(GeocodeTable.Result result) {
    long located =
        result.outcomes().stream()
            .filter(outcome -> !outcome.type().equals(Outcomes.NONE))
            .mapToLong(Outcomes.Outcome::rows)
            .sum();
    return located - result.kept();
  }

  private void index(String what, IndexSource source) {
    step(
        "index " + what,
        () -> {
          BuildIndex.Result result = new BuildIndex(spark, config, source).execute();
          return "%,d documents under %s, %d rejected"
              .formatted(result.indexed(), source.alias(), result.rejected());
        });
  }

  private String register() throws IOException {
    BuildRegister.Result result = new BuildRegister(spark, config).execute();
    return "published as %s: %,d establishments, %,d wordings, %,d MB"
        .formatted(
            result.version(), result.establishments(), result.wordings(), result.bytes() >> 20);
  }

  private String vectors(DemoVectors.Result[] result) throws IOException {
    result[0] = new DemoVectors(spark, config, folder).execute();
    return "published as %s: %,d words of %,d texts"
        .formatted(result[0].version(), result[0].header().words(), result[0].texts());
  }

  private void train(String model, Step training) {
    step(
        "train and publish " + model,
        () -> {
          String path = training.run();
          return "published as "
              + new Publish(config, path, Coders.verifiers(config)).execute().version();
        });
  }

  private String original(List<TargetRate> yardstick) throws IOException {
    yardstick.addAll(new Yardstick(spark, config, yardstickForms).original());
    return "first SIRET right on %.1f %% of forms with one, %.1f %% within ten"
        .formatted(100 * yardstick.get(0).generated(), 100 * yardstick.get(1).generated());
  }

  private String code() {
    CodeCampaign.Result result = new CodeCampaign(spark, config, true).execute();
    return "%,d forms coded, %d rejected".formatted(result.coded(), result.rejected());
  }

  private String lots() {
    BuildLots.Result result = new BuildLots(spark, config, BuildLots.Way.FORCE).execute();
    return "%,d forms in %d lots and %d waves"
        .formatted(result.forms(), result.lots(), result.waves());
  }

  private String checkLots() {
    CheckLots.Result result =
        new CheckLots(new Postgres(config.postgres()), config.tables(), true).execute();
    return result.differences().isEmpty()
        ? "all counters are right"
        : result.differences().size() + " values corrected";
  }

  private void step(String name, Step step) {
    long start = System.nanoTime();
    out.printf("%s ...%n", name);
    String outcome;
    try {
      outcome = step.run();
    } catch (IOException e) {
      throw new UncheckedIOException("The step '%s' failed: %s".formatted(name, e.getMessage()), e);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    durations.put(name, duration);
    out.printf("  %s (%.1f s)%n", outcome, duration.toMillis() / 1000.0);
  }
}
