package fr.recap.nomenclature;

import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.Epochs;
import fr.recap.encoder.Example;
import fr.recap.encoder.LocalEpochs;
import fr.recap.encoder.SparkEpochs;
import fr.recap.encoder.Vocabulary;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Labelled forms as examples of an encoder, in partitions that don't depend on chance. */
final class EncodedForms {
  private static final Logger LOG = LoggerFactory.getLogger(EncodedForms.class);

  /**
   * From which numbers of examples on another way is taken.
   *
   * @param worker with fewer a worker, sending the parameters around costs more than it saves
   * @param epoch of more, each epoch takes a part
   */
  record Bounds(long worker, long epoch) {
    static final Bounds DEFAULT = new Bounds(50_000, 200_000);
  }

  /**
   * Examples as they are learned.
   *
   * @param examples in a partition for each task that trains
   * @param count of them
   * @param distinct forms that they are made of, kept until this is closed
   */
  record Laid(JavaRDD<Example> examples, long count, Dataset<Row> distinct)
      implements AutoCloseable {
    @Override
    public void close() {
      distinct.unpersist();
    }
  }

  /** Null where the forms are in memory. */
  private final Dataset<Row> forms;

  private final List<String> textColumns;
  private final String leafColumn;
  private final List<HeldOut> local;
  private final int workers;
  private final Bounds bounds;

  private EncodedForms(
      Dataset<Row> forms,
      List<String> textColumns,
      String leafColumn,
      List<HeldOut> local,
      int workers,
      Bounds bounds) {
    this.workers = workers;
    this.bounds = bounds;
    this.forms = forms;
    this.textColumns = List.copyOf(textColumns);
    this.leafColumn = leafColumn;
    this.local = List.copyOf(local);
  }

  /**
   * Forms on Spark.
   *
   * @param forms cleaned texts and leaf of each form
   * @param workers tasks that train together where the forms are many; part of what they learn
   */
  static EncodedForms of(
      Dataset<Row> forms, List<String> textColumns, String leafColumn, int workers, Bounds bounds) {
    return new EncodedForms(forms, textColumns, leafColumn, List.of(), workers, bounds);
  }

  /** Forms in memory, perhaps none. */
  static EncodedForms of(List<HeldOut> forms) {
    return new EncodedForms(null, List.of(), "", forms, 1, Bounds.DEFAULT);
  }

  /** Epochs over the forms and the texts of nodes. */
  Epochs epochs(EncoderSettings settings, EncoderInput input, List<Example> nodes) {
    if (forms != null) {
      return onSpark(settings, input, nodes);
    }
    List<Example> all = new ArrayList<>(nodes);
    for (HeldOut form : local) {
      all.add(
          new Example(
              TrainingTexts.blocks(input.vocabulary(), form.cleaned()),
              new int[] {form.leaf()},
              new float[] {1},
              1));
    }
    return new LocalEpochs(settings, input, all);
  }

  private Epochs onSpark(EncoderSettings settings, EncoderInput input, List<Example> nodes) {
    try (Laid laid = lay(input.vocabulary(), nodes)) {
      if (few(laid.count())) {
        return new LocalEpochs(settings, input, laid.examples().collect());
      }
      long perPass = (laid.count() + bounds.epoch() - 1) / bounds.epoch();
      SparkEpochs epochs = new SparkEpochs(settings, input, laid.examples(), (int) perPass);
      // The executors hold them from here on.
      LOG.info(
          "{} tasks train together, on {} examples",
          laid.examples().getNumPartitions(),
          laid.examples().count());
      return epochs;
    }
  }

  private boolean few(long examples) {
    return examples < 2 * bounds.worker();
  }

  Laid lay(Vocabulary vocabulary, List<Example> nodes) {
    List<String> columns = new ArrayList<>(textColumns);
    columns.add(leafColumn);
    Column[] keys = columns.stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> distinct = forms.groupBy(keys).count().persist(StorageLevel.MEMORY_AND_DISK());
    long count = distinct.count() + nodes.size();
    int partitions = few(count) ? 1 : (int) Math.min(workers, count / bounds.worker());
    return new Laid(examples(distinct, keys, partitions, vocabulary, nodes), count, distinct);
  }

  /** Equal forms are one example with a weight; node texts are spread over the partitions. */
  private JavaRDD<Example> examples(
      Dataset<Row> distinct,
      Column[] keys,
      int partitions,
      Vocabulary vocabulary,
      List<Example> nodes) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(forms.sparkSession().sparkContext());
    Broadcast<Vocabulary> known = spark.broadcast(vocabulary);
    int fields = textColumns.size();
    // By broadcast: as rows of their own they would make large tasks.
    Broadcast<List<Example>> ofNodes = spark.broadcast(nodes);
    return distinct
        .repartition(partitions, keys)
        .sortWithinPartitions(keys)
        .toJavaRDD()
        .map(row -> example(row, fields, known.value()))
        .mapPartitionsWithIndex(
            (partition, fromForms) -> {
              List<Example> both = new ArrayList<>();
              fromForms.forEachRemaining(both::add);
              both.addAll(share(ofNodes.value(), partition, partitions));
              return both.iterator();
            },
            false);
  }

  /** The consecutive part of some examples that a partition takes. */
  static <T> List<T> share(List<T> all, int partition, int partitions) {
    long size = all.size();
    return all.subList(
        (int) (size * partition / partitions), (int) (size * (partition + 1) / partitions));
  }

  private static Example example(Row row, int fields, Vocabulary vocabulary) {
    String[] cleaned = new String[fields];
    for (int field = 0; field < fields; field++) {
      cleaned[field] = row.getString(field);
    }
    // Frequent forms count more, but not in proportion: rare ones teach as much.
    float weight = (float) Math.sqrt((double) row.getLong(fields + 1));
    return new Example(
        TrainingTexts.blocks(vocabulary, cleaned),
        new int[] {row.getInt(fields)},
        new float[] {1},
        weight);
  }
}
