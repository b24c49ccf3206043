package fr.recap.postgres;

import com.epam.parso.Column;
import com.epam.parso.SasFileReader;
import com.epam.parso.impl.SasFileReaderImpl;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** SAS files (sas7bdat), one task a file, streamed row by row by the executors. */
final class SasSource {
  private static final long ROWS_A_FILE = 1L << 40;

  private SasSource() {}

  static SourceRows open(SparkSession spark, List<String> paths) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<String> sources = new ArrayList<>(SourceFiles.expand(hadoop, paths));
    List<String> names = names(hadoop, sources.get(0));
    for (String source : sources) {
      if (!names(hadoop, source).equals(names)) {
        throw new RefusedInputException(
            "%s and %s differ in their columns: import them apart"
                .formatted(sources.get(0), source));
      }
    }
    SerializableConfiguration shared = new SerializableConfiguration(hadoop);
    List<Integer> files = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      files.add(i);
    }
    var rows =
        context
            .parallelize(files, files.size())
            .flatMap(i -> new Rows(shared.value(), sources.get(i), i * ROWS_A_FILE));
    return new SourceRows(names, spark.createDataFrame(rows, SourceRows.SCHEMA), () -> {});
  }

  private static List<String> names(Configuration hadoop, String source) {
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
    return columns.stream().map(column -> column.getName().toLowerCase(Locale.ROOT)).toList();
  }

  /** A value as the text that a CSV would have. */
  static String text(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Date date) {
      return date.toInstant().toString();
    }
    if (value instanceof Number number && !(value instanceof Long)) {
      return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }

  /** The rows of one file; the stream ends with the last row. */
  private static final class Rows implements Iterator<Row> {
    private final InputStream in;
    private final SasFileReader reader;
    private final long first;
    private long number;
    private Object[] next;

    Rows(Configuration hadoop, String source, long first) throws IOException {
      this.in = SourceFiles.open(hadoop, source);
      this.reader = new SasFileReaderImpl(in);
      this.first = first;
      advance();
    }

    private void advance() throws IOException {
      next = number < reader.getSasFileProperties().getRowCount() ? reader.readNext() : null;
      number++;
      if (next == null) {
        in.close();
      }
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
      String[] values = new String[next.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = text(next[i]);
      }
      Row row = RowFactory.create(first + number, "row " + number, values, null);
      try {
        advance();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return row;
    }
  }
}
