package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.encoder.VectorStart;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy;
import fr.recap.nomenclature.TextStudy.Labelled;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Our coder, the lexical baseline and fastText supervised on the same splits in one run: NAF and
 * ISCO-08 of the open data, with texts left out of everything that any of them learns from, NAF
 * with a whole kind of texts left out ({@link KindSplit}), and forms of the demo, as it makes them
 * and with twice the errors. On the open data our coder is also measured with the titles of trades
 * as related texts, those that equal a left-out one included: they have no code.
 */
public final class NomenclatureBench {
  private static final double TARGET_PRECISION = 0.9;

  private final SparkSession spark;
  private final Config config;
  private final Function<String, NomenclatureSettings> nomenclatures;

  /**
   * What to measure.
   *
   * @param data folder of the open data
   * @param folder for scratch files and the word vectors, which are kept
   * @param parts some of {@link #PARTS}
   * @param seed of the splits and of all trainings
   * @param vectorEpochs of the word vectors of the open data's parts; 0 for a coder without
   * @param trainingForms of the demo's parts
   * @param forms that the demo's parts are measured on
   * @param output file for the figures as JSON
   */
  public record Config(
      Path data,
      Path folder,
      List<String> parts,
      long seed,
      int vectorEpochs,
      long trainingForms,
      long forms,
      Path output) {
    /**
     * Checks the parts.
     *
     * @throws ConfigException if one is unknown
     */
    public Config {
      for (String part : parts) {
        if (!PARTS.contains(part)) {
          throw new ConfigException(
              "bench nomenclature has the parts %s, cannot be: %s".formatted(PARTS, part));
        }
      }
      parts = List.copyOf(parts);
    }
  }

  /**
   * What was measured.
   *
   * @param figures by part, system and name of figure
   */
  public record Result(Map<String, Map<String, Map<String, Double>>> figures) {
    /** A table a part. */
    public String table() {
      return BenchTable.of(figures);
    }
  }

  /** The parts in their order. */
  public static final List<String> PARTS =
      List.of(
          "naf",
          "isco",
          "naf-products",
          "naf-trades",
          "demo-naf",
          "demo-pcs",
          "noisy-naf",
          "noisy-pcs");

  /** The parts that read the open data. */
  static final List<String> OPEN = List.of("naf", "isco", "naf-products", "naf-trades");

  private static final double AS_IT_IS = 1;
  private static final double NOISY = 2;

  /**
   * @param nomenclatures settings of a nomenclature by its name, for the demo's parts
   */
  public NomenclatureBench(
      SparkSession spark, Config config, Function<String, NomenclatureSettings> nomenclatures) {
    this.spark = spark;
    this.config = config;
    this.nomenclatures = nomenclatures;
  }

  /** Measures; tells each figure as soon as it is known. */
  public Result execute(Consumer<String> progress) throws IOException {
    Files.createDirectories(config.folder());
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    if (config.parts().stream().anyMatch(OPEN::contains)) {
      measureOpen(figures, progress);
    }
    measureDemo(figures, "demo-", AS_IT_IS, progress);
    measureDemo(figures, "noisy-", NOISY, progress);
    Files.createDirectories(config.output().toAbsolutePath().getParent());
    Files.write(
        config.output(),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    return new Result(figures);
  }

  private void measureOpen(
      Map<String, Map<String, Map<String, Double>>> figures, Consumer<String> progress)
      throws IOException {
    OpenNomenclature naf = OpenNomenclature.naf(config.data());
    OpenNomenclature isco = OpenNomenclature.isco(config.data());
    OpenSplit nafSplit = OpenSplit.of(naf, config.seed());
    OpenSplit iscoSplit = OpenSplit.of(isco, config.seed());
    OpenSplit products = KindSplit.of(naf, OpenText.Kind.PRODUCT, config.seed());
    OpenSplit trades = KindSplit.of(naf, OpenText.Kind.TRADE, config.seed());
    Map<String, List<String>> related = OpenTrades.groups(config.data(), Set.of());
    Map<String, BenchPart> parts =
        Map.of(
            "naf", BenchPart.of(naf, nafSplit, Rp.ACTET_X, related),
            "isco", BenchPart.of(isco, iscoSplit, NomenclatureSettings.PROFESSION, related),
            "naf-products", BenchPart.of(naf, products, Rp.ACTET_X, related),
            "naf-trades", BenchPart.of(naf, trades, Rp.ACTET_X, related));
    // Vectors serve two parts, whichever of them are measured.
    List<List<OpenSplit>> splits = List.of(List.of(nafSplit, iscoSplit), List.of(products, trades));
    for (int pair = 0; pair < splits.size(); pair++) {
      List<String> names = OPEN.subList(2 * pair, 2 * pair + 2);
      if (names.stream().anyMatch(config.parts()::contains)) {
        Optional<VectorStart> vectors = vectors(heldOut(splits.get(pair)), progress);
        for (String part : names) {
          if (config.parts().contains(part)) {
            figures.put(part, measure(part, parts.get(part), vectors, progress));
          }
        }
      }
    }
  }

  private static Set<String> heldOut(List<OpenSplit> splits) {
    Set<String> heldOut = new HashSet<>();
    for (OpenSplit split : splits) {
      split.test().forEach(text -> heldOut.add(text.normal()));
      split.validation().forEach(text -> heldOut.add(text.normal()));
    }
    return heldOut;
  }

  private Optional<VectorStart> vectors(Set<String> heldOut, Consumer<String> progress)
      throws IOException {
    if (config.vectorEpochs() == 0) {
      return Optional.empty();
    }
    progress.accept("Word vectors");
    long start = System.nanoTime();
    VectorStart vectors =
        BenchVectors.of(
            config.data(), config.folder(), heldOut, config.seed(), config.vectorEpochs());
    progress.accept("Word vectors: %.0f s".formatted((System.nanoTime() - start) / 1e9));
    return Optional.of(vectors);
  }

  private void measureDemo(
      Map<String, Map<String, Map<String, Double>>> figures,
      String prefix,
      double noise,
      Consumer<String> progress)
      throws IOException {
    List<String> wanted = config.parts().stream().filter(part -> part.startsWith(prefix)).toList();
    if (wanted.isEmpty()) {
      return;
    }
    DemoForms forms =
        new DemoForms(spark, config.trainingForms(), config.forms(), noise, config.seed());
    for (String part : wanted) {
      NomenclatureSettings settings = nomenclatures.apply(part.substring(prefix.length()));
      figures.put(part, measure(part, forms.part(settings), Optional.empty(), progress));
    }
  }

  private Map<String, Map<String, Double>> measure(
      String name, BenchPart part, Optional<VectorStart> vectors, Consumer<String> progress)
      throws IOException {
    Nomenclature tree = part.tree();
    progress.accept(
        "%s: %d texts to learn, %d for validation, %d for the test"
            .formatted(name, part.train().size(), part.validation().size(), part.test().size()));
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    Map<String, Scorer> scorers = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Trainer> trainer : trainers(part, vectors).entrySet()) {
        String system = trainer.getKey();
        long start = System.nanoTime();
        Scorer scorer = trainer.getValue().train();
        double seconds = (System.nanoTime() - start) / 1e9;
        scorers.put(system, scorer);
        Map<String, Double> ofSystem = new TreeMap<>(Figures.of(scorer, part.test(), tree));
        ofSystem.put("training-seconds", seconds);
        figures.put(system, ofSystem);
        progress.accept("%s %s: %s".formatted(name, system, ofSystem));
      }
      Map<String, Double> speeds = ScoringSpeed.of(scorers, part.all(), part.test());
      speeds.forEach((system, speed) -> figures.get(system).put("forms-a-second", speed));
      progress.accept("%s, forms a second: %s".formatted(name, speeds));
    } finally {
      scorers.values().forEach(Scorer::close);
    }
    return figures;
  }

  private Map<String, Trainer> trainers(BenchPart part, Optional<VectorStart> vectors) {
    TextStudy study = study(part);
    List<Labelled> train = part.train();
    List<Labelled> validation = part.validation();
    List<Labelled> all = part.all();
    Path folder = config.folder();
    Map<String, Trainer> trainers = new LinkedHashMap<>();
    trainers.put(
        "lexical",
        () -> OurCoder.of(study.lexical(train, validation, all), folder.resolve("lexical")));
    trainers.put(
        "combined",
        () ->
            OurCoder.of(
                study.combined(train, validation, all, vectors, config.seed()),
                folder.resolve("combined")));
    if (!part.related().isEmpty()) {
      TextStudy informed = study(part);
      part.related().forEach(informed::relate);
      trainers.put(
          "related",
          () ->
              OurCoder.of(
                  informed.combined(train, validation, all, vectors, config.seed()),
                  folder.resolve("related")));
    }
    trainers.put(
        "fastText",
        () ->
            FastTextCoder.learn(
                folder,
                part.tree(),
                all,
                FastTextCoder.choose(folder, part.tree(), train, validation, TARGET_PRECISION)));
    return trainers;
  }

  private static TextStudy study(BenchPart part) {
    return new TextStudy(part.form(), part.tree(), part.frequencies(), TARGET_PRECISION);
  }

  private interface Trainer {
    Scorer train() throws IOException;
  }
}
