package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.forms.Form;
import fr.recap.metrics.Probabilities;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamiliesTest {
  private static final Sample SAMPLE = sample(600, 1);
  private static final Sample OTHERS = sample(400, 2);

  /** Two features tell the kinds apart along a slope, the third is noise; a fifth non-codable. */
  private static Sample sample(int size, long seed) {
    Random random = new Random(seed);
    double[][] features = new double[size][];
    boolean[] noncodable = new boolean[size];
    for (int i = 0; i < size; i++) {
      noncodable[i] = i % 5 == 0;
      double shift = noncodable[i] ? 1.5 : 0;
      features[i] =
          new double[] {
            (float) (random.nextGaussian() + shift),
            (float) (random.nextGaussian() - shift),
            (float) random.nextGaussian()
          };
    }
    return new Sample(features, noncodable);
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void everyFamilyOrdersFormsThatItHasNotSeen_andReadsWhatItWrote(Family family)
      throws IOException {
    Classifier classifier = family.fit(TestSession.get(), SAMPLE, family.grid().get(0), 7);
    double[] scores = new double[OTHERS.size()];
    ObjectNode json = new ObjectMapper().createObjectNode();
    classifier.write(json);
    Classifier read = Classifier.read(new ObjectMapper().readTree(json.toString()));
    for (int i = 0; i < scores.length; i++) {
      scores[i] = classifier.score(OTHERS.features(i));
      assertThat(read.score(OTHERS.features(i))).isEqualTo(scores[i]);
    }
    assertThat(Probabilities.rocAuc(scores, OTHERS.truth())).as(family.text()).isGreaterThan(0.88);
  }

  @Test
  void aTreeScoresAsMllibDoes() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < SAMPLE.size(); i++) {
      rows.add(
          RowFactory.create(SAMPLE.noncodable(i) ? 1.0 : 0.0, Vectors.dense(SAMPLE.features(i))));
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
    for (int i = 0; i < OTHERS.size(); i++) {
      double share = model.predictProbability(Vectors.dense(OTHERS.features(i))).apply(1);
      assertThat(ours.score(OTHERS.features(i))).isCloseTo(share, within(1e-9));
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
  void foldsHaveTheirShareOfBothKinds() {
    List<String> keys = IntStream.range(0, SAMPLE.size()).mapToObj(i -> "f" + i).toList();
    int[] folds = CrossValidation.folds(SAMPLE, keys, 3, 10);
    for (int fold = 0; fold < 10; fold++) {
      int of = fold;
      assertThat(IntStream.range(0, 600).filter(i -> folds[i] == of).count()).isEqualTo(60);
      assertThat(
              IntStream.range(0, 600).filter(i -> folds[i] == of && SAMPLE.noncodable(i)).count())
          .isEqualTo(12);
    }
  }

  @Test
  void nearCopiesShareAFoldWhateverTheirKind() {
    List<String> groups = IntStream.range(0, SAMPLE.size()).mapToObj(i -> "g" + i / 2).toList();
    int[] folds = CrossValidation.folds(SAMPLE, groups, 3, 10);
    assertThat(IntStream.range(0, 300).filter(i -> folds[2 * i] != folds[2 * i + 1])).isEmpty();
  }

  @Test
  void calibratedProbabilityIsThatOfFormsThatWereNotLearned() {
    List<String> keys = IntStream.range(0, SAMPLE.size()).mapToObj(i -> "f" + i).toList();
    FittedFamily fitted =
        FittedFamily.fit(
            TestSession.get(),
            Family.LOGISTIC_REGRESSION,
            new Collected(keys, keys, SAMPLE, 0),
            false,
            0.8,
            5);
    List<String> others = IntStream.range(0, OTHERS.size()).mapToObj(i -> "o" + i).toList();
    Map<String, Double> measured = fitted.measure(new Collected(others, others, OTHERS, 0));
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
