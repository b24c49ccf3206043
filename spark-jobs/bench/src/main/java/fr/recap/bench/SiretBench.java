package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.demo.DemoConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ServerTime;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.Scratch;
import fr.recap.siret.MatchInput;
import fr.recap.siret.SiretStudy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The original's searches and formula against our two ways to search, on the same forms in one run:
 * of the demo with its default register and a large one, of a register of real establishments, and
 * of kind forms (difficulty 0).
 *
 * <p>It needs the servers of the settings and a published coder of NAF; its tables and indices have
 * the years {@value #YEAR} and before, and go at the end.
 */
public final class SiretBench {
  /** The parts in their order. */
  public static final List<String> PARTS = List.of("demo", "large", "register", "kind");

  /** Year of the forms that are measured on. */
  static final int YEAR = 2998;

  private static final String NAF = "naf";

  /** What is compared, as settings. */
  private static final Map<String, Map<String, String>> SYSTEMS = systems();

  private final SparkSession spark;
  private final Config config;
  private final Function<Map<String, String>, RecapConfig> settings;

  /**
   * What to measure.
   *
   * @param parts some of {@link #PARTS}
   * @param register file of real establishments; needed by the parts that have it in their name
   * @param establishments of the part demo
   * @param large establishments of the part large
   * @param history coded forms of the year before: what the history has
   * @param learned those of them, with a SIRET, that our ranking learns from
   * @param learnedByFormula those that the original's two weights are learned from
   * @param forms to measure on
   * @param seed of everything
   * @param output file for the figures as JSON
   */
  public record Config(
      List<String> parts,
      Optional<Path> register,
      long establishments,
      long large,
      long history,
      int learned,
      int learnedByFormula,
      long forms,
      long seed,
      Path output) {
    /**
     * Checks the parts.
     *
     * @throws ConfigException if one is unknown or lacks its register
     */
    public Config {
      for (String part : parts) {
        if (!PARTS.contains(part)) {
          throw new ConfigException(
              "bench siret has the parts %s, cannot be: %s%s"
                  .formatted(PARTS, part, Nearest.hint(part, PARTS)));
        }
        if (part.equals("register") && register.isEmpty()) {
          throw new ConfigException(
              "The part %s of bench siret needs --register, a CSV of real establishments"
                  .formatted(part));
        }
      }
      parts = List.copyOf(parts);
    }
  }

  /**
   * @param settings those of the run with some of them changed
   */
  public SiretBench(
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
    ModelRef naf = model();
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    for (String part : config.parts()) {
      Map<String, Map<String, Double>> measured = measure(demo(part), naf);
      progress.accept(BenchTable.of(Map.of(part, measured)));
      figures.put(part, measured);
      Files.createDirectories(config.output().toAbsolutePath().getParent());
      Files.write(
          config.output(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    }
    return figures;
  }

  private ModelRef model() throws IOException {
    RecapConfig base = settings.apply(Map.of());
    return ModelRef.resolve(base, TrainNomenclature.model(NAF), base.nomenclature(NAF).model());
  }

  private DemoConfig demo(String part) {
    return new DemoConfig(
        config.forms(),
        config.history(),
        part.equals("large") ? config.large() : config.establishments(),
        config.seed(),
        1,
        part.equals("kind") ? 0 : 1,
        part.equals("register") ? config.register() : Optional.empty(),
        YEAR - 1,
        YEAR);
  }

  private Map<String, Map<String, Double>> measure(DemoConfig demo, ModelRef naf)
      throws IOException {
    RecapConfig base = settings.apply(years(Map.of()));
    try (BenchCampaign campaign = BenchCampaign.load(spark, base, demo);
        ElasticClient client = ElasticClient.open(base.elasticsearch());
        Scratch store = Scratch.create(base.workDirectory(), "bench-siret")) {
      Nomenclature tree = campaign.nomenclature(base.nomenclature(NAF).root());
      Map<String, String> labels = new TreeMap<>();
      for (int leaf : tree.leaves()) {
        labels.put(tree.code(leaf), tree.label(leaf));
      }
      Dataset<Row> register = campaign.register().persist();
      Dataset<Row> history = campaign.history().persist();
      Dataset<Row> test = coded(campaign.test(), campaign.testGeo(), base, naf);
      Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
      SYSTEMS.forEach(
          (system, changes) -> {
            RecapConfig changed = settings.apply(years(with(changes, store.path())));
            boolean formula = system.equals("original");
            Dataset<Row> learned =
                coded(
                    campaign.learned(formula ? config.learnedByFormula() : config.learned()),
                    campaign.learnedGeo(),
                    base,
                    naf);
            Map<String, Double> measured = new TreeMap<>();
            if (changed.siret().plan() == Plan.REGISTER) {
              measured.putAll(built(changed));
            }
            measured.putAll(
                new SiretStudy(spark, changed)
                    .measure(
                        register, history, labels, learned, test, () -> ServerTime.millis(client)));
            figures.put(system, measured);
            learned.unpersist();
          });
      test.unpersist();
      history.unpersist();
      register.unpersist();
      return figures;
    }
  }

  /** Makes the index of the register, and tells what that takes. */
  private Map<String, Double> built(RecapConfig config) {
    try {
      BuildRegister.Result built = new BuildRegister(spark, config).execute();
      return Map.of(
          "index-seconds", built.duration().toMillis() / 1e3,
          "index-bytes-each", (double) built.bytes() / built.establishments());
    } catch (IOException e) {
      throw new UncheckedIOException("The index of the register can't be made", e);
    }
  }

  /** What is compared, with a store of the bench's own, where the index of the register goes. */
  private static Map<String, String> with(Map<String, String> changes, Path store) {
    Map<String, String> all = new TreeMap<>(changes);
    all.put("store.root", store.toUri().toString());
    return all;
  }

  /** Forms with what is known of them, computed once. */
  private static Dataset<Row> coded(
      Dataset<Row> forms, Dataset<Row> geo, RecapConfig config, ModelRef naf) {
    Dataset<Row> coded =
        MatchInput.locate(
                CodeNomenclature.transform(
                    CodedFormRows.of(forms),
                    NomenclatureCoding.of(config.nomenclature(NAF), naf, true)),
                geo)
            .persist();
    coded.count();
    return coded;
  }

  private static Map<String, String> years(Map<String, String> changes) {
    Map<String, String> all = new TreeMap<>(changes);
    all.put("year", Integer.toString(YEAR));
    all.put("training-year", Integer.toString(YEAR - 1));
    all.put("siret.target-precision", "0.9");
    return all;
  }

  private static Map<String, Map<String, String>> systems() {
    Map<String, Map<String, String>> systems = new LinkedHashMap<>();
    systems.put("original", Map.of("siret.plan", "original", "siret.ranking", "formula"));
    for (Plan plan : List.of(Plan.COMPACT, Plan.REGISTER)) {
      String name = plan.name().toLowerCase(Locale.ROOT);
      systems.put(name, Map.of("siret.plan", name, "siret.ranking", "trees"));
    }
    return systems;
  }
}
