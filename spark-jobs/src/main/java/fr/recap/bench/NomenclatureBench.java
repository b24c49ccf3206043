package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.encoder.VectorStart;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy;
import fr.recap.nomenclature.TextStudy.Labelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Our coder, the lexical baseline and fastText supervised on the same splits in one run: NAF and
 * ISCO-08 of the open data, with texts left out of everything that any of them learns from.
 */
public final class NomenclatureBench {
  private static final double TARGET_PRECISION = 0.9;

  private final Config config;

  /**
   * What to measure.
   *
   * @param data folder of the open data
   * @param folder for scratch files and the word vectors, which are kept
   * @param parts some of {@link #PARTS}
   * @param seed of the splits and of all trainings
   * @param vectorEpochs of the word vectors; 0 for a coder without
   * @param output file for the figures as JSON
   */
  public record Config(
      Path data, Path folder, List<String> parts, long seed, int vectorEpochs, Path output) {
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
  public static final List<String> PARTS = List.of("naf", "isco");

  public NomenclatureBench(Config config) {
    this.config = config;
  }

  /** Measures; tells each figure as soon as it is known. */
  public Result execute(Consumer<String> progress) throws IOException {
    Files.createDirectories(config.folder());
    Map<String, OpenNomenclature> nomenclatures = new LinkedHashMap<>();
    Map<String, OpenSplit> splits = new LinkedHashMap<>();
    Set<String> heldOut = new HashSet<>();
    for (String part : PARTS) {
      OpenNomenclature nomenclature =
          part.equals("naf")
              ? OpenNomenclature.naf(config.data())
              : OpenNomenclature.isco(config.data());
      OpenSplit split = OpenSplit.of(nomenclature, config.seed());
      nomenclatures.put(part, nomenclature);
      splits.put(part, split);
      split.test().forEach(text -> heldOut.add(text.normal()));
      split.validation().forEach(text -> heldOut.add(text.normal()));
    }
    Optional<VectorStart> vectors = Optional.empty();
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    if (config.vectorEpochs() > 0) {
      progress.accept("Word vectors");
      long start = System.nanoTime();
      vectors =
          Optional.of(
              BenchVectors.of(
                  config.data(), config.folder(), heldOut, config.seed(), config.vectorEpochs()));
      progress.accept("Word vectors: %.0f s".formatted((System.nanoTime() - start) / 1e9));
    }
    for (String part : config.parts()) {
      figures.put(
          part, measure(part, nomenclatures.get(part), splits.get(part), vectors, progress));
    }
    Files.createDirectories(config.output().toAbsolutePath().getParent());
    Files.write(
        config.output(),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    return new Result(figures);
  }

  private Map<String, Map<String, Double>> measure(
      String part,
      OpenNomenclature nomenclature,
      OpenSplit split,
      Optional<VectorStart> vectors,
      Consumer<String> progress)
      throws IOException {
    // The only field of the open texts stands for the main field of a form.
    FormText form = new FormText(List.of(part.equals("naf") ? "actet_x" : FormText.PROFESSION));
    Nomenclature tree = nomenclature.tree();
    TextStudy study = new TextStudy(form, tree, nomenclature.frequencies(), TARGET_PRECISION);
    List<Labelled> train = labelled(split.train(), false);
    List<Labelled> validation = labelled(split.validation(), true);
    List<Labelled> all = labelled(split.trainAndValidation(), false);
    List<Labelled> test = labelled(split.test(), true);
    progress.accept(
        "%s: %d texts to learn, %d for validation, %d for the test"
            .formatted(part, train.size(), validation.size(), test.size()));
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    Trainer lexical = () -> new OurCoder(study.lexical(train, validation, all));
    figures.put("lexical", measure(lexical, test, tree, progress, part + " lexical"));
    Trainer ours =
        () -> new OurCoder(study.combined(train, validation, all, vectors, config.seed()));
    figures.put("combined", measure(ours, test, tree, progress, part + " combined"));
    Trainer fastText =
        () ->
            FastTextCoder.learn(
                config.folder(),
                tree,
                all,
                FastTextCoder.choose(config.folder(), tree, train, validation, TARGET_PRECISION));
    figures.put("fastText", measure(fastText, test, tree, progress, part + " fastText"));
    return figures;
  }

  private interface Trainer {
    Scorer train() throws IOException;
  }

  private static Map<String, Double> measure(
      Trainer trainer,
      List<Labelled> test,
      Nomenclature tree,
      Consumer<String> progress,
      String name)
      throws IOException {
    long start = System.nanoTime();
    try (Scorer scorer = trainer.train()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Double> figures = new TreeMap<>(Figures.of(scorer, test, tree));
      figures.put("training-seconds", seconds);
      progress.accept(name + ": " + figures);
      return figures;
    }
  }

  /**
   * @param forms whether they are forms to be coded or texts to learn from
   */
  private static List<Labelled> labelled(List<OpenText> texts, boolean forms) {
    List<Labelled> labelled = new ArrayList<>();
    for (OpenText text : texts) {
      labelled.add(new Labelled(text.code(), List.of(text.text()), text.weight(), forms));
    }
    return labelled;
  }
}
