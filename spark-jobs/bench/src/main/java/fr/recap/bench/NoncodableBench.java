package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.FasttextSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.DemoVectors;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.models.Publish;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.NoncodableStudy;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Run;
import fr.recap.siret.TrainSiret;
import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Every family of the detection of non-codable forms beside the original's features, on the same
 * forms in one run: of the demo, as the generator makes them and with twice the errors.
 *
 * <p>It needs PostgreSQL and Elasticsearch of the settings; its tables and indices have the years
 * {@value #YEAR} and before, its models a store of their own, and all but the small tables of the
 * nomenclatures go at the end.
 */
public final class NoncodableBench {
  /** The parts in their order. */
  public static final List<String> PARTS = List.of("demo", "kind");

  /** Year of the forms that are measured on. */
  static final int YEAR = 2996;

  private final SparkSession spark;
  private final Config config;
  private final Function<Map<String, String>, RecapConfig> settings;

  /**
   * What to measure.
   *
   * @param parts some of {@link #PARTS}
   * @param establishments of the register
   * @param history coded forms of the year before: what is learned from
   * @param forms to measure on
   * @param output file for the figures as JSON
   */
  public record Config(
      List<String> parts, long establishments, long history, long forms, long seed, Path output) {
    /**
     * Checks the parts.
     *
     * @throws ConfigException if one is unknown
     */
    public Config {
      for (String part : parts) {
        if (!PARTS.contains(part)) {
          throw new ConfigException(
              "bench noncodable has the parts %s, cannot be: %s".formatted(PARTS, part));
        }
      }
      parts = List.copyOf(parts);
    }
  }

  /**
   * @param settings those of the run with some of them changed
   */
  public NoncodableBench(
      SparkSession spark, Config config, Function<Map<String, String>, RecapConfig> settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /**
   * Measures; tells each figure as soon as it is known.
   *
   * @return figures by part, system and name of figure
   */
  public Map<String, Map<String, Map<String, Double>>> execute(Consumer<String> progress)
      throws IOException {
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    for (String part : config.parts()) {
      Path store = Files.createTempDirectory("recap-noncodable-bench");
      try {
        figures.put(part, measure(part, store, progress));
      } finally {
        FileUtils.deleteDirectory(store.toFile());
      }
      progress.accept(BenchTable.of(Map.of(part, figures.get(part))));
      Files.createDirectories(config.output().toAbsolutePath().getParent());
      Files.write(
          config.output(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    }
    return figures;
  }

  private Map<String, Map<String, Double>> measure(
      String part, Path store, Consumer<String> progress) throws IOException {
    RecapConfig changed = settings.apply(changes(store));
    DemoConfig demo =
        new DemoConfig(
            config.forms(),
            config.history(),
            config.establishments(),
            config.seed(),
            1,
            part.equals("kind") ? 0 : 1,
            Optional.empty(),
            YEAR - 1,
            YEAR);
    try (BenchCampaign campaign = BenchCampaign.load(spark, changed, demo)) {
      SyntheticCampaign made = new SyntheticCampaign(spark, demo);
      new TableWriter(spark, changed.postgres())
          .write(
              List.of(
                  new Output(
                      made.nomenclatures(), changed.tables().nomenclatures(), Nomenclatures.TABLE),
                  new Output(made.modalites(), changed.tables().modalites(), Modalites.TABLE)),
              Run.start("bench", changed.rendered()).id());
      new DemoVectors(spark, changed, store).execute();
      progress.accept(part + ": word vectors trained");
      publish(
          changed,
          new TrainNomenclature(spark, changed, "naf", TrainNomenclature.How.DEFAULT)
              .execute()
              .training());
      progress.accept(part + ": coder of activities trained");
      if (changed.siret().plan() == SiretSettings.Plan.REGISTER) {
        new BuildRegister(spark, changed).execute();
      }
      publish(changed, new TrainSiret(spark, changed).execute().training());
      progress.accept(part + ": matcher trained");
      return new NoncodableStudy(spark, changed)
          .measure(campaign.test(), campaign.testGeo(), progress);
    }
  }

  private static void publish(RecapConfig config, String training) throws IOException {
    new Publish(config, training, Coders.verifiers(config)).execute();
  }

  private static Map<String, String> changes(Path store) {
    Map<String, String> changes = new TreeMap<>();
    changes.put("year", Integer.toString(YEAR));
    changes.put("training-year", Integer.toString(YEAR - 1));
    changes.put("tables.nomenclatures", "nomenclatures_" + YEAR);
    changes.put("tables.modalites", "modalites_" + YEAR);
    changes.put("noncodable.vectors", FasttextSettings.NEWEST);
    changes.put("store.root", '"' + store.toUri().toString() + '"');
    changes.put("work-directory", '"' + store.resolve("work").toString() + '"');
    return changes;
  }
}
