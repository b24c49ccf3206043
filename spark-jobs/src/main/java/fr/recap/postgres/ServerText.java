package fr.recap.postgres;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * Which texts the database can keep.
 *
 * @param encoding PostgreSQL's name of the database's encoding
 * @param charset Java's; null where every character fits, or Java doesn't know the encoding
 */
record ServerText(String encoding, String charset) implements Serializable {
  /** PostgreSQL keeps an entry of an index within a third of a page, 2704 bytes with its header. */
  static final int LONGEST_KEY = 2600;

  private static final int SHOWN = 40;
  private static final Map<String, String> LATIN =
      Map.of("5", "9", "6", "10", "7", "13", "8", "14", "9", "15", "10", "16");

  static ServerText of(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("SHOW server_encoding")) {
      return named(Postgres.one(query, ResultSet::getString));
    }
  }

  static ServerText named(String encoding) {
    String java = java(encoding.toUpperCase(Locale.ROOT));
    boolean checked = java != null && Charset.isSupported(java);
    return new ServerText(encoding, checked ? java : null);
  }

  private static String java(String encoding) {
    if (encoding.startsWith("LATIN")) {
      String number = encoding.substring("LATIN".length());
      return "ISO-8859-" + LATIN.getOrDefault(number, number);
    }
    return switch (encoding) {
      case "UTF8", "SQL_ASCII" -> null;
      case "WIN866" -> "IBM866";
      case "WIN874" -> "x-windows-874";
      case "KOI8R" -> "KOI8-R";
      case "KOI8U" -> "KOI8-U";
      case "EUC_CN" -> "GB2312";
      default ->
          encoding.startsWith("WIN")
              ? "windows-" + encoding.substring("WIN".length())
              : encoding.replace('_', '-');
    };
  }

  /** Why the database would refuse a text, or null. */
  String fault(String text) {
    if (text.indexOf('\0') >= 0) {
      return "'%s' has a NUL character, which PostgreSQL can't keep".formatted(shown(text));
    }
    return charset == null || encoder().canEncode(text)
        ? null
        : "'%s' has characters that the database's encoding %s lacks"
            .formatted(shown(text), encoding);
  }

  /**
   * A text of which the database can keep everything, for people: control characters as escapes.
   */
  String kept(String text) {
    CharsetEncoder encoder = charset == null ? null : encoder();
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                kept.append("\\u%04X".formatted(c));
              } else {
                String character = Character.toString(c);
                kept.append(encoder == null || encoder.canEncode(character) ? character : "?");
              }
            });
    return kept.toString();
  }

  /** The beginning of a value for messages. */
  static String shown(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "...";
  }

  private CharsetEncoder encoder() {
    return Charset.forName(charset).newEncoder();
  }
}
