package fr.recap.postgres;

import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Types the values of one source row, or says why it can't. */
final class RowParser implements MapFunction<Row, Row> {
  private final FieldParser[] parsers;
  private final String[] names;
  private final boolean[] key;
  private final int[] positions;

  RowParser(TypingFile typing, List<String> sourceNames) {
    int n = typing.fields().size();
    parsers = new FieldParser[n];
    names = new String[n];
    key = new boolean[n];
    positions = new int[n];
    for (int i = 0; i < n; i++) {
      TypingFile.Field field = typing.fields().get(i);
      parsers[i] = FieldParser.of(field);
      names[i] = field.name();
      key[i] = field.key();
      positions[i] = sourceNames.indexOf(field.name());
    }
  }

  @Override
  public Row call(Row source) {
    Object[] typed = new Object[parsers.length + 3];
    typed[parsers.length] = source.getLong(0);
    typed[parsers.length + 1] = source.getString(1);
    typed[parsers.length + 2] = source.isNullAt(3) ? type(source.getList(2), typed) : source.get(3);
    return RowFactory.create(typed);
  }

  /** Fills in the typed values; returns the first reason against the row, or null. */
  private String type(List<String> values, Object[] typed) {
    String reason = null;
    for (int i = 0; i < parsers.length; i++) {
      String text = positions[i] < 0 ? null : values.get(positions[i]);
      String wrong = null;
      if (text != null && !text.isEmpty()) {
        try {
          typed[i] = parsers[i].parse(text);
        } catch (IllegalArgumentException e) {
          wrong = "%s: %s".formatted(names[i], e.getMessage());
        }
      } else if (key[i]) {
        wrong = names[i] + ": the key is null";
      }
      reason = reason == null ? wrong : reason;
    }
    return reason;
  }
}
