package fr.recap.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;

/**
 * A part of a CSV: the records that start in a range of its bytes.
 *
 * @param file number of the file
 * @param start bytes of the file before the part; 0 for its beginning
 * @param known whether it is known that a record starts there; else the first line from there on is
 *     taken for the start of one
 * @param end bytes of the file up to the end of the part, where its last record need not end
 * @param linesBefore lines of the file before the part
 */
record CsvPart(int file, long start, boolean known, long end, long linesBefore)
    implements Serializable {

  /** A whole file. */
  static CsvPart whole(int file) {
    return new CsvPart(file, 0, true, Long.MAX_VALUE, 0);
  }

  /**
   * What is found in a part.
   *
   * @param first where its first record starts; as {@code next} if it has none
   * @param next where the first record after it starts
   * @param lines from the first to the next record; at the beginning of a file, those before the
   *     first one too
   */
  record Found(long first, long next, long lines) implements Serializable {}

  boolean isBeginning() {
    return start == 0;
  }

  /** Reads the part for where its records start. */
  Found find(Configuration hadoop, String name, CsvFormat format) throws IOException {
    CsvReader records = open(hadoop, name, format);
    long first = records.start();
    long firstLine = isBeginning() ? 1 : records.line();
    while (records.hasNext() && records.start() < end) {
      records.next();
    }
    Found found = new Found(first, records.start(), records.line() - firstLine);
    records.close();
    return found;
  }

  /** Its records, and those behind it. */
  CsvReader open(Configuration hadoop, String name, CsvFormat format) throws IOException {
    if (isBeginning()) {
      return format.open(hadoop, name);
    }
    return format.openAt(hadoop, name, known ? start : lineFrom(hadoop, name));
  }

  /** Where the first line from the start on starts. */
  private long lineFrom(Configuration hadoop, String name) throws IOException {
    long position = start - 1;
    try (InputStream in = SourceFiles.rawFrom(hadoop, name, position)) {
      int read;
      do {
        read = in.read();
        position += read < 0 ? 0 : 1;
      } while (read >= 0 && read != '\n');
    }
    return position;
  }
}
