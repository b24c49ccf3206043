package fr.recap.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Records of one CSV with their line numbers.
 *
 * <p>A record is a line. If it ends within a quoted field, it goes on over the following lines, yet
 * only if that gives a well-formed record of the right number of fields within {@value #MOST_LINES}
 * lines; else the line alone is wrong and the next one is a record of its own, so that a stray
 * quote spoils no more than its line. Blank lines are no records.
 */
final class CsvReader implements Iterator<CsvReader.Line> {
  static final int MOST_LINES = 20;

  private final InputStream in;
  private final Charset charset;
  private final char separator;
  private final char quote;
  private final int width;
  private final Deque<Physical> ahead = new ArrayDeque<>();
  private long number;
  private boolean ended;

  /** A record at its first line: fields, or what is wrong with it. */
  record Line(long number, List<String> fields, String error) {}

  /** A line of the file; the text is null if its bytes are malformed. */
  private record Physical(long number, String text) {}

  /**
   * Starts to read.
   *
   * @param width fields that a record must have; 0: any number
   */
  CsvReader(InputStream in, Charset charset, char separator, char quote, int width) {
    this.in = in;
    this.charset = charset;
    this.separator = separator;
    this.quote = quote;
    this.width = width;
  }

  @Override
  public boolean hasNext() {
    while (fill(1) && ahead.peek().text() != null && ahead.peek().text().isBlank()) {
      ahead.remove();
    }
    return !ahead.isEmpty();
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Physical first = ahead.remove();
    if (first.text() == null) {
      return new Line(first.number(), List.of(), "malformed bytes for the encoding " + charset);
    }
    CsvRecord record = CsvRecord.parse(first.text(), separator, quote);
    if (record.open()) {
      record = continued(first.text(), record);
    }
    String error = record.error();
    if (error == null && width > 0 && record.fields().size() != width) {
      error = "wrong number of fields: %d instead of %d".formatted(record.fields().size(), width);
    }
    return new Line(first.number(), record.fields(), error);
  }

  private CsvRecord continued(String first, CsvRecord alone) {
    fill(MOST_LINES - 1);
    StringBuilder text = new StringBuilder(first);
    CsvRecord joined = alone;
    int lines = 0;
    for (Physical more : ahead) {
      if (!joined.open() || more.text() == null) {
        break;
      }
      lines++;
      text.append('\n').append(more.text());
      joined = CsvRecord.parse(text.toString(), separator, quote);
    }
    if (joined.error() != null || (width > 0 && joined.fields().size() != width)) {
      return alone;
    }
    for (int i = 0; i < lines; i++) {
      ahead.remove();
    }
    return joined;
  }

  /** Reads ahead until there are so many lines, if the file has them; whether there is one. */
  private boolean fill(int lines) {
    while (ahead.size() < lines && !ended) {
      try {
        byte[] bytes = LineBytes.read(in);
        if (bytes == null) {
          ended = true;
          in.close();
        } else {
          number++;
          ahead.add(new Physical(number, decode(bytes)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return !ahead.isEmpty();
  }

  private String decode(byte[] bytes) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
