package fr.recap.nomenclature;

import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Codes one form at a time; safe to share between threads, needs no Spark. */
public final class NomenclatureCoder {
  private final FormText form;
  private final List<String> codes;
  private final LexicalCoder coder;
  private final LexicalParameters parameters;
  private final AutomaticCoding automatic;
  private final ThreadLocal<FieldVotes> votes;

  NomenclatureCoder(
      FormText form,
      List<String> codes,
      LexicalCoder coder,
      LexicalParameters parameters,
      AutomaticCoding automatic) {
    this.form = form;
    this.codes = List.copyOf(codes);
    this.coder = coder;
    this.parameters = parameters;
    this.automatic = automatic;
    this.votes = ThreadLocal.withInitial(() -> new FieldVotes(coder, parameters.sharpness()));
  }

  /** Loads the files of a training or a published version. */
  public static NomenclatureCoder load(Path folder) throws IOException {
    return CoderFiles.read(folder);
  }

  /** The coder of a published version, loaded once a JVM. */
  public static NomenclatureCoder of(ModelRef ref) {
    return LoadedModels.get(ref, NomenclatureCoder.class, NomenclatureCoder::load);
  }

  /** Checks that a coder loads and gives the codes that it gave when it was trained. */
  public static Verifier verifier() {
    return CoderFiles::verify;
  }

  /** The columns of a form that are read. */
  public List<String> columns() {
    return form.columns();
  }

  /**
   * Codes a form.
   *
   * @param columns gives the value of a column of {@link #columns}, perhaps null
   */
  public Prediction predict(UnaryOperator<String> columns) {
    String[] texts = form.texts(columns);
    String main = form.inputs().get(0);
    if (texts[0] == null) {
      return Prediction.none(main + " is empty");
    }
    String[] cleaned = clean(form, texts);
    if (cleaned[0] == null) {
      return Prediction.none(main + " has no word: " + texts[0].strip());
    }
    return predict(cleaned);
  }

  /** Codes cleaned texts, in order of the inputs; the first is not null. */
  Prediction predict(String[] cleaned) {
    Ranking ranking = rank(cleaned);
    List<String> best = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int rank = 0; rank < ranking.size(); rank++) {
      best.add(codes.get(ranking.leaf(rank)));
      scores.add(ranking.score(rank));
    }
    double probability = automatic.probability(ranking);
    return new Prediction(null, best, scores, probability >= automatic.threshold(), probability);
  }

  Ranking rank(String[] cleaned) {
    return coder.rank(votes.get().of(cleaned), parameters.weights());
  }

  static String[] clean(FormText form, String[] texts) {
    String[] cleaned = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      cleaned[i] = FieldCleaner.clean(form.inputs().get(i), texts[i]);
    }
    return cleaned;
  }

  FormText form() {
    return form;
  }

  List<String> codes() {
    return codes;
  }

  LexicalCoder coder() {
    return coder;
  }

  LexicalParameters parameters() {
    return parameters;
  }

  AutomaticCoding automatic() {
    return automatic;
  }
}
