package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
   * @param deliveries in which the forms are coded once more, with lots and clerks between; 0 for
   *     none
   * @param seed of everything that is generated
   * @param keep whether tables and models stay
   * @param output file for the figures as JSON
   */
  public record Config(
      long forms,
      long establishments,
      long trainingForms,
      int deliveries,
      long seed,
      boolean keep,
      Path output) {}

  /**
   * What was measured.
   *
   * @param space name of the schema, and of the folder of the store, that it worked in
   * @param figures by part (size, stages, index, quality, deliveries), then by stage or code, then
   *     by name
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
        run(space.settings(), meter, figures);
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
      Map<String, String> ofSpace,
      StageMeter meter,
      Map<String, Map<String, Map<String, Double>>> figures) {
    RecapConfig own = settings.apply(ofSpace);
    GeneratedTables tables =
        new GeneratedTables(
            spark,
            own,
            config.forms(),
            config.trainingForms(),
            config.establishments(),
            config.seed());
    meter.run("register: generate, write", config.establishments(), tables::register);
    long allForms = config.forms() + config.trainingForms();
    meter.run("forms: generate, write", allForms, tables::forms);
    meter.run("forms: place", allForms, tables::place);
    BuildRegister.Result index =
        meter.run("index", config.establishments(), () -> new BuildRegister(spark, own).execute());
    meter.parts("index", config.establishments(), index.stages());
    figures.put("index", Map.of("index", index(index)));
    for (Coder coder : Coders.ofCampaign(own)) {
      meter.run(
          "train " + coder.name(),
          config.trainingForms(),
          () -> GeneratedTables.train(spark, own, coder));
    }
    CodeCampaign.Result coded =
        meter.run("code", config.forms(), () -> new CodeCampaign(spark, own, true).execute());
    meter.parts("code", config.forms(), coded.stages());
    Evaluation evaluation =
        meter.run("evaluate", config.forms(), () -> new Evaluate(spark, own).execute());
    figures.put("quality", CampaignQuality.of(evaluation));
    if (config.deliveries() > 0) {
      RecapConfig delivered = settings.apply(DeliveredCampaign.settings(ofSpace));
      figures.put(
          "deliveries",
          new DeliveredCampaign(spark, own, delivered, config.deliveries()).run(meter));
    }
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
