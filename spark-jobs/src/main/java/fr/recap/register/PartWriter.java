package fr.recap.register;

import fr.recap.config.StoreSettings;
import fr.recap.models.StoreParts;
import fr.recap.runtime.Scratch;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes an index of the rows of each partition, and puts it into the store. */
final class PartWriter {
  /** A part is named once its task has succeeded; an attempt that failed leaves one unnamed. */
  private static final StructType WRITTEN =
      new StructType()
          .add("partition", DataTypes.IntegerType, false)
          .add("part", DataTypes.StringType, false);

  private final StoreSettings store;
  private final String series;
  private final String run;
  private final String workDirectory;

  /**
   * @param series name below which parts lie in the store
   * @param run that they belong to
   */
  PartWriter(StoreSettings store, String series, String run, Path workDirectory) {
    this.store = store;
    this.series = series;
    this.run = run;
    this.workDirectory = workDirectory.toString();
  }

  /** Makes documents of the rows of a partition. */
  @FunctionalInterface
  interface ToDocuments extends Serializable {
    Iterator<Document> of(Iterator<Row> rows);
  }

  /**
   * Writes rows, one part for each partition that has any, in the order of its rows.
   *
   * @param prefix how names of the parts begin
   * @return names of the parts in the order of the partitions
   */
  List<String> write(Dataset<Row> rows, String prefix, ToDocuments documents) {
    Task task = new Task(store, series, run, workDirectory, prefix, documents);
    MapPartitionsFunction<Row, Row> write = task::write;
    List<Row> written =
        new ArrayList<>(rows.mapPartitions(write, Encoders.row(WRITTEN)).collectAsList());
    written.sort(Comparator.comparingInt(row -> row.getInt(0)));
    return written.stream().map(row -> row.getString(1)).toList();
  }

  private record Task(
      StoreSettings store,
      String series,
      String run,
      String workDirectory,
      String prefix,
      ToDocuments documents)
      implements Serializable {

    Iterator<Row> write(Iterator<Row> rows) throws IOException {
      Iterator<Document> made = documents.of(rows);
      if (!made.hasNext()) {
        return List.<Row>of().iterator();
      }
      TaskContext task = TaskContext.get();
      String part = "%s-%d-%d".formatted(prefix, task.partitionId(), task.taskAttemptId());
      try (Scratch scratch = Scratch.create(Path.of(workDirectory), "register")) {
        try (Directory directory = FSDirectory.open(scratch.path());
            IndexWriter writer = Segments.append(directory)) {
          while (made.hasNext()) {
            writer.addDocument(made.next());
          }
          writer.commit();
        }
        try (StoreParts parts = StoreParts.open(store, series, run)) {
          parts.put(scratch.path(), part);
        }
      }
      return List.of(RowFactory.create(task.partitionId(), part)).iterator();
    }
  }
}
