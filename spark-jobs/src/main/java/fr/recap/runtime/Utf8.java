package fr.recap.runtime;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether texts are in UTF-8: in any other encoding their accents would be lost without a word. */
public final class Utf8 {
  private static final int PIECE = 1 << 16;

  private Utf8() {}

  /**
   * Reads a file through.
   *
   * @throws RefusedInputException if it has bytes that are no UTF-8; it names file and line
   */
  public static void check(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      check(file.toString(), in);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name for the message
   * @throws RefusedInputException if it has bytes that are no UTF-8; it names the line
   */
  public static void check(String name, InputStream in) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(PIECE);
    CharBuffer chars = CharBuffer.allocate(PIECE);
    long line = 1;
    boolean ended = false;
    while (!ended) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
      CoderResult result = decoder.decode(bytes, chars, ended);
      line += lineEnds(chars.flip());
      if (result.isError()) {
        throw new RefusedInputException(
            "%s, line %d: byte 0x%02X is no UTF-8: save the file as UTF-8, for example by iconv -f WINDOWS-1252 -t UTF-8"
                .formatted(name, line, bytes.get(bytes.position())));
      }
      chars.clear();
      bytes.compact();
    }
  }

  private static long lineEnds(CharBuffer chars) {
    return chars.chars().filter(character -> character == '\n').count();
  }
}
