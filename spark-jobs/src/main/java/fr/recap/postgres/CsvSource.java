package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** CSV files, a task for each of their parts, streamed by the executors. */
final class CsvSource {
  private static final long LINES_A_FILE = 1L << 40;

  /** What a task reads of a long file. */
  private static final long PART_BYTES = 64L << 20;

  private CsvSource() {}

  /**
   * Opens files.
   *
   * @param hadoop settings of their file systems
   */
  static SourceRows open(
      SparkSession spark, Configuration hadoop, ImportTable.Config config, TypingFile typing) {
    return open(spark, hadoop, config, typing, PART_BYTES);
  }

  /** The same in parts of a number of bytes. */
  static SourceRows open(
      SparkSession spark,
      Configuration hadoop,
      ImportTable.Config config,
      TypingFile typing,
      long partBytes) {
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
    CsvFormat format =
        new CsvFormat(config.encoding().name(), separator, config.quote(), names.size());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    CsvParts parts = new CsvParts(hadoop, files, format, partBytes);
    List<CsvPart> found = parts.of(context);
    PartReader reader =
        new PartReader(
            new SerializableConfiguration(hadoop), new ArrayList<>(files), format, config.header());
    var rows = context.parallelize(found, found.size()).flatMap(reader);
    return new SourceRows(
        names,
        spark.createDataFrame(rows, SourceRows.SCHEMA),
        Stream.concat(notes(headers, config, separator).stream(), parts.notes().stream()).toList(),
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

  /** Reads a part. */
  private record PartReader(
      SerializableConfiguration hadoop, ArrayList<String> files, CsvFormat format, boolean header)
      implements FlatMapFunction<CsvPart, Row> {

    @Override
    public Iterator<Row> call(CsvPart part) throws IOException {
      CsvReader records = part.open(hadoop.value(), files.get(part.file()), format);
      if (header && part.isBeginning() && records.hasNext()) {
        records.next();
      }
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          boolean more = records.hasNext() && records.start() < part.end();
          if (!more) {
            records.close();
          }
          return more;
        }

        @Override
        public Row next() {
          return row(part, records.next());
        }
      };
    }

    private Row row(CsvPart part, CsvReader.Line record) {
      long line = part.linesBefore() + record.number();
      String place = "line " + line;
      if (files.size() > 1) {
        place += " of " + files.get(part.file());
      }
      return RowFactory.create(
          part.file() * LINES_A_FILE + line,
          place,
          record.fields().toArray(new String[0]),
          record.error());
    }
  }
}
