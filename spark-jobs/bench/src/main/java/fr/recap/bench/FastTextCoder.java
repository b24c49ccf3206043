package fr.recap.bench;

import com.github.jfasttext.JFastText;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy.Labelled;
import fr.recap.udfs.text.AsciiFolder;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** fastText supervised through JNI, the baseline of statistical offices. */
final class FastTextCoder implements Scorer {
  private static final String LABEL = "__label__";
  private static final int CODES = 10;

  /** A text that stands for more leaves teaches fastText nothing. */
  private static final int MOST_LABELS = 3;

  /**
   * Its parameters that are chosen on validation.
   *
   * @param minn shortest sub-word, 0 for none
   */
  record Parameters(double rate, int epochs, int wordNgrams, int minn, int maxn, int dim) {}

  private static final List<Parameters> GRID =
      List.of(
          new Parameters(0.5, 25, 1, 3, 5, 100),
          new Parameters(1.0, 25, 1, 3, 5, 100),
          new Parameters(0.5, 50, 1, 3, 5, 100),
          new Parameters(0.5, 25, 2, 3, 5, 100),
          new Parameters(0.5, 25, 1, 2, 4, 100),
          new Parameters(0.5, 25, 1, 0, 0, 100));

  private final JFastText model;
  private final double threshold;

  private FastTextCoder(JFastText model, double threshold) {
    this.model = model;
    this.threshold = threshold;
  }

  /** What was chosen on validation, with its top-1 there. */
  record Chosen(Parameters parameters, double top1, double threshold) {}

  /**
   * Tries all parameters.
   *
   * @param folder for scratch files
   */
  static Chosen choose(
      Path folder,
      Nomenclature tree,
      List<Labelled> train,
      List<Labelled> validation,
      double targetPrecision)
      throws IOException {
    Path text = folder.resolve("fasttext-train.txt");
    write(text, tree, train);
    Chosen best = null;
    for (Parameters parameters : GRID) {
      try (FastTextCoder coder = new FastTextCoder(train(folder, text, parameters), 0)) {
        boolean[] correct = new boolean[validation.size()];
        double[] probabilities = new double[correct.length];
        int right = 0;
        for (int i = 0; i < correct.length; i++) {
          Scored scored = coder.score(validation.get(i).texts());
          correct[i] = scored.codes().indexOf(validation.get(i).code()) == 0;
          right += correct[i] ? 1 : 0;
          probabilities[i] = scored.probability();
        }
        double top1 = (double) right / correct.length;
        if (best == null || top1 > best.top1()) {
          Threshold threshold =
              Threshold.forPrecision(Outcomes.of(probabilities, correct), targetPrecision);
          best = new Chosen(parameters, top1, threshold.value());
        }
      }
    }
    return best;
  }

  /** Trains with what was chosen. */
  static FastTextCoder learn(Path folder, Nomenclature tree, List<Labelled> all, Chosen chosen)
      throws IOException {
    Path text = folder.resolve("fasttext-all.txt");
    write(text, tree, all);
    return new FastTextCoder(train(folder, text, chosen.parameters()), chosen.threshold());
  }

  private static JFastText train(Path folder, Path text, Parameters p) throws IOException {
    Path file = folder.resolve("fasttext-model.bin");
    int cores = Runtime.getRuntime().availableProcessors();
    FastTextModels.train(
        text,
        file,
        new TrainingArguments(
            Kind.SUPERVISED,
            Loss.SOFTMAX,
            p.dim(),
            5,
            p.epochs(),
            1,
            5,
            p.wordNgrams(),
            200_000,
            p.minn(),
            p.maxn(),
            p.rate(),
            cores));
    JFastText model = new JFastText();
    model.loadModel(file.toString());
    Files.delete(file);
    return model;
  }

  /** One line a distinct text, with the leaves that it speaks for most. */
  private static void write(Path file, Nomenclature tree, List<Labelled> texts) throws IOException {
    Map<String, Map<String, Double>> lines = new LinkedHashMap<>();
    for (Labelled text : texts) {
      List<String> leaves = tree.leafCodes(text.code());
      if (leaves.size() <= MOST_LABELS) {
        Map<String, Double> labels =
            lines.computeIfAbsent(line(text.texts()), absent -> new TreeMap<>());
        leaves.forEach(leaf -> labels.merge(leaf, text.weight(), Double::sum));
      }
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Map.Entry<String, Map<String, Double>> line : lines.entrySet()) {
        List<String> labels =
            line.getValue().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST_LABELS)
                .map(Map.Entry::getKey)
                .toList();
        for (String label : labels) {
          out.write(LABEL + label + " ");
        }
        out.write(line.getKey());
        out.newLine();
      }
    }
  }

  /** Words of the main field as they are, those of others marked with their field. */
  private static String line(List<String> texts) {
    List<String> words = new ArrayList<>();
    for (int field = 0; field < texts.size(); field++) {
      String normal = texts.get(field) == null ? "" : AsciiFolder.normalize(texts.get(field));
      for (String word : normal.split(" ", -1)) {
        if (!word.isEmpty()) {
          words.add(field == 0 ? word : "f" + field + "_" + word);
        }
      }
    }
    return String.join(" ", words);
  }

  @Override
  public Scored score(List<String> texts) {
    List<String> codes = new ArrayList<>();
    double probability = 0;
    for (JFastText.ProbLabel found : model.predictProba(line(texts) + "\n", CODES)) {
      if (codes.isEmpty()) {
        probability = Math.min(1, Math.exp(found.logProb));
      }
      codes.add(found.label.substring(LABEL.length()));
    }
    return new Scored(codes, probability);
  }

  @Override
  public double threshold() {
    return threshold;
  }

  /** It remembers nothing. */
  @Override
  public FastTextCoder anew() {
    return this;
  }

  @Override
  public void close() {
    model.unloadModel();
  }
}
