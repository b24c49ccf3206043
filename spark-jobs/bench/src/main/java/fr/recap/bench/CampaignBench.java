package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableSettings;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.geocoding.GeocodeSource;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.models.Publish;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * A campaign of any size from the generation of its tables to the evaluation, by the actions of the
 * jobs, with what each stage takes. Nothing of it grows on the driver with forms or establishments
 * but what the actions themselves hold there.
 *
 * <p>Coders learn from the few coded forms of the year before, which are the history too, so that
 * less is known of earlier forms than where a whole year is. Candidates come from the register's
 * index; no search server is asked for anything.
 */
public final class CampaignBench {
  private static final String LEGEND =
      """
      core-seconds: of all threads here and of tasks in other JVMs, without the database; tasks-core-s: of tasks alone
      heap-mb: most in use after a collection; resident-mb: most of this process; own-resident-mb: without mapped files
      """;

  private final SparkSession spark;
  private final Config config;
  private final Function<Map<String, String>, RecapConfig> settings;

  /**
   * What to run.
   *
   * @param forms to code
   * @param establishments of the register
   * @param trainingForms coded forms of the year before
   * @param seed of everything that is generated
   * @param keep whether tables and models stay
   * @param output file for the figures as JSON
   */
  public record Config(
      long forms, long establishments, long trainingForms, long seed, boolean keep, Path output) {}

  /**
   * What was measured.
   *
   * @param space name of the schema, and of the folder of the store, that it worked in
   * @param figures by part (size, stages, index, quality), then by stage or code, then by name
   */
  public record Result(String space, Map<String, Map<String, Map<String, Double>>> figures) {
    /** The figures as text: a row a stage, then a column a code. */
    public String table() {
      StringBuilder text = new StringBuilder(StageTable.of(figures.get("stages")) + LEGEND);
      figures.forEach(
          (part, values) -> {
            if (!part.equals("stages")) {
              text.append(BenchTable.of(Map.of(part, values)));
            }
          });
      return text.toString();
    }
  }

  /**
   * @param settings those of the run with some of them changed
   */
  public CampaignBench(
      SparkSession spark, Config config, Function<Map<String, String>, RecapConfig> settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /**
   * Removes what a killed bench left in the database and the store.
   *
   * @param space its name, which the bench told when it began
   * @return whether there was a schema of it
   * @throws fr.recap.config.ConfigException if that is no such name
   */
  public static boolean remove(RecapConfig config, String space) {
    return BenchSpace.remove(config, space);
  }

  /**
   * Runs all stages; the first that fails ends it. Whatever happens, what was made is removed,
   * unless it is to be kept.
   *
   * @param progress told of each stage
   */
  public Result execute(Consumer<String> progress) throws IOException {
    try (BenchSpace space = BenchSpace.create(settings.apply(Map.of()), config.keep());
        StageMeter meter = new StageMeter(spark, progress)) {
      progress.accept(
          "Schema and folder of the store: %s. %s: recap bench campaign --remove %s"
              .formatted(
                  space.name(),
                  config.keep()
                      ? "They stay; to remove them"
                      : "They go at the end; if this is killed",
                  space.name()));
      Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
      figures.put("size", Map.of("rows", size()));
      figures.put("stages", meter.figures());
      try {
        run(settings.apply(space.settings()), meter, figures);
      } finally {
        // What was measured before a stage failed took long enough.
        write(figures);
      }
      return new Result(space.name(), figures);
    } finally {
      Sessions.describe(spark, null);
    }
  }

  private Map<String, Double> size() {
    return Map.of(
        "forms", (double) config.forms(),
        "establishments", (double) config.establishments(),
        "training-forms", (double) config.trainingForms());
  }

  private void run(
      RecapConfig own, StageMeter meter, Map<String, Map<String, Map<String, Double>>> figures) {
    SyntheticCampaign campaign = new SyntheticCampaign(spark, demo(own));
    meter.run("register: generate, write", config.establishments(), () -> register(own, campaign));
    long allForms = config.forms() + config.trainingForms();
    meter.run("forms: generate, write", allForms, () -> forms(own, campaign));
    meter.run("forms: place", allForms, () -> place(own));
    BuildRegister.Result index =
        meter.run("index", config.establishments(), () -> new BuildRegister(spark, own).execute());
    meter.parts("index", config.establishments(), index.stages());
    figures.put("index", Map.of("index", index(index)));
    for (Coder coder : Coders.ofCampaign(own)) {
      meter.run("train " + coder.name(), config.trainingForms(), () -> train(own, coder));
    }
    CodeCampaign.Result coded =
        meter.run("code", config.forms(), () -> new CodeCampaign(spark, own).execute());
    meter.parts("code", config.forms(), coded.stages());
    Evaluation evaluation =
        meter.run("evaluate", config.forms(), () -> new Evaluate(spark, own).execute());
    figures.put("quality", CampaignQuality.of(evaluation));
  }

  private DemoConfig demo(RecapConfig own) {
    return new DemoConfig(
        config.forms(),
        config.trainingForms(),
        config.establishments(),
        config.seed(),
        1,
        1,
        Optional.empty(),
        own.trainingYear(),
        own.year());
  }

  private List<TableWriter.Written> register(RecapConfig own, SyntheticCampaign campaign) {
    TableSettings tables = own.tables();
    return write(
        own,
        List.of(
            new Output(campaign.sirus(), tables.sirus(), Sirus.TABLE),
            new Output(campaign.sirusGeo(), tables.sirusGeo(), SirusGeo.TABLE)));
  }

  private List<TableWriter.Written> forms(RecapConfig own, SyntheticCampaign campaign) {
    TableSettings tables = own.tables();
    return write(
        own,
        List.of(
            new Output(campaign.nomenclatures(), tables.nomenclatures(), Nomenclatures.TABLE),
            new Output(campaign.modalites(), tables.modalites(), Modalites.TABLE),
            new Output(campaign.trainingForms(), tables.trainingForms(), Rp.TABLE),
            new Output(campaign.trainingFormsGeo(), tables.trainingFormsGeo(), RpGeo.TABLE),
            new Output(campaign.campaignForms(), tables.forms(), Rp.TABLE),
            new Output(campaign.campaignFormsGeo(), tables.formsGeo(), RpGeo.TABLE),
            new Output(campaign.truth(), tables.truth(), Truth.TABLE)));
  }

  private List<TableWriter.Written> write(RecapConfig own, List<Output> outputs) {
    return new TableWriter(spark, own.postgres())
        .write(outputs, Run.start("bench", own.rendered()).id());
  }

  /** As the demo does: forms without coordinates lie at the communes that they declare. */
  private List<GeocodeTable.Result> place(RecapConfig own) {
    RecapConfig offline = own.with(own.geocoding().offline());
    return List.of(
        new GeocodeTable(spark, offline, GeocodeSource.trainingForms(own), true).execute(),
        new GeocodeTable(spark, offline, GeocodeSource.forms(own), true).execute());
  }

  private Publish.Result train(RecapConfig own, Coder coder) throws IOException {
    Coder.Training training = coder.train(spark, new Coder.How(Optional.empty(), false));
    return new Publish(own, training.path(), Coders.verifiers(own)).execute();
  }

  private static Map<String, Double> index(BuildRegister.Result built) {
    return Map.of(
        "establishments", (double) built.establishments(),
        "wordings", (double) built.wordings(),
        "bytes", (double) built.bytes(),
        "bytes-each", (double) built.bytes() / built.establishments());
  }

  private void write(Map<String, Map<String, Map<String, Double>>> figures) throws IOException {
    Files.createDirectories(config.output().toAbsolutePath().getParent());
    Files.write(
        config.output(),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
  }
}
