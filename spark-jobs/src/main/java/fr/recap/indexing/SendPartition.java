package fr.recap.indexing;

import fr.recap.config.ElasticsearchSettings;
import fr.recap.elastic.BulkWriter;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sends the rows of a partition to an index. What it found out comes back as rows, the result of
 * the task's one attempt that succeeded: a retried task sends the same documents again but tells
 * its rejects once.
 */
final class SendPartition implements MapPartitionsFunction<Row, Row> {
  private static final StructType OUTCOME =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("reason", DataTypes.StringType)
          .add("indexed", DataTypes.LongType, false);

  /** What the driver can be asked to hold; a table that is wrong as a whole exceeds it. */
  private static final int MOST_REJECTS = 50_000;

  private final ElasticsearchSettings settings;
  private final String index;
  private final IndexKind kind;

  private SendPartition(ElasticsearchSettings settings, String index, IndexKind kind) {
    this.settings = settings;
    this.index = index;
    this.kind = kind;
  }

  /** Sends all rows, as many partitions at a time as Spark has cores. */
  static PartitionOutcome sendAll(
      Dataset<Row> rows, ElasticsearchSettings settings, String index, IndexSource source) {
    SendPartition task = new SendPartition(settings, index, source.kind());
    long indexed = 0;
    List<Rejected> rejects = new ArrayList<>();
    for (Row row : rows.mapPartitions(task, Encoders.row(OUTCOME)).collectAsList()) {
      if (row.isNullAt(1)) {
        indexed += row.getLong(2);
      } else {
        rejects.add(new Rejected(row.getString(0), row.getString(1)));
      }
    }
    rejects.sort(Comparator.comparing(Rejected::key));
    return new PartitionOutcome(indexed, rejects);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<String> key = kind.key();
    try (ElasticClient client = ElasticClient.open(settings)) {
      BulkWriter writer = BulkWriter.toVersion(client, settings, index);
      while (rows.hasNext()) {
        Row row = rows.next();
        Optional<String> id = Documents.id(row, key);
        if (id.isPresent()) {
          writer.add(id.get(), Documents.of(row, kind));
        } else {
          writer.refuse(Documents.partOfId(row, key), "no key: " + key + " is not filled");
        }
        if (writer.refused().size() > MOST_REJECTS) {
          Rejected first = writer.refused().get(0);
          throw new ElasticException(
              "More than %d documents of one task were refused; the first is %s: %s"
                  .formatted(MOST_REJECTS, first.key(), first.reason()));
        }
      }
      writer.flush();
      List<Row> outcome = new ArrayList<>();
      outcome.add(RowFactory.create(null, null, writer.indexed()));
      for (Rejected refused : writer.refused()) {
        outcome.add(RowFactory.create(refused.key(), refused.reason(), 0L));
      }
      return outcome.iterator();
    }
  }
}
