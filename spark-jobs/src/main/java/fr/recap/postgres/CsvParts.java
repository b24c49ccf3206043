package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The parts in which CSV files are read. A file that is longer than a part is read twice: first
 * each part finds where its records start, taking its first line for the start of one. A line may
 * be the middle of a record, though, as quoted fields have line ends. So where the last record of a
 * part doesn't end at the first one of the next part, the next part is looked at once more from
 * where that record ends, until all agree. The beginning of the file is right, thus in the end all
 * parts are, and together they give the records that one reader of the whole file would.
 */
final class CsvParts {
  private final SerializableConfiguration hadoop;
  private final ArrayList<String> files;
  private final CsvFormat format;
  private final long bytes;
  private final List<String> notes = new ArrayList<>();

  /**
   * Parts of files.
   *
   * @param bytes of a part
   */
  CsvParts(Configuration hadoop, List<String> files, CsvFormat format, long bytes) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.files = new ArrayList<>(files);
    this.format = format;
    this.bytes = bytes;
  }

  /** Sentences about files that are longer than a part and yet read by one task. */
  List<String> notes() {
    return notes;
  }

  /** The parts, in the order of the files. */
  List<CsvPart> of(JavaSparkContext spark) {
    List<List<CsvPart>> parts = new ArrayList<>();
    for (int file = 0; file < files.size(); file++) {
      parts.add(cut(file));
    }
    List<CsvPart> open = parts.stream().filter(p -> p.size() > 1).flatMap(List::stream).toList();
    List<CsvPart.Found> found = new ArrayList<>(found(spark, open));
    int rounds = 0;
    for (List<Integer> wrong = wrong(open, found); !wrong.isEmpty(); wrong = wrong(open, found)) {
      if (++rounds > open.size()) {
        throw new RefusedInputException(
            "%s changes while it is read: import it when it is complete"
                .formatted(files.get(open.get(wrong.get(0)).file())));
      }
      List<CsvPart> again = new ArrayList<>();
      for (int i : wrong) {
        CsvPart part = open.get(i);
        long start = found.get(i - 1).next();
        again.add(new CsvPart(part.file(), start, true, part.end(), 0));
      }
      List<CsvPart.Found> better = found(spark, again);
      for (int i = 0; i < wrong.size(); i++) {
        found.set(wrong.get(i), better.get(i));
      }
    }
    return numbered(parts, found);
  }

  private List<CsvPart> cut(int file) {
    String name = files.get(file);
    try {
      long length = SourceFiles.length(hadoop.value(), name);
      if (length <= bytes || !divisible(name)) {
        return List.of(CsvPart.whole(file));
      }
      List<CsvPart> parts = new ArrayList<>();
      for (long start = 0; start < length; start += bytes) {
        parts.add(new CsvPart(file, start, start == 0, start + bytes, 0));
      }
      return parts;
    } catch (IOException e) {
      throw new RefusedInputException("%s can't be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private boolean divisible(String name) throws IOException {
    if (SourceFiles.isPacked(hadoop.value(), name)) {
      notes.add("%s is packed and so read by one task: unpacked, many read it".formatted(name));
      return false;
    }
    if (LineBytes.width(format.charset(hadoop.value(), name)) > 1) {
      notes.add(
          "%s is in %s and so read by one task: in UTF-8, many read it"
              .formatted(name, format.charset(hadoop.value(), name)));
      return false;
    }
    return true;
  }

  private List<CsvPart.Found> found(JavaSparkContext spark, List<CsvPart> parts) {
    if (parts.isEmpty()) {
      return List.of();
    }
    SerializableConfiguration settings = hadoop;
    ArrayList<String> names = files;
    CsvFormat csv = format;
    return spark
        .parallelize(parts, parts.size())
        .map(part -> part.find(settings.value(), names.get(part.file()), csv))
        .collect();
  }

  /** Parts that don't start where the one before them ends. */
  private static List<Integer> wrong(List<CsvPart> parts, List<CsvPart.Found> found) {
    List<Integer> wrong = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i).file() == parts.get(i - 1).file()
          && found.get(i).first() != found.get(i - 1).next()) {
        wrong.add(i);
      }
    }
    return wrong;
  }

  /** The parts that have records, from their first one to that of the next part. */
  private static List<CsvPart> numbered(List<List<CsvPart>> parts, List<CsvPart.Found> found) {
    List<CsvPart> numbered = new ArrayList<>();
    int at = 0;
    for (List<CsvPart> ofFile : parts) {
      if (ofFile.size() == 1) {
        numbered.add(ofFile.get(0));
        continue;
      }
      long lines = 0;
      for (CsvPart part : ofFile) {
        CsvPart.Found here = found.get(at++);
        if (part.isBeginning()) {
          numbered.add(new CsvPart(part.file(), 0, true, here.next(), 0));
        } else if (here.first() < here.next()) {
          numbered.add(new CsvPart(part.file(), here.first(), true, here.next(), lines));
        }
        lines += here.lines();
      }
    }
    return numbered;
  }
}
