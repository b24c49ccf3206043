package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.Form;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import fr.recap.runtime.TestSession;
import fr.recap.trees.TrainingRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamiliesTest {
  private static final List<Row> FORMS = forms(600, 1);
  private static final List<Row> OTHERS = forms(400, 2);

  /** Two features tell the kinds apart along a slope, the third is noise; a fifth non-codable. */
  private static List<Row> forms(int size, long seed) {
    Random random = new Random(seed);
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      double shift = i % 5 == 0 ? 1.5 : 0;
      forms.add(
          RowFactory.create(
              "F" + i,
              "57",
              (double) i / size,
              false,
              i % 5 == 0 ? 1.0 : 0.0,
              Vectors.dense(
                  (float) (random.nextGaussian() + shift),
                  (float) (random.nextGaussian() - shift),
                  (float) random.nextGaussian())));
    }
    return forms;
  }

  private static Sample sample(List<Row> forms) {
    return new Sample(
        TrainingRows.layOut(
                TestSession.get().createDataFrame(forms, Sample.SCHEMA), functions.col("cabbi"), 2)
            .persist());
  }

  private static Search search(Family family) {
    return Search.of(family, ConfigLoader.defaults().noncodable());
  }

  private static double[] features(Row form) {
    return form.<Vector>getAs(5).toArray();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void everyFamilyOrdersFormsThatItHasNotSeen_andReadsWhatItWrote(Family family)
      throws IOException {
    Classifier classifier =
        family.fit(Learned.of(sample(FORMS).forms()), search(family).grid().get(0), 7);
    Outcomes.Counter outcomes = new Outcomes.Counter();
    ObjectNode json = new ObjectMapper().createObjectNode();
    classifier.write(json);
    Classifier read = Classifier.read(new ObjectMapper().readTree(json.toString()));
    for (Row form : OTHERS) {
      double score = classifier.score(features(form));
      assertThat(read.score(features(form))).isEqualTo(score);
      outcomes.add(score, form.getDouble(4) == 1);
    }
    assertThat(Probabilities.rocAuc(outcomes.outcomes())).as(family.text()).isGreaterThan(0.88);
  }

  @Test
  void aTreeScoresAsMllibDoes() {
    List<Row> rows = new ArrayList<>();
    for (Row form : FORMS) {
      rows.add(RowFactory.create(form.get(4), form.get(5)));
    }
    DecisionTreeClassificationModel model =
        new DecisionTreeClassifier()
            .setMaxDepth(5)
            .fit(
                TestSession.get()
                    .createDataFrame(
                        rows,
                        new StructType()
                            .add("label", DataTypes.DoubleType)
                            .add("features", SQLDataTypes.VectorType())));
    TreesClassifier ours = new TreesClassifier(List.of(MllibTrees.of(model.rootNode())));
    for (Row form : OTHERS) {
      double share = model.predictProbability(form.<Vector>getAs(5)).apply(1);
      assertThat(ours.score(features(form))).isCloseTo(share, within(1e-9));
    }
  }

  @Test
  void aNetworkIsItsLayersBehindOneAnother() {
    // One hidden sigmoid of 2x - 1; outputs h and 3h + 1: the difference is 2h + 1.
    NetworkClassifier network =
        new NetworkClassifier(
            new int[] {1, 1, 2},
            new double[] {2, -1, 1, 3, 0, 1},
            new double[] {10},
            new double[] {4});
    double hidden = 1 / (1 + Math.exp(-(2 * 0.5 - 1)));
    assertThat(network.score(new double[] {12})).isCloseTo(2 * hidden + 1, within(1e-12));
  }

  @Test
  void normalDistributionsAreCompared() {
    GaussianClassifier classifier =
        new GaussianClassifier(
            Math.log(0.25), new double[][] {{0}, {2}}, new double[][] {{1}, {4}});
    // log(1/4) + log N(3; 2, 2) - log N(3; 0, 1)
    double expected = Math.log(0.25) - 0.5 * (Math.log(4) + 1.0 / 4) + 0.5 * (0 + 9);
    assertThat(classifier.score(new double[] {3})).isCloseTo(expected, within(1e-12));
  }

  @Test
  void foldsAreOfTheSameSize_inEachPartOfTheSample() {
    Random random = new Random(3);
    int[] all = new int[3];
    int[] test = new int[3];
    for (int i = 0; i < 30_000; i++) {
      double drawn = random.nextDouble();
      all[CrossValidation.fold(drawn)]++;
      test[CrossValidation.fold(drawn)] += drawn < 0.3 ? 1 : 0;
    }
    for (int fold = 0; fold < 3; fold++) {
      assertThat(all[fold]).isBetween(9_700, 10_300);
      assertThat(test[fold]).isBetween(2_800, 3_200);
    }
  }

  @Test
  void scalesAreThoseOfTheForms_andOneWhereNothingDiffers() {
    List<Row> forms =
        List.of(
            RowFactory.create("a", null, 0.1, false, 1.0, Vectors.dense(1, 5)),
            RowFactory.create("b", null, 0.2, false, 0.0, Vectors.dense(3, 5)),
            RowFactory.create("c", null, 0.2, false, 0.0, Vectors.dense(5, 5)),
            RowFactory.create("d", null, 0.2, false, 0.0, Vectors.dense(7, 5)));
    Learned learned = Learned.of(sample(forms).forms());

    assertThat(learned.rate()).isEqualTo(0.25);
    assertThat(learned.means()).containsExactly(4, 5);
    // The squares of -3, -1, 1, 3 are 20 together, of 3 degrees of freedom.
    assertThat(learned.scales()[0]).isCloseTo(Math.sqrt(20.0 / 3), within(1e-12));
    assertThat(learned.scales()[1]).isEqualTo(1);
    assertThat(
            learned.weighted().groupBy("label").sum("weight").collectAsList().stream()
                .map(row -> row.getDouble(1)))
        .containsExactly(2.0, 2.0);
    assertThat(learned.overSampled().where("label = 1").count()).isEqualTo(3);
    assertThat(learned.overSampled().where("label = 0").count()).isEqualTo(3);
  }

  @Test
  void formsOfOneKind_teachNothing() {
    assertThatThrownBy(() -> Learned.of(sample(OTHERS).forms().where("label = 0")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("one kind");
  }

  @Test
  void calibratedProbabilityIsThatOfFormsThatWereNotLearned() {
    FittedFamily fitted =
        FittedFamily.fit(search(Family.LOGISTIC_REGRESSION), sample(FORMS).complete(), false, 5);
    Map<String, Double> measured = fitted.measure(sample(OTHERS)).measures();
    assertThat(measured.get("calibration-error")).isLessThan(0.06);
    assertThat(measured.get("precision")).isGreaterThan(0.7);
    assertThat(measured.get("recall")).isGreaterThan(0.4);
  }

  @Test
  void shapesOfTextsAreCounted() {
    double[] features = new double[FormShape.size()];
    FormShape.fill(Form.of(Map.of("rs_x", "A12 BBB METZ", "clt_x", "METZ")), features, 0);
    int rs = 11;
    assertThat(features[rs]).as("present").isEqualTo(1);
    assertThat(features[rs + 1]).as("length").isEqualTo(12);
    assertThat(features[rs + 2]).as("words").isEqualTo(3);
    assertThat(features[rs + 4]).as("single letters").isZero();
    assertThat(features[rs + 5]).as("digits").isEqualTo((float) 0.2);
    assertThat(features[rs + 6]).as("vowels").isEqualTo((float) 0.25);
    assertThat(features[rs + 7]).as("repetition").isEqualTo(3);
    assertThat(features[FormShape.size() - 3]).as("the town is in the name").isPositive();
    assertThat(FormShape.fill(Form.of(Map.of()), new double[FormShape.size()], 0))
        .isEqualTo(FormShape.size());
  }
}
