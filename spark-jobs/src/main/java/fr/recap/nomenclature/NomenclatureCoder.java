package fr.recap.nomenclature;

import fr.recap.config.RefusedInputException;
import fr.recap.forms.Form;
import fr.recap.forms.Prediction;
import fr.recap.forms.Projection;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.monitoring.Profile;
import fr.recap.runtime.Pool;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Codes one form at a time; safe to share between threads, needs no Spark. */
public final class NomenclatureCoder {
  private final FormText form;
  private final Components components;
  private final double[] weights;
  private final AutomaticCoding automatic;
  private final Pool<LeafFeatures> features;

  /**
   * @param weights one a feature of {@link LeafFeatures#names}
   */
  NomenclatureCoder(
      FormText form, Components components, double[] weights, AutomaticCoding automatic) {
    this.form = form;
    this.components = components;
    this.weights = weights.clone();
    this.automatic = automatic;
    this.features = new Pool<>(() -> new LeafFeatures(components));
  }

  /** Loads the files of a training or a published version. */
  public static NomenclatureCoder load(Path folder) throws IOException {
    NomenclatureCoder coder = CoderFiles.read(folder);
    coder.components.expectFrequentWords();
    return coder;
  }

  /** Writes the files that {@link #load} reads. */
  public void write(Path folder) throws IOException {
    CoderFiles.write(folder, this, List.of());
  }

  /** The coder of a published version, loaded once a JVM. */
  public static NomenclatureCoder of(ModelRef ref) {
    return LoadedModels.get(ref, NomenclatureCoder.class, NomenclatureCoder::load);
  }

  /** Checks that a coder loads and gives the codes that it gave when it was trained. */
  public static Verifier verifier() {
    return CoderFiles::verify;
  }

  /**
   * What forms must have for a published coder.
   *
   * @param reading of a job, which gets its inputs too
   */
  public static Reading demand(Reading reading, ModelRef model) {
    NomenclatureCoder coder = of(model);
    return coder.form.demand(
        reading,
        "the inputs of the model " + model.version(),
        "publish one that was trained on other inputs");
  }

  /** What a job reads of forms that does nothing but code them by a published coder. */
  public static Reading reading(String job, ModelRef model) {
    List<String> columns = new ArrayList<>(List.of(Rp.CABBI));
    columns.addAll(of(model).columns());
    return demand(Rp.readBy(job), model).only(columns);
  }

  /** The columns of a form that are read. */
  public List<String> columns() {
    return form.columns();
  }

  /** The fields of a form in their order, the main one first. */
  public List<String> inputs() {
    return form.inputs();
  }

  /** The text of each of the {@link #inputs} of a form, null where it is empty. */
  public String[] texts(Form columns) {
    return form.texts(columns);
  }

  /**
   * Counts the words of a form, and those that no text of their field had.
   *
   * @param texts as declared, in order of the inputs, null where a field is empty
   */
  public void countWords(Profile.Counter counter, String... texts) {
    countCleaned(counter, clean(form, texts));
  }

  void countCleaned(Profile.Counter counter, String[] cleaned) {
    for (int field = 0; field < cleaned.length; field++) {
      if (cleaned[field] != null) {
        LexicalIndex index = components.lexical().indices().get(field);
        String[] words = cleaned[field].split(" ", -1);
        counter.words(
            words.length, (int) Arrays.stream(words).filter(word -> !index.knows(word)).count());
      }
    }
  }

  /** Probability from which on a form is coded automatically; above 1 where none is sure enough. */
  public double threshold() {
    return automatic.threshold();
  }

  /** The tree that forms are coded to. */
  public Nomenclature tree() {
    return components.tree();
  }

  /**
   * Codes a form; one that can't be coded has the reason, and ends nothing.
   *
   * @param byOtherFields whether a form without its main field is coded by the others: never
   *     automatically, as the threshold was chosen on forms that have it, and with the reason told
   *     as well as the codes
   */
  public Prediction code(Form columns, boolean byOtherFields) {
    return orFailed(() -> code(form.texts(columns), byOtherFields));
  }

  /**
   * Codes a form by its main field, as {@link #code(Form, boolean)}.
   *
   * @param texts as declared, in order of the inputs, null where a field is empty
   */
  public Prediction predictTexts(String... texts) {
    return orFailed(() -> code(texts, false));
  }

  private static Prediction orFailed(Supplier<Prediction> coding) {
    try {
      return coding.get();
    } catch (RuntimeException e) {
      return Prediction.failed(e);
    }
  }

  private Prediction code(String[] texts, boolean byOtherFields) {
    String[] cleaned = clean(form, texts);
    if (cleaned[0] != null) {
      return predict(cleaned);
    }
    String main = form.inputs().get(0);
    String reason = texts[0] == null ? main + " is empty" : FieldCleaner.fault(main, texts[0]);
    boolean others = Arrays.stream(cleaned).anyMatch(Objects::nonNull);
    return byOtherFields && others
        ? predict(cleaned).byOtherFields(reason)
        : Prediction.none(reason, others ? project(cleaned) : Projection.NONE);
  }

  private Projection project(String[] cleaned) {
    return components.encoders().isEmpty()
        ? Projection.NONE
        : Projection.of(components.encoders().get(0).project(cleaned));
  }

  /** Codes cleaned texts, in order of the inputs. */
  Prediction predict(String[] cleaned) {
    return features.get(of -> prediction(of.rank(cleaned, weights), of.projection(cleaned)));
  }

  private Prediction prediction(Ranking ranking, Projection projection) {
    List<String> best = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    int[] leaves = components.tree().leaves();
    for (int rank = 0; rank < ranking.size(); rank++) {
      best.add(components.tree().code(leaves[ranking.leaf(rank)]));
      scores.add(ranking.score(rank));
    }
    double probability = automatic.probability(ranking);
    return new Prediction(
        null, false, best, scores, probability >= automatic.threshold(), probability, projection);
  }

  /** The same codes, none of them automatic. */
  NomenclatureCoder withoutAutomaticCoding() {
    return with(automatic.never());
  }

  /** The same codes, other probabilities and another threshold. */
  NomenclatureCoder with(AutomaticCoding other) {
    return new NomenclatureCoder(form, components, weights, other);
  }

  Ranking rank(String[] cleaned) {
    return features.get(of -> of.rank(cleaned, weights));
  }

  /** Ranks by each of other weights. */
  List<Ranking> rank(String[] cleaned, List<double[]> otherWeights) {
    return features.get(
        of -> {
          of.of(cleaned);
          return otherWeights.stream().map(weights -> of.rankAgain(cleaned, weights)).toList();
        });
  }

  /**
   * The probability of each leaf, in the order of {@link Nomenclature#leaves}; they sum to 1.
   *
   * @param cleaned texts in order of the inputs, as {@link #clean} gives them
   */
  double[] probabilities(String[] cleaned) {
    return features.get(of -> LeafLogit.probabilities(of.of(cleaned), weights));
  }

  /**
   * The probability of each node at any level: that of the leaves at or below it.
   *
   * @param texts in order of the inputs, null where a field is empty
   * @return in order of the tree's nodes
   */
  public double[] nodeProbabilities(String... texts) {
    double[] ofLeaves = probabilities(clean(form, texts));
    double[] ofNodes = new double[components.tree().size()];
    int[] leaves = components.tree().leaves();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      for (int at = leaves[leaf]; at >= 0; at = components.tree().parent(at)) {
        ofNodes[at] += ofLeaves[leaf];
      }
    }
    return ofNodes;
  }

  /**
   * Explains a code of a form.
   *
   * @param code of a node at any level, usually the first of {@link #predictTexts}
   * @param texts as declared, in order of the inputs, null where a field is empty
   * @throws RefusedInputException if the tree has no such code, or no field has a word
   */
  public Explanation explain(String code, String... texts) {
    int node =
        tree()
            .find(code)
            .orElseThrow(() -> new RefusedInputException("The nomenclature has no code " + code));
    String[] cleaned = clean(form, texts);
    if (Arrays.stream(cleaned).allMatch(Objects::isNull)) {
      throw new RefusedInputException(
          "There is nothing to explain: no word in %s".formatted(form.inputs()));
    }
    return new Explainer(this, node).explain(cleaned);
  }

  static String[] clean(FormText form, String[] texts) {
    String[] cleaned = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      cleaned[i] = FieldCleaner.cleanAnswer(form.inputs().get(i), texts[i]);
    }
    return cleaned;
  }

  FormText form() {
    return form;
  }

  Components components() {
    return components;
  }

  double[] weights() {
    return weights.clone();
  }

  AutomaticCoding automatic() {
    return automatic;
  }
}
