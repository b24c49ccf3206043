package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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

  /**
   * Opens files.
   *
   * @param hadoop settings of their file systems
   */
  static SourceRows open(
      SparkSession spark, Configuration hadoop, ImportTable.Config config, TypingFile typing) {
    List<String> files =
        config.exported()
            ? SourceFiles.expandDeep(hadoop, config.sources())
            : SourceFiles.expand(hadoop, config.sources());
    List<CsvHeader> headers =
        files.stream().map(file -> new CsvHeader(hadoop, file, config, typing)).toList();
    CsvHeader first = headers.get(0);
    char separator = first.separator();
    List<String> names =
        config.header()
            ? first.names(separator)
            : typing.fields().stream().map(TypingFile.Field::name).toList();
    if (config.header()) {
      refuseDoubles(files.get(0), names, typing);
      refuseOther(files, headers, names, separator);
    }
    FileReader reader =
        new FileReader(
            new SerializableConfiguration(hadoop),
            new ArrayList<>(files),
            config.encoding().name(),
            separator,
            config.quote(),
            config.header(),
            names.size());
    var rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(IntStream.range(0, files.size()).boxed().toList(), files.size())
            .flatMap(reader);
    return new SourceRows(
        names,
        spark.createDataFrame(rows, SourceRows.SCHEMA),
        notes(headers, config, separator),
        config.header() ? first.remedy(separator) : "");
  }

  private static void refuseDoubles(String file, List<String> names, TypingFile typing) {
    for (TypingFile.Field field : typing.fields()) {
      if (Collections.frequency(names, field.name()) > 1) {
        throw new RefusedInputException(
            "The header of %s names the column %s twice: rename the one that is not wanted"
                .formatted(file, field.name()));
      }
    }
  }

  private static void refuseOther(
      List<String> files, List<CsvHeader> headers, List<String> names, char separator) {
    for (int i = 1; i < files.size(); i++) {
      if (!headers.get(i).names(separator).equals(names)) {
        throw new RefusedInputException(
            "%s and %s differ in their headers: import them apart"
                .formatted(files.get(0), files.get(i)));
      }
    }
  }

  private static List<String> notes(
      List<CsvHeader> headers, ImportTable.Config config, char separator) {
    Set<String> notes = new LinkedHashSet<>();
    if (config.separator().isEmpty() && separator != ',') {
      notes.add("the separator is '%s', as the header shows".formatted(CsvHeader.shown(separator)));
    }
    headers.forEach(header -> header.note().ifPresent(note -> notes.add("the source is " + note)));
    return List.copyOf(notes);
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
      TextFile text = TextFile.open(hadoop.value(), files.get(number), Charset.forName(encoding));
      CsvReader lines = new CsvReader(text.in(), text.charset(), separator, quote, width);
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
