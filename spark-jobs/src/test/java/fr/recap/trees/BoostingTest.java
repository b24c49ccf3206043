package fr.recap.trees;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Trees of two workers, each a task of its own. */
class BoostingTest {
  private static final int ROWS = 1200;

  /** Workers that are still to be lost; tasks run in this JVM. */
  private static final AtomicInteger LOSSES = new AtomicInteger();

  private static final Boosting BOOSTING =
      new Boosting(Map.of("objective", "binary:logistic", "max_depth", 3), 40, 1);

  @Test
  void sameRows_giveTheSameTrees_howeverTheyCame() {
    TreeEnsemble first = BOOSTING.classify(laidOut(2, 1));
    TreeEnsemble second = BOOSTING.classify(laidOut(2, 7));

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(rightOf(first)).isGreaterThan(0.85);
  }

  @Test
  void otherNumberOfWorkers_givesTreesAsGood() {
    assertThat(rightOf(BOOSTING.classify(laidOut(1, 3)))).isGreaterThan(0.85);
  }

  @Test
  void aWorkerThatIsLost_costsAnAttempt_andTheTreesAreTheSame() {
    TreeEnsemble undisturbed = BOOSTING.classify(laidOut(2, 1));
    LOSSES.set(1);
    FilterFunction<Row> losing =
        row -> {
          if (LOSSES.getAndDecrement() == 1) {
            throw new IllegalStateException("This worker is lost");
          }
          return true;
        };

    TreeEnsemble disturbed = BOOSTING.classify(laidOut(2, 1).filter(losing));

    assertThat(LOSSES.get()).isLessThan(1);
    assertThat(disturbed.json()).isEqualTo(undisturbed.json());
  }

  @Test
  void fewRows_haveOneWorker() {
    assertThat(Boosting.workers(8, 29_999, 64)).isEqualTo(1);
    assertThat(Boosting.workers(8, 0, 64)).isEqualTo(1);
    assertThat(Boosting.workers(8, 59_999, 64)).isEqualTo(3);
    assertThat(Boosting.workers(8, 1_000_000, 64)).isEqualTo(8);
    assertThat(Boosting.workers(1, 1_000_000, 64)).isEqualTo(1);
  }

  @Test
  void moreWorkersThanCores_areNotStarted() {
    assertThat(Boosting.workers(2, 1_000_000, 1)).isEqualTo(1);
    assertThat(Boosting.workers(8, 1_000_000, 3)).isEqualTo(3);
    // The session of tests has two.
    assertThat(Boosting.workers(TestSession.get(), 8, 1_000_000)).isEqualTo(2);
  }

  /** Rows in any order and any number of partitions, then laid out by their key. */
  private static Dataset<Row> laidOut(int workers, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      float[] features = features(i);
      Row row = TrainingRows.of(label(features), 1, features);
      rows.add(RowFactory.create("k" + i, row.get(1), row.get(2), row.get(3)));
    }
    Collections.shuffle(rows, new Random(partitions));
    StructType schema = new StructType().add("key", DataTypes.StringType);
    for (int column = 1; column < TrainingRows.SCHEMA.size(); column++) {
      schema = schema.add(TrainingRows.SCHEMA.apply(column));
    }
    return TrainingRows.layOut(
        TestSession.get().createDataFrame(rows, schema).repartition(partitions),
        functions.col("key"),
        workers);
  }

  private static float[] features(int row) {
    Random random = new Random(row);
    return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
  }

  private static boolean label(float[] features) {
    return features[0] + features[1] > 1;
  }

  private static double rightOf(TreeEnsemble trees) {
    int right = 0;
    for (int i = ROWS; i < 2 * ROWS; i++) {
      float[] features = features(i);
      right += (trees.score(features) > 0.5) == label(features) ? 1 : 0;
    }
    return (double) right / ROWS;
  }
}
