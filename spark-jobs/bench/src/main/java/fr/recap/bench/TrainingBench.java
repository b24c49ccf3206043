package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.campaign.CodeCampaign;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.evaluation.Evaluate;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Learning curves: all coders trained on more and more coded forms of one year, and each time the
 * same campaign of the next year coded and evaluated.
 *
 * <p>Nomenclatures learn from so many forms; the matcher's ranking and the detection of non-codable
 * forms from so many at most, while last year's forms are its history as a whole, whatever number
 * teaches.
 */
public final class TrainingBench {
  private final SparkSession spark;
  private final Config config;
  private final Function<Map<String, String>, RecapConfig> settings;
  private final CurveCharts charts = new CurveCharts();

  /**
   * What to run.
   *
   * @param sizes numbers of forms to learn from, increasing; the last is the whole year before
   * @param forms to measure on
   * @param establishments of the register
   * @param seed of everything that is generated
   * @param output file for the figures as JSON; two pictures go beside it
   */
  public record Config(List<Long> sizes, long forms, long establishments, long seed, Path output) {
    /**
     * @throws IllegalArgumentException if there is no size, or they don't increase
     */
    public Config {
      sizes = List.copyOf(sizes);
      for (int i = 0; i < sizes.size(); i++) {
        if (sizes.get(i) <= (i == 0 ? 0 : sizes.get(i - 1))) {
          throw new IllegalArgumentException(
              "Sizes must increase from above 0, cannot be: " + sizes);
        }
      }
      if (sizes.isEmpty()) {
        throw new IllegalArgumentException("A curve needs a size");
      }
    }

    private long largest() {
      return sizes.get(sizes.size() - 1);
    }
  }

  /**
   * @param settings those of the run with some of them changed
   */
  public TrainingBench(
      SparkSession spark, Config config, Function<Map<String, String>, RecapConfig> settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /**
   * Runs; whatever happens, what was made is removed.
   *
   * @param progress told of each stage
   * @return figures by coder, then by number of forms, then by name; {@code training-seconds} among
   *     them
   */
  public Map<String, Map<String, Map<String, Double>>> execute(Consumer<String> progress)
      throws IOException {
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    try (BenchSpace space = BenchSpace.create(settings.apply(Map.of()), false);
        StageMeter meter = new StageMeter(spark, progress)) {
      progress.accept(
          "Schema and folder of the store: %s. They go at the end; if this is killed: recap bench campaign --remove %s"
              .formatted(space.name(), space.name()));
      RecapConfig own = settings.apply(space.settings());
      GeneratedTables tables =
          new GeneratedTables(
              spark, own, config.forms(), config.largest(), config.establishments(), config.seed());
      meter.run("register: generate, write", config.establishments(), tables::register);
      long allForms = config.forms() + config.largest();
      meter.run("forms: generate, write", allForms, tables::forms);
      meter.run("forms: place", allForms, tables::place);
      meter.run("index", config.establishments(), () -> new BuildRegister(spark, own).execute());
      for (long size : config.sizes()) {
        learn(size, space, tables, meter, figures);
        write(size, figures);
      }
    } finally {
      Sessions.describe(spark, null);
    }
    return figures;
  }

  private void learn(
      long size,
      BenchSpace space,
      GeneratedTables tables,
      StageMeter meter,
      Map<String, Map<String, Map<String, Double>>> figures)
      throws IOException {
    Map<String, String> changes = new TreeMap<>(space.settings());
    changes.put("siret.training-sample", Long.toString(size));
    changes.put("noncodable.training-sample", Long.toString(Math.max(200, size)));
    RecapConfig whole = settings.apply(changes);
    String table = "training_forms_" + size;
    changes.put("tables.training-forms", '"' + space.name() + '.' + table + '"');
    RecapConfig some = settings.apply(changes);
    TableName of = some.tables().trainingForms();
    meter.run(
        "%d: write".formatted(size),
        size,
        () -> tables.someTrainingForms((double) size / config.largest(), of));
    Map<String, Coder> ofSome = Coders.all(some);
    Map<String, Coder> ofWhole = Coders.all(whole);
    List<String> names = Coders.ofCampaign(some).stream().map(Coder::name).toList();
    for (String name : names) {
      // The index was made of the whole year, and the matcher and what reads it go by that.
      boolean nomenclature = some.nomenclatures().containsKey(name);
      RecapConfig own = nomenclature ? some : whole;
      Coder coder = (nomenclature ? ofSome : ofWhole).get(name);
      meter.run(stage(size, name), size, () -> GeneratedTables.train(spark, own, coder));
    }
    meter.run(
        "%d: code".formatted(size),
        config.forms(),
        () -> new CodeCampaign(spark, whole, true).execute());
    Map<String, Map<String, Double>> quality =
        CampaignQuality.of(
            meter.run(
                "%d: evaluate".formatted(size),
                config.forms(),
                () -> new Evaluate(spark, whole).execute()));
    quality.forEach((code, measures) -> of(figures, code, size).putAll(measures));
    for (String name : names) {
      of(figures, name.equals("noncodable") ? "non-codable" : name, size)
          .put(CurveCharts.SECONDS, meter.figures().get(stage(size, name)).get(StageMeter.SECONDS));
    }
  }

  private static String stage(long size, String coder) {
    return "%d: train %s".formatted(size, coder);
  }

  private static Map<String, Double> of(
      Map<String, Map<String, Map<String, Double>>> figures, String code, long size) {
    return figures
        .computeIfAbsent(code, absent -> new LinkedHashMap<>())
        .computeIfAbsent(name(size), absent -> new TreeMap<>());
  }

  private static String name(long size) {
    return "%,d forms".formatted(size);
  }

  private void write(long size, Map<String, Map<String, Map<String, Double>>> figures)
      throws IOException {
    Path output = config.output().toAbsolutePath();
    Files.createDirectories(output.getParent());
    figures.forEach((code, bySize) -> charts.add(code, size, bySize.get(name(size))));
    charts.write(output);
    Files.write(
        config.output(),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
  }
}
