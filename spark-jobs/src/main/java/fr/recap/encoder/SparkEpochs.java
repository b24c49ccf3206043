package fr.recap.encoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Epochs on Spark: the parameters are broadcast, each partition does a local epoch on a copy, and
 * the copies are averaged in the order of the partitions. Only rows that a partition touched are
 * averaged, each over the partitions that touched it. The optimiser's sums are averaged as well, so
 * that executors keep no state between epochs.
 *
 * <p>Changes are averaged on the executors, each of which has some of the rows, and come to the
 * driver {@value #CHUNK} numbers at a time, which adds them to the parameters that it holds.
 */
public final class SparkEpochs implements Epochs {
  /** Numbers of the embeddings that are averaged by one task and come to the driver at once. */
  private static final int CHUNK = 1 << 23;

  private final EncoderSettings settings;
  private final Shape shape;
  private final Broadcast<EncoderInput> input;
  private final JavaRDD<Example> examples;
  private final int perPass;

  /**
   * Epochs over all examples, or over each part of them in turn.
   *
   * @param examples in partitions and in an order that don't depend on chance; kept by the
   *     executors until {@link #close}
   * @param perPass epochs in which each example has its turn: every so manieth one of a partition
   *     is in an epoch
   */
  public SparkEpochs(
      EncoderSettings settings, EncoderInput input, JavaRDD<Example> examples, int perPass) {
    this.settings = settings;
    this.shape = input.shape();
    this.examples = examples.persist(StorageLevel.MEMORY_AND_DISK());
    this.input =
        JavaSparkContext.fromSparkContext(examples.context()).broadcast(input.forExecutors());
    this.perPass = perPass;
  }

  @Override
  public int perPass() {
    return perPass;
  }

  @Override
  public void close() {
    examples.unpersist();
    input.destroy();
  }

  @Override
  public EncoderState.Trained run(EncoderState.Trained start, int epoch) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    Broadcast<Parameters> parameters = spark.broadcast(start.parameters());
    Broadcast<Adagrad> optimiser = spark.broadcast(start.optimiser());
    try {
      Iterator<Delta> sums = changes(parameters, optimiser, epoch).toLocalIterator();
      // Executors read what was broadcast before, a new one too that replaces one that died.
      while (sums.hasNext()) {
        sums.next().addAverageTo(start);
      }
      return start;
    } finally {
      parameters.destroy();
      optimiser.destroy();
    }
  }

  private JavaRDD<Delta> changes(
      Broadcast<Parameters> parameters, Broadcast<Adagrad> optimiser, int epoch) {
    EncoderSettings how = settings;
    Broadcast<EncoderInput> what = input;
    int parts = perPass;
    int rows = Math.max(1, CHUNK / shape.width());
    JavaPairRDD<Integer, Tuple2<Integer, Delta>> changes =
        examples
            .mapPartitionsWithIndex(
                (index, all) -> {
                  List<Example> local = part(all, epoch % parts, parts);
                  if (local.isEmpty()) {
                    return List.<Tuple2<Integer, Tuple2<Integer, Delta>>>of().iterator();
                  }
                  long seed = LocalEpochs.seed(how, epoch, index);
                  Delta delta =
                      Delta.train(
                          parameters.value(), optimiser.value(), how, what.value(), local, seed);
                  return delta
                      .chunks(rows)
                      .map(c -> new Tuple2<>(c._1, new Tuple2<>(index, c._2)))
                      .iterator();
                },
                true)
            .mapToPair(pair -> pair);
    int chunks = (shape.rows() + rows - 1) / rows;
    return changes
        .groupByKey(new HashPartitioner(chunks))
        .values()
        .map(
            group -> {
              List<Tuple2<Integer, Delta>> members = new ArrayList<>();
              group.forEach(members::add);
              members.sort(Comparator.comparing(Tuple2::_1));
              return Delta.sum(members.stream().map(Tuple2::_2).toList());
            });
  }

  private static List<Example> part(Iterator<Example> all, int number, int parts) {
    List<Example> part = new ArrayList<>();
    for (int i = 0; all.hasNext(); i++) {
      Example example = all.next();
      if (i % parts == number) {
        part.add(example);
      }
    }
    return part;
  }
}
