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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Labelled forms as examples of an encoder, in partitions that don't depend on chance. */
final class EncodedForms {
  /** With fewer examples a partition, averaging costs more than it saves. */
  private static final long PARTITION = 20_000;

  /** Null where the forms are in memory. */
  private final Dataset<Row> forms;

  private final List<String> textColumns;
  private final String leafColumn;
  private final List<HeldOut> local;

  private EncodedForms(
      Dataset<Row> forms, List<String> textColumns, String leafColumn, List<HeldOut> local) {
    this.forms = forms;
    this.textColumns = List.copyOf(textColumns);
    this.leafColumn = leafColumn;
    this.local = List.copyOf(local);
  }

  /**
   * Forms on Spark.
   *
   * @param forms cleaned texts and leaf of each form
   */
  static EncodedForms of(Dataset<Row> forms, List<String> textColumns, String leafColumn) {
    return new EncodedForms(forms, textColumns, leafColumn, List.of());
  }

  /** Forms in memory, perhaps none. */
  static EncodedForms of(List<HeldOut> forms) {
    return new EncodedForms(null, List.of(), "", forms);
  }

  /** Epochs over the forms and the texts of nodes. */
  Epochs epochs(EncoderSettings settings, EncoderInput input, List<Example> nodes) {
    if (forms != null) {
      JavaRDD<Example> examples = examples(input.vocabulary(), nodes);
      // So few that one partition holds them don't need the parameters sent around.
      return examples.getNumPartitions() == 1
          ? new LocalEpochs(settings, input, examples.collect())
          : new SparkEpochs(settings, input, examples.persist(StorageLevel.MEMORY_AND_DISK()));
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

  /** Equal forms are one example with a weight; node texts are spread over the partitions. */
  private JavaRDD<Example> examples(Vocabulary vocabulary, List<Example> nodes) {
    List<String> columns = new ArrayList<>(textColumns);
    columns.add(leafColumn);
    org.apache.spark.sql.Column[] keys =
        columns.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
    Dataset<Row> distinct = forms.groupBy(keys).count();
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(forms.sparkSession().sparkContext());
    long count = distinct.count() + nodes.size();
    int partitions = (int) Math.max(1, Math.min(spark.defaultParallelism(), count / PARTITION));
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
