package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * A text file as it lies there, from its first character.
 *
 * <p>A byte order mark is stronger than the declared encoding. What is called ISO-8859-1 or ASCII
 * is read as windows-1252, as browsers do: it has the same characters, and those that programs on
 * Windows write beside them, where ISO-8859-1 has control characters.
 *
 * @param charset its encoding
 * @param mark bytes of its byte order mark, which come before the stream
 * @param note how the encoding differs from the declared one, for people
 */
record TextFile(InputStream in, Charset charset, int mark, Optional<String> note)
    implements Closeable {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Map<String, Charset> MARKS = marks();
  private static final Map<String, String> FOREIGN = foreign();
  private static final int LONGEST_SIGNATURE = 8;

  /**
   * Opens a file.
   *
   * @throws RefusedInputException if it begins as a file of another kind
   */
  static TextFile open(Configuration hadoop, String file, Charset declared) throws IOException {
    BufferedInputStream in = new BufferedInputStream(SourceFiles.open(hadoop, file), 1 << 16);
    try {
      in.mark(LONGEST_SIGNATURE);
      byte[] first = in.readNBytes(LONGEST_SIGNATURE);
      in.reset();
      refuseForeign(file, first);
      return of(in, first, declared);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private static TextFile of(InputStream in, byte[] first, Charset declared) throws IOException {
    String begin = latin(first);
    for (Map.Entry<String, Charset> mark : MARKS.entrySet()) {
      if (begin.startsWith(mark.getKey())) {
        int length = mark.getKey().length();
        in.skipNBytes(length);
        return noted(in, declared, mark.getValue(), length, "as its byte order mark says");
      }
    }
    if (declared.equals(StandardCharsets.UTF_16) && first.length > 1) {
      boolean little = first[0] != 0 && first[1] == 0;
      Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      return new TextFile(in, charset, 0, Optional.empty());
    }
    boolean windows =
        declared.equals(StandardCharsets.ISO_8859_1) || declared.equals(StandardCharsets.US_ASCII);
    return windows
        ? noted(in, declared, WINDOWS, 0, "which has the same characters and more")
        : new TextFile(in, declared, 0, Optional.empty());
  }

  private static TextFile noted(
      InputStream in, Charset declared, Charset charset, int mark, String why) {
    boolean same = charset.name().startsWith(declared.name());
    return new TextFile(
        in,
        charset,
        mark,
        same ? Optional.empty() : Optional.of("read as %s, %s".formatted(charset, why)));
  }

  private static void refuseForeign(String file, byte[] first) {
    String begin = latin(first);
    FOREIGN.forEach(
        (signature, what) -> {
          if (begin.startsWith(signature)) {
            throw new RefusedInputException("%s is no CSV but %s".formatted(file, what));
          }
        });
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** UTF-32's mark first: it begins as that of UTF-16. */
  private static Map<String, Charset> marks() {
    Map<String, Charset> marks = new LinkedHashMap<>();
    marks.put("\u00EF\u00BB\u00BF", StandardCharsets.UTF_8);
    marks.put("\u00FF\u00FE\0\0", Charset.forName("UTF-32LE"));
    marks.put("\0\0\u00FE\u00FF", Charset.forName("UTF-32BE"));
    marks.put("\u00FF\u00FE", StandardCharsets.UTF_16LE);
    marks.put("\u00FE\u00FF", StandardCharsets.UTF_16BE);
    return marks;
  }

  private static Map<String, String> foreign() {
    Map<String, String> foreign = new LinkedHashMap<>();
    foreign.put(
        "PK\u0003\u0004", "an archive (ZIP) or a spreadsheet: unpack it, or save it as CSV");
    foreign.put("\u00D0\u00CF\u0011\u00E0", "a spreadsheet (XLS): save it as CSV");
    foreign.put("PAR1\u0015", "a Parquet file: give --format parquet");
    foreign.put("BZh91AY", "packed with bzip2: unpack it first, or pack it with gzip");
    foreign.put("(\u00B5/\u00FD", "packed with zstd: unpack it first, or pack it with gzip");
    foreign.put("\u00FD7zXZ", "packed with xz: unpack it first, or pack it with gzip");
    foreign.put("7z\u00BC\u00AF", "a 7z archive: unpack it first");
    foreign.put("%PDF-", "a PDF");
    return foreign;
  }
}
