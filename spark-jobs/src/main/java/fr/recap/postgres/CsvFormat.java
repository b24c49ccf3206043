package fr.recap.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import org.apache.hadoop.conf.Configuration;

/**
 * How the CSV files of a source are written.
 *
 * @param encoding the declared one; a byte order mark is stronger
 * @param width fields that a record must have
 */
record CsvFormat(String encoding, char separator, char quote, int width) implements Serializable {
  /** The records of a file from its first line on. */
  CsvReader open(Configuration hadoop, String file) throws IOException {
    TextFile text = TextFile.open(hadoop, file, Charset.forName(encoding));
    return reader(text.in(), text.charset(), text.mark());
  }

  /**
   * The records of a file, which is not packed, from a line on.
   *
   * @param start bytes of the file before the line
   */
  CsvReader openAt(Configuration hadoop, String file, long start) throws IOException {
    Charset charset = charset(hadoop, file);
    return reader(SourceFiles.rawFrom(hadoop, file, start), charset, start);
  }

  /** The encoding of a file. */
  Charset charset(Configuration hadoop, String file) throws IOException {
    try (TextFile text = TextFile.open(hadoop, file, Charset.forName(encoding))) {
      return text.charset();
    }
  }

  private CsvReader reader(InputStream in, Charset charset, long position) {
    return new CsvReader(in, charset, position, separator, quote, width);
  }
}
