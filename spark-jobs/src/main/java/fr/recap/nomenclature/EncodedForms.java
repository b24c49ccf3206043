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

  /** With fewer examples a worker, sending the parameters around costs more than it saves. */
  private static final long LEAST = 50_000;

  /** Examples of an epoch at most, about: of more, each epoch takes a part. */
  private static final long EPOCH = 200_000;

  /** Null where the forms are in memory. */
  private final Dataset<Row> forms;

  private final List<String> textColumns;
  private final String leafColumn;
  private final List<HeldOut> local;
  private final int workers;

  private EncodedForms(
      Dataset<Row> forms,
      List<String> textColumns,
      String leafColumn,
      List<HeldOut> local,
      int workers) {
    this.workers = workers;
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
      Dataset<Row> forms, List<String> textColumns, String leafColumn, int workers) {
    return new EncodedForms(forms, textColumns, leafColumn, List.of(), workers);
  }

  /** Forms in memory, perhaps none. */
  static EncodedForms of(List<HeldOut> forms) {
    return new EncodedForms(null, List.of(), "", forms, 1);
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
    List<String> columns = new ArrayList<>(textColumns);
    columns.add(leafColumn);
    Column[] keys = columns.stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> distinct = forms.groupBy(keys).count().persist(StorageLevel.MEMORY_AND_DISK());
    long count = distinct.count() + nodes.size();
    boolean few = count < 2 * LEAST;
    int partitions = few ? 1 : (int) Math.min(workers, count / LEAST);
    JavaRDD<Example> examples = examples(distinct, keys, partitions, input.vocabulary(), nodes);
    try {
      if (few) {
        return new LocalEpochs(settings, input, examples.collect());
      }
      int perPass = (int) ((count + EPOCH - 1) / EPOCH);
      SparkEpochs epochs = new SparkEpochs(settings, input, examples, perPass);
      LOG.info("{} tasks train together, on {} examples", partitions, examples.count());
      return epochs;
    } finally {
      distinct.unpersist();
    }
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
    JavaRDD<Example> fromForms =
        distinct
            .repartition(partitions, keys)
            .sortWithinPartitions(keys)
            .toJavaRDD()
            .map(row -> example(row, fields, known.value()));
    JavaRDD<Example> fromNodes = spark.parallelize(nodes, partitions);
    return fromForms.zipPartitions(
        fromNodes,
        (a, b) -> {
          List<Example> both = new ArrayList<>();
          a.forEachRemaining(both::add);
          b.forEachRemaining(both::add);
          return both.iterator();
        });
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
