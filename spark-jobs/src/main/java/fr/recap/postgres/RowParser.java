package fr.recap.postgres;

import fr.recap.tables.ColumnType;
import fr.recap.udfs.codes.Identifier;
import fr.recap.udfs.codes.Keys;
import fr.recap.udfs.text.Formulas;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Types the values of one source row, or says why it can't. */
final class RowParser implements MapFunction<Row, Row> {
  private final FieldParser[] parsers;
  private final String[] names;
  private final boolean[] key;
  private final boolean[] required;
  private final boolean[] text;
  private final Identifier[] identifiers;
  private final int[] positions;
  private final ServerText server;
  private final boolean exported;
  private final boolean guarded;

  /**
   * @param exported whether the source is as {@code recap export} or {@code recap sql} wrote it:
   *     what is empty is an empty text, and not null
   * @param guarded whether formulas are guarded too, as in their CSVs
   */
  RowParser(
      TypingFile typing,
      List<String> sourceNames,
      ServerText server,
      boolean exported,
      boolean guarded) {
    int n = typing.fields().size();
    this.parsers = new FieldParser[n];
    this.names = new String[n];
    this.key = new boolean[n];
    this.required = new boolean[n];
    this.text = new boolean[n];
    this.identifiers = new Identifier[n];
    this.positions = new int[n];
    this.server = server;
    this.exported = exported;
    this.guarded = guarded;
    for (int i = 0; i < n; i++) {
      TypingFile.Field field = typing.fields().get(i);
      parsers[i] = FieldParser.of(field, server);
      names[i] = field.name();
      key[i] = field.key();
      required[i] = field.required();
      text[i] = field.type() == ColumnType.TEXT;
      identifiers[i] = text[i] ? IdentifierColumns.of(field.name()).orElse(null) : null;
      positions[i] = sourceNames.indexOf(field.name());
    }
  }

  @Override
  public Row call(Row source) {
    Object[] typed = new Object[parsers.length + 3];
    String reason = source.isNullAt(3) ? type(source.getList(2), typed) : source.getString(3);
    typed[parsers.length] = source.getLong(0);
    typed[parsers.length + 1] = server.kept(source.getString(1));
    typed[parsers.length + 2] = reason == null ? null : server.kept(reason);
    return RowFactory.create(typed);
  }

  /** Fills in the typed values; returns the first reason against the row, or null. */
  private String type(List<String> values, Object[] typed) {
    String reason = null;
    for (int i = 0; i < parsers.length; i++) {
      String wrong = null;
      try {
        typed[i] = value(i, positions[i] < 0 ? null : values.get(positions[i]));
        if (typed[i] == null && required[i]) {
          wrong = names[i] + (key[i] ? ": the key is null" : ": is empty, and must not be");
        }
      } catch (IllegalArgumentException e) {
        wrong = "%s: %s".formatted(names[i], e.getMessage());
      }
      reason = reason == null ? wrong : reason;
    }
    return reason == null ? tooLong(typed) : reason;
  }

  private Object value(int i, String written) {
    if (written == null) {
      return null;
    }
    if (!text[i]) {
      return parsers[i].parse(written);
    }
    String value = guarded ? Formulas.bare(written) : written;
    if (key[i]) {
      value = key(value);
    }
    if (identifiers[i] != null && value != null) {
      value = identifier(names[i], identifiers[i], value);
    }
    return value == null || (value.isEmpty() && !exported) ? null : parsers[i].parse(value);
  }

  private static String key(String value) {
    String clean = Keys.clean(value);
    if (clean == null) {
      throw new IllegalArgumentException(Keys.fault(value));
    }
    return clean;
  }

  private static String identifier(String column, Identifier identifier, String value) {
    if (Keys.trim(value).isEmpty()) {
      return null;
    }
    String clean = identifier.clean(value);
    if (clean != null) {
      return clean;
    }
    if (IdentifierColumns.isStrict(column)) {
      throw new IllegalArgumentException(identifier.fault(value));
    }
    return value;
  }

  /** Keys that can't go into an index become no part of the reject's key either. */
  private String tooLong(Object[] typed) {
    int bytes = 0;
    for (int i = 0; i < key.length; i++) {
      bytes += key[i] && text[i] ? ((String) typed[i]).getBytes(StandardCharsets.UTF_8).length : 0;
    }
    if (bytes <= ServerText.LONGEST_KEY) {
      return null;
    }
    for (int i = 0; i < key.length; i++) {
      typed[i] = key[i] ? null : typed[i];
    }
    return "the key has %,d bytes, more than the %,d that an index can keep"
        .formatted(bytes, ServerText.LONGEST_KEY);
  }
}
