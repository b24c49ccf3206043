package fr.recap.indexing;

import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.DocumentWriter;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sends the rows of a partition to an index, through the connector. What it found out comes back as
 * rows, the result of the task's one attempt that succeeded: a retried task sends the same
 * documents again but tells its rejects once.
 */
final class SendPartition implements MapPartitionsFunction<Row, Row> {
  /** A reject has a key and a reason, a change of values only a reason, the documents neither. */
  private static final StructType OUTCOME =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("count", DataTypes.LongType, false);

  /** What the driver can be asked to hold; a table that is wrong as a whole exceeds it. */
  private static final int MOST_REJECTS = 50_000;

  private final ElasticsearchSettings settings;
  private final String index;
  private final IndexKind kind;
  private final Documents documents;

  SendPartition(RecapConfig config, String index, IndexKind kind) {
    this.settings = config.elasticsearch();
    this.index = index;
    this.kind = kind;
    this.documents = new Documents(kind, config.siret().evidence());
  }

  /**
   * Sends all rows, as many partitions at a time as Spark has cores.
   *
   * @param rows as {@link KeyedRows} gives them
   */
  static PartitionOutcome sendAll(
      Dataset<Row> rows, RecapConfig config, String index, IndexKind kind) {
    SendPartition task = new SendPartition(config, index, kind);
    long indexed = 0;
    List<Rejected> rejects = new ArrayList<>();
    SortedMap<String, Long> changed = new TreeMap<>();
    for (Row row : rows.mapPartitions(task, Encoders.row(OUTCOME)).collectAsList()) {
      if (row.isNullAt(1)) {
        indexed += row.getLong(2);
      } else if (row.isNullAt(0)) {
        changed.merge(row.getString(1), row.getLong(2), Long::sum);
      } else {
        rejects.add(new Rejected(row.getString(0), row.getString(1)));
      }
    }
    rejects.sort(Comparator.comparing(Rejected::key).thenComparing(Rejected::reason));
    return new PartitionOutcome(indexed, rejects, changed);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    SortedMap<String, Long> changed = new TreeMap<>();
    try (DocumentWriter writer = DocumentWriter.toVersion(settings, index)) {
      while (rows.hasNext()) {
        send(rows.next(), writer, changed);
        refuseTooMany(writer);
      }
      writer.flush();
      List<Row> outcome = new ArrayList<>();
      outcome.add(RowFactory.create(null, null, writer.indexed()));
      changed.forEach((reason, times) -> outcome.add(RowFactory.create(null, reason, times)));
      for (Rejected refused : writer.refused()) {
        outcome.add(RowFactory.create(refused.key(), refused.reason(), 0L));
      }
      return outcome.iterator();
    }
  }

  private void send(Row keyed, DocumentWriter writer, SortedMap<String, Long> changed) {
    String id = keyed.getAs(KeyedRows.ID);
    Row row = keyed.getAs(KeyedRows.ROW);
    if (id == null) {
      writer.refuse(key(row), kind.fault(column -> row.getAs(column)));
    } else if (keyed.<Integer>getAs(KeyedRows.RANK) > 1) {
      writer.refuse(key(row), "another row has the same key %s".formatted(id));
    } else {
      writer.add(
          id,
          documents.of(
              reason -> changed.merge(reason, 1L, Long::sum),
              row,
              part(keyed, KeyedRows.PLACE),
              part(keyed, KeyedRows.CODED)));
    }
  }

  private static Row part(Row keyed, String column) {
    return keyed.schema().getFieldIndex(column).isDefined() ? keyed.getAs(column) : null;
  }

  /** What there is of the key, as it is in the table. */
  private String key(Row row) {
    return kind.key().stream()
        .map(column -> Objects.toString(row.getAs(column), ""))
        .collect(Collectors.joining());
  }

  private static void refuseTooMany(DocumentWriter writer) {
    if (writer.refused().size() > MOST_REJECTS) {
      Rejected first = writer.refused().get(0);
      throw new ElasticException(
          "More than %d documents of one task were refused; the first is %s: %s"
              .formatted(MOST_REJECTS, first.key(), first.reason()));
    }
  }
}
