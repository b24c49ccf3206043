package fr.recap.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Records of one CSV with their line numbers.
 *
 * <p>A record is a line. If it ends within a quoted field, it goes on over the following lines, yet
 * only if that gives a well-formed record of the right number of fields within {@value #MOST_LINES}
 * lines and {@link LineBytes#LONGEST} characters; else the line alone is wrong and the next one is
 * a record of its own, so that a stray quote spoils no more than its line. Blank lines are no
 * records.
 *
 * <p>A file that can't be read to its end has as its last record one whose error begins with {@link
 * SourceRows#BROKEN}.
 */
final class CsvReader implements Iterator<CsvReader.Line> {
  static final int MOST_LINES = 1000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char FIRST_CONTROL = '\u0080';
  private static final char LAST_CONTROL = '\u009F';

  private final InputStream in;
  private final LineBytes lines;
  private final Charset charset;
  private final char separator;
  private final char quote;
  private final int width;
  private final List<Physical> ahead = new ArrayList<>();
  private long number;
  private boolean ended;

  /**
   * A record at its first line: fields (null for one that is empty and not quoted), or what is
   * wrong with it.
   */
  record Line(long number, List<String> fields, String error) {}

  /** A line of the file, with what ended it; the text is null where there is a fault. */
  private record Physical(long number, long start, String text, String end, String fault) {}

  /**
   * Starts to read.
   *
   * @param position bytes of the file that come before the stream
   * @param width fields that a record must have; 0: any number
   */
  CsvReader(InputStream in, Charset charset, long position, char separator, char quote, int width) {
    this.in = in;
    this.lines = new LineBytes(in, charset, position);
    this.charset = charset;
    this.separator = separator;
    this.quote = quote;
    this.width = width;
  }

  @Override
  public boolean hasNext() {
    while (fill(1) && isBlank(ahead.get(0).text())) {
      ahead.remove(0);
    }
    return !ahead.isEmpty();
  }

  /** A blank of a table of one column is a value. */
  private boolean isBlank(String line) {
    return line != null
        && (line.isEmpty() || (width != 1 && line.isBlank() && line.indexOf(separator) < 0));
  }

  @Override
  public Line next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Physical first = ahead.remove(0);
    if (first.fault() != null) {
      return new Line(first.number(), List.of(), first.fault());
    }
    CsvRecord record = read(first.text());
    if (record.open()) {
      record = continued(first);
    }
    String error = record.error();
    if (error == null && width > 0 && record.fields().size() != width) {
      error = "wrong number of fields: %d instead of %d".formatted(record.fields().size(), width);
    }
    return new Line(first.number(), record.fields(), error);
  }

  /** Bytes of the file before the record that comes next; all where there is none. */
  long start() {
    return hasNext() ? ahead.get(0).start() : lines.position();
  }

  /** Number of the line, from 1 at the start of the stream, of the record that comes next. */
  long line() {
    return hasNext() ? ahead.get(0).number() : number;
  }

  private CsvRecord read(String text) {
    return new CsvRecord(separator, quote).read(text);
  }

  /** Closes the stream; what was read ahead stays. */
  void close() {
    try {
      in.close();
    } catch (IOException e) {
      // It was read to its end, or what is wrong with it was told already.
      ended = true;
    }
  }

  private CsvRecord continued(Physical first) {
    CsvRecord joined = read(first.text());
    long length = first.text().length();
    Physical before = first;
    int lines = 0;
    while (joined.open() && lines < MOST_LINES - 1 && fill(lines + 1)) {
      Physical more = ahead.get(lines);
      length += more.text() == null ? 0 : more.text().length();
      if (more.text() == null || length > LineBytes.LONGEST) {
        break;
      }
      joined.read(before.end() + more.text());
      before = more;
      lines++;
    }
    if (joined.error() != null || (width > 0 && joined.fields().size() != width)) {
      return read(first.text());
    }
    ahead.subList(0, lines).clear();
    return joined;
  }

  /** Reads ahead until there are so many lines; whether the file has them. */
  private boolean fill(int wanted) {
    while (ahead.size() < wanted && !ended) {
      number++;
      Physical line = physical();
      if (line == null) {
        ended = true;
        close();
      } else {
        ahead.add(line);
      }
    }
    return ahead.size() >= wanted;
  }

  private Physical physical() {
    LineBytes.Line line;
    try {
      line = lines.next();
    } catch (IOException e) {
      ended = true;
      close();
      return new Physical(number, lines.position(), null, "", SourceRows.BROKEN + e.getMessage());
    }
    if (line == null) {
      return null;
    }
    if (line.tooLong()) {
      return new Physical(
          number,
          line.start(),
          null,
          "",
          "the line is longer than %,d bytes".formatted(LineBytes.LONGEST));
    }
    try {
      String text = charset.newDecoder().decode(line.bytes()).toString();
      String fault = fault(text);
      return new Physical(
          number, line.start(), fault == null ? unmarked(text) : null, line.end(), fault);
    } catch (CharacterCodingException e) {
      return new Physical(
          number, line.start(), null, line.end(), "malformed bytes for the encoding " + charset);
    }
  }

  /** ISO-8859-15 and its like have control characters where windows-1252 has quotes and dashes. */
  private String fault(String text) {
    boolean controls =
        charset.name().startsWith("ISO-8859-")
            && text.chars().anyMatch(c -> c >= FIRST_CONTROL && c <= LAST_CONTROL);
    return controls
        ? "control characters: the encoding is windows-1252 rather than " + charset
        : null;
  }

  /** Files that were put together leave byte order marks before quotes. */
  private String unmarked(String text) {
    return text.length() > 1 && text.charAt(0) == BYTE_ORDER_MARK && text.charAt(1) == quote
        ? text.substring(1)
        : text;
  }
}
