package fr.recap.udfs.vectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits texts at the bytes at which libfasttext splits them, up to the first line break. */
final class Tokens {
  /** The word that stands for the end of a line. */
  static final String END_OF_LINE = "</s>";

  private Tokens() {}

  /** Words between blanks of the C locale, as sentence vectors of skip-gram and cbow read them. */
  static List<String> ofLine(String text) {
    return split(firstLine(text), false);
  }

  /** Tokens as the dictionary reads them, the end of the line last; a zero byte splits too. */
  static List<byte[]> ofSupervisedLine(String text) {
    List<byte[]> tokens = new ArrayList<>();
    for (String token : split(firstLine(text), true)) {
      tokens.add(token.getBytes(StandardCharsets.UTF_8));
      if (token.equals(END_OF_LINE)) {
        return tokens;
      }
    }
    tokens.add(END_OF_LINE.getBytes(StandardCharsets.UTF_8));
    return tokens;
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  private static List<String> split(String line, boolean atZeros) {
    List<String> tokens = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i == line.length() || isBlank(line.charAt(i), atZeros)) {
        if (i > start) {
          tokens.add(line.substring(start, i));
        }
        start = i + 1;
      }
    }
    return tokens;
  }

  private static boolean isBlank(char c, boolean atZeros) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (atZeros && c == 0);
  }
}
