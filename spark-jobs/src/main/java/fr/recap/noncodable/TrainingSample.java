package fr.recap.noncodable;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.CodedFormRows;
import fr.recap.metrics.Split;
import fr.recap.tables.Rp;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Training forms in two parts, near copies in the same.
 *
 * @param sample what the family learns from and is measured on; the matcher has learned none of it
 * @param others what the words are learned from
 */
record TrainingSample(Dataset<Row> sample, Dataset<Row> others) {
  /** The words too need forms. */
  private static final double MOST = 0.6;

  private static final int MIN_FORMS = 200;

  /**
   * Divides forms.
   *
   * @throws RefusedInputException if the matcher has learned nearly all
   */
  static TrainingSample of(Dataset<Row> forms, Matches matches, RecapConfig config) {
    Column free = matches.notLearned(forms, config);
    long available = forms.where(free).count();
    if (available < MIN_FORMS) {
      throw new RefusedInputException(
          "Only %d forms of %s are left that the matcher has not learned, at least %d are needed: lower siret.training-sample and train the matcher again, or set noncodable.evidence = false"
              .formatted(available, config.tables().trainingForms(), MIN_FORMS));
    }
    double share = Math.min(MOST, (double) config.noncodable().trainingSample() / available);
    long seed = config.seed() + 1;
    UDF1<Row, Double> uniform =
        form -> Split.uniform(Examples.NEAR_COPIES.group(CodedFormRows.formOf(form)), seed);
    Column drawn =
        functions
            .udf(uniform, DataTypes.DoubleType)
            .apply(
                functions.struct(
                    functions.col(Rp.CABBI), functions.col(Rp.ACTET_X), functions.col(Rp.RS_X)))
            .lt(share)
            .and(free);
    return new TrainingSample(forms.where(drawn), forms.where(functions.not(drawn)));
  }
}
