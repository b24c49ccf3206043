package fr.recap.noncodable;

import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Forms with their features, on the driver, in order of cabbi.
 *
 * @param keys cabbi of each form
 * @param groups what each form shares with its near copies
 * @param failed forms that were left out, since the matcher's search of them failed
 */
record Collected(List<String> keys, List<String> groups, Sample sample, long failed) {

  /**
   * Computes features on the executors and takes them in: as many as the sample has.
   *
   * @param flow rows of {@link CodedFormRows} whose forms have the columns of {@link
   *     NoncodableScorer#columns} and of the target, with what the matcher says if that is evidence
   */
  static Collected of(
      Dataset<Row> flow, boolean evidence, TextModels texts, NoncodableTarget target) {
    StructType schema =
        new StructType()
            .add(Rp.CABBI, DataTypes.StringType)
            .add("group", DataTypes.StringType)
            .add("noncodable", DataTypes.BooleanType)
            .add("coded", DataTypes.BooleanType)
            .add("features", DataTypes.createArrayType(DataTypes.DoubleType, false));
    MapFunction<Row, Row> computed =
        row -> {
          CodedForm coded = CodedFormRows.read(row);
          return RowFactory.create(
              coded.cabbi(),
              Examples.NEAR_COPIES.group(coded.form()),
              target.of(coded.form()),
              evidence && coded.match().establishment().automatic(),
              evidence && coded.match().failed()
                  ? null
                  : Stacked.features(texts, coded.form(), evidence, coded.match()));
        };
    List<Row> found = flow.map(computed, Encoders.row(schema)).collectAsList();
    List<Row> rows =
        found.stream()
            .filter(row -> !row.isNullAt(4))
            .sorted(Comparator.comparing(row -> row.getString(0)))
            .toList();
    double[][] features = new double[rows.size()][];
    boolean[] noncodable = new boolean[features.length];
    boolean[] coded = new boolean[features.length];
    List<String> keys = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < features.length; i++) {
      keys.add(rows.get(i).getString(0));
      groups.add(rows.get(i).getString(1));
      noncodable[i] = rows.get(i).getBoolean(2);
      coded[i] = rows.get(i).getBoolean(3);
      features[i] = rows.get(i).<Double>getList(4).stream().mapToDouble(v -> v).toArray();
    }
    return new Collected(
        keys, groups, new Sample(features, noncodable, coded), found.size() - rows.size());
  }

  /** The forms whose fold is below a number, or the others. */
  Collected part(int[] folds, int below, boolean inside) {
    List<Integer> forms =
        IntStream.range(0, folds.length)
            .filter(form -> (folds[form] < below) == inside)
            .boxed()
            .toList();
    return new Collected(
        forms.stream().map(keys::get).toList(),
        forms.stream().map(groups::get).toList(),
        sample.of(forms),
        0);
  }

  /** Without what the matcher says. */
  Collected withoutEvidence() {
    return new Collected(
        keys, groups, sample.columns(0, sample.width() - MatchEvidence.size()), failed);
  }

  /** Without what word vectors say. */
  Collected withoutMeaning() {
    return new Collected(
        keys, groups, sample.without(TextModels.size(false), TextModels.size(true)), failed);
  }

  double[] scores(ToDoubleFunction<double[]> scorer) {
    double[] scores = new double[keys.size()];
    Arrays.setAll(scores, form -> scorer.applyAsDouble(sample.features(form)));
    return scores;
  }
}
