package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** CSV files, one task a file, streamed by the executors. */
final class CsvSource {
  private static final long LINES_A_FILE = 1L << 40;

  private CsvSource() {}

  static SourceRows open(SparkSession spark, ImportTable.Config config, TypingFile typing) {
    if (config.encoding().name().startsWith("UTF-16")
        || config.encoding().name().startsWith("UTF-32")) {
      throw new ConfigException(
          "The encoding %s is not supported: convert the file to UTF-8"
              .formatted(config.encoding()));
    }
    Configuration hadoop = spark.sessionState().newHadoopConf();
    List<String> files = SourceFiles.expand(hadoop, config.sources());
    List<String> names =
        config.header()
            ? header(hadoop, files, config)
            : typing.fields().stream().map(TypingFile.Field::name).toList();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      numbers.add(i);
    }
    FileReader reader =
        new FileReader(
            new SerializableConfiguration(hadoop),
            new ArrayList<>(files),
            config.encoding().name(),
            config.separator(),
            config.quote(),
            config.header(),
            names.size());
    var rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(numbers, Math.max(1, files.size()))
            .flatMap(reader);
    return new SourceRows(names, spark.createDataFrame(rows, SourceRows.SCHEMA), () -> {});
  }

  private static List<String> header(
      Configuration hadoop, List<String> files, ImportTable.Config config) {
    List<String> first = null;
    for (String file : files) {
      try (InputStream in = SourceFiles.open(hadoop, file)) {
        CsvReader lines =
            new CsvReader(in, config.encoding(), config.separator(), config.quote(), 0);
        if (!lines.hasNext()) {
          throw new RefusedInputException(
              "%s is empty: it must have a header line".formatted(file));
        }
        CsvReader.Line line = lines.next();
        if (line.error() != null) {
          throw new RefusedInputException(
              "The header of %s can't be read: %s".formatted(file, line.error()));
        }
        List<String> names =
            line.fields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
        if (first != null && !first.equals(names)) {
          throw new RefusedInputException(
              "%s and %s differ in their headers: import them apart".formatted(files.get(0), file));
        }
        first = names;
      } catch (IOException e) {
        throw new RefusedInputException("%s can't be read: %s".formatted(file, e.getMessage()), e);
      }
    }
    return first;
  }

  /** Reads the file of a number. */
  private record FileReader(
      SerializableConfiguration hadoop,
      ArrayList<String> files,
      String encoding,
      char separator,
      char quote,
      boolean header,
      int width)
      implements FlatMapFunction<Integer, Row> {

    @Override
    public Iterator<Row> call(Integer number) throws IOException {
      InputStream in = SourceFiles.open(hadoop.value(), files.get(number));
      CsvReader lines = new CsvReader(in, Charset.forName(encoding), separator, quote, width);
      if (header && lines.hasNext()) {
        lines.next();
      }
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return lines.hasNext();
        }

        @Override
        public Row next() {
          return row(number, lines.next());
        }
      };
    }

    private Row row(int file, CsvReader.Line line) {
      String place = "line " + line.number();
      if (files.size() > 1) {
        place += " of " + files.get(file);
      }
      return RowFactory.create(
          file * LINES_A_FILE + line.number(),
          place,
          line.fields().toArray(new String[0]),
          line.error());
    }
  }
}
