package fr.recap.postgres;

import com.epam.parso.Column;
import com.epam.parso.SasFileProperties;
import com.epam.parso.SasFileReader;
import com.epam.parso.impl.SasFileReaderImpl;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * SAS files (sas7bdat), one task a file, streamed row by row by the executors. Rows that were
 * deleted are left out; a file that has fewer others than its header says is refused.
 */
final class SasSource {
  private static final long ROWS_A_FILE = 1L << 40;

  private SasSource() {}

  /**
   * Opens files.
   *
   * @param hadoop settings of their file systems
   */
  static SourceRows open(
      SparkSession spark, Configuration hadoop, List<String> paths, TypingFile typing) {
    List<String> sources = new ArrayList<>(SourceFiles.expand(hadoop, paths));
    List<String> names = names(columns(hadoop, sources.get(0)));
    Set<String> notes = new LinkedHashSet<>();
    for (String source : sources) {
      List<Column> columns = columns(hadoop, source);
      if (!names(columns).equals(names)) {
        throw new RefusedInputException(
            "%s and %s differ in their columns: import them apart"
                .formatted(sources.get(0), source));
      }
      notes.addAll(SasFormats.notes(source, columns, typing));
    }
    SerializableConfiguration shared = new SerializableConfiguration(hadoop);
    boolean many = sources.size() > 1;
    var rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, sources.size()).boxed().toList(), sources.size())
            .flatMap(
                i ->
                    new Rows(
                        SourceFiles.open(shared.value(), sources.get(i)),
                        i * ROWS_A_FILE,
                        many ? " of " + sources.get(i) : ""));
    return new SourceRows(
        names,
        spark.createDataFrame(rows, SourceRows.SCHEMA),
        List.copyOf(notes),
        "Give the right file, or correct the names in the typing file");
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(column -> SourceRows.name(column.getName())).toList();
  }

  private static List<Column> columns(Configuration hadoop, String source) {
    List<Column> columns;
    try (InputStream in = SourceFiles.open(hadoop, source)) {
      columns = new SasFileReaderImpl(in).getColumns();
    } catch (IOException | RuntimeException e) {
      throw new RefusedInputException(
          "%s can't be read as a SAS file (sas7bdat): %s".formatted(source, e.getMessage()), e);
    }
    if (columns.isEmpty()) { // that is how the reader takes any other file
      throw new RefusedInputException(
          "%s can't be read as a SAS file (sas7bdat): it has no columns".formatted(source));
    }
    return columns;
  }

  /** A value as the text that a CSV would have. */
  static String text(Object value) {
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    return value == null || value instanceof Number ? NumberText.of(value) : value.toString();
  }

  /** The rows of one file; the stream ends with the last row. */
  static final class Rows implements Iterator<Row> {
    private final InputStream in;
    private final SasFileReader reader;
    private final long first;
    private final String file;
    private final long total;
    private final long deleted;
    private long number;
    private long given;
    private boolean broken;
    private Row next;

    Rows(InputStream in, long first, String file) throws IOException {
      this.in = in;
      this.reader = new SasFileReaderImpl(in);
      this.first = first;
      this.file = file;
      SasFileProperties properties = reader.getSasFileProperties();
      this.total = properties.getRowCount();
      this.deleted = properties.getDeletedRowCount();
      advance();
    }

    private void advance() {
      next = null;
      while (next == null && number < total && !broken) {
        number++;
        next = read();
      }
      if (next == null) {
        end();
      }
    }

    /** The row of the number; null if it was deleted, which is all that the reader tells of it. */
    private Row read() {
      try {
        Object[] values = reader.readNext();
        if (values == null) {
          return null;
        }
        given++;
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
          texts[i] = text(values[i]);
        }
        return row(texts, null);
      } catch (IOException | RuntimeException e) {
        broken = true;
        return row(null, SourceRows.BROKEN + e);
      }
    }

    private void end() {
      if (!broken && given != total - deleted) {
        broken = true;
        next =
            row(
                null,
                SourceRows.BROKEN
                    + "%,d rows were read, its header tells of %,d, %,d of them deleted"
                        .formatted(given, total, deleted));
        return;
      }
      try {
        in.close();
      } catch (IOException e) {
        // Everything was read, or what is wrong was told.
        next = null;
      }
    }

    private Row row(String[] values, String error) {
      return RowFactory.create(first + number, "row " + number + file, values, error);
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      advance();
      return row;
    }
  }
}
