package fr.recap.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Epochs on Spark: the parameters are broadcast, each partition does a local epoch on a copy, and
 * the copies are averaged by a tree reduction in the order of the partitions. Only rows that a
 * partition touched travel back, and each row is averaged over the partitions that touched it. The
 * optimiser's sums are averaged as well, so that executors keep no state between epochs.
 */
public final class SparkEpochs implements Epochs {
  /** Partial results that one task merges. */
  private static final int FAN_IN = 4;

  private final EncoderSettings settings;
  private final EncoderInput input;
  private final JavaRDD<Example> examples;

  /**
   * @param examples in partitions and in an order that don't depend on chance; persisted
   */
  public SparkEpochs(EncoderSettings settings, EncoderInput input, JavaRDD<Example> examples) {
    this.settings = settings;
    this.input = input.forExecutors();
    this.examples = examples;
  }

  @Override
  public EncoderState.Trained run(EncoderState.Trained start, int epoch) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    Broadcast<Parameters> parameters = spark.broadcast(start.parameters());
    Broadcast<Adagrad> optimiser = spark.broadcast(start.optimiser());
    try {
      EncoderSettings how = settings;
      EncoderInput what = input;
      JavaPairRDD<Integer, Delta> parts =
          examples
              .mapPartitionsWithIndex(
                  (index, rows) -> {
                    List<Example> local = new ArrayList<>();
                    rows.forEachRemaining(local::add);
                    List<Tuple2<Integer, Delta>> result = new ArrayList<>();
                    if (!local.isEmpty()) {
                      long seed = LocalEpochs.seed(how, epoch, index);
                      Delta delta =
                          Delta.train(
                              parameters.value(), optimiser.value(), how, what, local, seed);
                      result.add(new Tuple2<>(index, delta));
                    }
                    return result.iterator();
                  },
                  true)
              .mapToPair(pair -> pair);
      int count = examples.getNumPartitions();
      while (count > FAN_IN) {
        count = (count + FAN_IN - 1) / FAN_IN;
        parts = merge(parts, count);
      }
      List<Tuple2<Integer, Delta>> last = new ArrayList<>(parts.collect());
      last.sort(Comparator.comparing(Tuple2::_1));
      Delta sum = Delta.sum(last.stream().map(Tuple2::_2).toList());
      return sum.applyTo(start);
    } finally {
      parameters.destroy();
      optimiser.destroy();
    }
  }

  private static JavaPairRDD<Integer, Delta> merge(JavaPairRDD<Integer, Delta> parts, int count) {
    return parts
        .mapToPair(pair -> new Tuple2<>(pair._1 / FAN_IN, pair))
        .groupByKey(count)
        .mapValues(
            group -> {
              List<Tuple2<Integer, Delta>> members = new ArrayList<>();
              group.forEach(members::add);
              members.sort(Comparator.comparing(Tuple2::_1));
              return Delta.sum(members.stream().map(Tuple2::_2).toList());
            });
  }
}
