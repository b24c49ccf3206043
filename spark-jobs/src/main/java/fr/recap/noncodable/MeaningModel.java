package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.tables.Rp;
import fr.recap.udfs.vectors.WordVectors;
import fr.recap.vectors.TextForm;
import fr.recap.vectors.TextVector;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Logistic regression on what the texts of a form mean: of each field the mean of its words'
 * vectors, and whether it has any. Sub-words give misspelt and new words a meaning too.
 */
final class MeaningModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The fields whose texts have words of a language, not names of streets. */
  private static final List<String> FIELDS = List.of(Rp.RS_X, Rp.ACTET_X, Rp.PROFS_X);

  private final Words words;
  private final float[] weights;
  private final double intercept;

  /** Where the vectors come from, on any machine. */
  @FunctionalInterface
  interface Words extends Supplier<WordVectors>, Serializable {}

  /**
   * @param weights as many as {@link #size} of the vectors' dimension
   */
  MeaningModel(Words words, float[] weights, double intercept) {
    if (weights.length != size(words.get().header().dimension())) {
      throw new IllegalArgumentException(
          "There must be %d weights of vectors with %d dimensions, cannot be: %d"
              .formatted(
                  size(words.get().header().dimension()),
                  words.get().header().dimension(),
                  weights.length));
    }
    this.words = words;
    this.weights = weights.clone();
    this.intercept = intercept;
  }

  /** The columns whose texts are read. */
  static String[] fields() {
    return FIELDS.toArray(String[]::new);
  }

  /** Number of features. */
  static int size(int dimension) {
    return FIELDS.size() * (dimension + 1);
  }

  /** The features of a form, which {@link fr.recap.vectors.FastTextFeatures} gives to many. */
  static double[] features(WordVectors words, Form form) {
    List<String> texts = new ArrayList<>(FIELDS.size());
    FIELDS.forEach(field -> texts.add(form.declared(field)));
    return TextVector.ofFields(words, TextForm.NORMALIZED, word -> 1, texts);
  }

  /** Logarithm of the odds that a form is non-codable. */
  double logOdds(Form form) {
    double[] features = features(words.get(), form);
    double sum = intercept;
    for (int i = 0; i < features.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  float[] weights() {
    return weights.clone();
  }

  double intercept() {
    return intercept;
  }
}
