package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.vectors.PublishedVectors;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What models of the texts alone say of a form, as features of the family that decides.
 *
 * @param meaning null without word vectors
 */
record TextModels(TextModel words, MeaningModel meaning) implements Serializable {
  TextModels(TextModel words, Optional<MeaningModel> meaning) {
    this(words, meaning.orElse(null));
  }

  /** Fits them on rows of {@link Examples}, all of them. */
  static TextModels fit(Dataset<Row> train, Optional<PublishedVectors> vectors) {
    return new TextModels(
        LogisticTrainer.words(train),
        vectors.map(published -> LogisticTrainer.meaning(train, published)));
  }

  /** Number of features. */
  static int size(boolean meaning) {
    return meaning ? 2 : 1;
  }

  boolean hasMeaning() {
    return meaning != null;
  }

  /**
   * Fills in the log-odds of each model.
   *
   * @return the position behind the last one
   */
  int fill(Form form, double[] into, int from) {
    into[from] = (float) words.logOdds(form);
    if (hasMeaning()) {
      into[from + 1] = (float) meaning.logOdds(form);
    }
    return from + size(hasMeaning());
  }
}
