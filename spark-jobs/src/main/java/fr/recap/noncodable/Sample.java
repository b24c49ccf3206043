package fr.recap.noncodable;

import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.metrics.Split;
import fr.recap.monitoring.Workplace;
import fr.recap.tables.Rp;
import fr.recap.trees.TrainingRows;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Forms with their features and their truth, on the executors: laid out ({@link
 * TrainingRows#layOut}) and persisted.
 *
 * @param forms rows of {@link #SCHEMA}
 */
record Sample(Dataset<Row> forms) {
  /** Column: 1 for forms that are non-codable, else 0. */
  static final String LABEL = TrainingRows.LABEL;

  /** Column: a vector, dense and finite. */
  static final String FEATURES = TrainingRows.FEATURES;

  /** Column: the form's part in {@code [0, 1)}, the same for near copies. */
  static final String DRAWN = "drawn";

  /** Column: whether the matcher codes it, so that it is never called non-codable. */
  static final String CODED = "coded";

  /** Column: the département of the workplace, perhaps null. */
  static final String DEPARTEMENT = "departement";

  static final StructType SCHEMA =
      new StructType()
          .add(Rp.CABBI, DataTypes.StringType)
          .add(DEPARTEMENT, DataTypes.StringType)
          .add(DRAWN, DataTypes.DoubleType)
          .add(CODED, DataTypes.BooleanType)
          .add(LABEL, DataTypes.DoubleType)
          .add(FEATURES, SQLDataTypes.VectorType());

  /**
   * Computes features on the executors. Forms that the matcher failed on have none.
   *
   * @param flow rows of {@link CodedFormRows} whose forms have the columns of {@link
   *     NoncodableScorer#columns} and of the target, with what the matcher says if that is evidence
   * @param workers that are to learn from them
   */
  static Sample of(
      Dataset<Row> flow,
      boolean evidence,
      TextModels texts,
      NoncodableTarget target,
      long seed,
      int workers) {
    MapFunction<Row, Row> computed =
        row -> {
          CodedForm coded = CodedFormRows.read(row);
          return RowFactory.create(
              coded.cabbi(),
              Workplace.departement(coded.form()::declared),
              Split.uniform(Examples.NEAR_COPIES.group(coded.form()), seed),
              evidence && coded.match().establishment().automatic(),
              target.of(coded.form()) ? 1.0 : 0.0,
              evidence && coded.match().failed()
                  ? null
                  : Vectors.dense(Stacked.features(texts, coded.form(), evidence, coded.match())));
        };
    return new Sample(
        TrainingRows.layOut(
                flow.map(computed, Encoders.row(SCHEMA)), functions.col(Rp.CABBI), workers)
            .persist());
  }

  /** Forms without features, since the matcher's search of them failed. */
  long failed() {
    return forms.where(functions.col(FEATURES).isNull()).count();
  }

  /** The forms with features that were drawn from one number, included, to another. */
  Sample drawn(double from, double to) {
    return new Sample(
        forms.where(
            functions
                .col(FEATURES)
                .isNotNull()
                .and(functions.col(DRAWN).geq(from))
                .and(functions.col(DRAWN).lt(to))));
  }

  /** All forms with features. */
  Sample complete() {
    return drawn(0, 1);
  }

  /** Forms by kind: {@code non-codable} and {@code codable}. */
  Map<String, Long> kinds() {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : forms.groupBy(LABEL).count().collectAsList()) {
      counts.put(row.getDouble(0) == 1 ? "non-codable" : "codable", row.getLong(1));
    }
    return counts;
  }

  /** Without what the matcher says. */
  Sample withoutEvidence() {
    return features(values -> Arrays.copyOf(values, values.length - MatchEvidence.size()));
  }

  /** Without what word vectors say. */
  Sample withoutMeaning() {
    int from = TextModels.size(false);
    int to = TextModels.size(true);
    return features(
        values ->
            ArrayUtils.addAll(
                Arrays.copyOf(values, from), Arrays.copyOfRange(values, to, values.length)));
  }

  private Sample features(MapFunction<double[], double[]> cut) {
    int at = SCHEMA.fieldIndex(FEATURES);
    MapFunction<Row, Row> changed =
        row -> {
          Object[] values = new Object[row.size()];
          Arrays.setAll(values, row::get);
          values[at] = Vectors.dense(cut.call(((Vector) values[at]).toArray()));
          return RowFactory.create(values);
        };
    return new Sample(forms.map(changed, Encoders.row(SCHEMA)));
  }
}
