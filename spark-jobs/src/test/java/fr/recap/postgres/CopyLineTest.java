package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.tables.ColumnType;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class CopyLineTest {
  private static InternalRow parse(String line, ColumnType... types) {
    return CopyLine.parse(line.getBytes(StandardCharsets.UTF_8), types);
  }

  @Test
  void textsAreUnescapedAndNullIsNotTheTextN() {
    InternalRow row =
        parse(
            "é\\ta\\\\b\\n\t\\N\tN\t\t\\\\N\n",
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.TEXT,
            ColumnType.TEXT);
    assertThat(row.getString(0)).isEqualTo("é\ta\\b\n");
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.getString(2)).isEqualTo("N");
    assertThat(row.getString(3)).isEmpty();
    assertThat(row.getString(4)).as("an escaped backslash before N").isEqualTo("\\N");
  }

  @Test
  void numbersAndArraysHaveTheirTypes() {
    InternalRow row =
        parse(
            "-7\t9000000000\tNaN\tt\t{1.5,NULL}\t{}\n",
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.REAL_ARRAY,
            ColumnType.DOUBLE_ARRAY);
    assertThat(row.getInt(0)).isEqualTo(-7);
    assertThat(row.getLong(1)).isEqualTo(9_000_000_000L);
    assertThat(row.getDouble(2)).isNaN();
    assertThat(row.getBoolean(3)).isTrue();
    assertThat(row.getArray(4).getFloat(0)).isEqualTo(1.5f);
    assertThat(row.getArray(4).isNullAt(1)).isTrue();
    assertThat(row.getArray(5).numElements()).isZero();
  }

  @Test
  void wrongNumberOfFieldsIsRefused() {
    assertThatThrownBy(() -> parse("a\tb\n", ColumnType.TEXT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parse("a\n", ColumnType.TEXT, ColumnType.TEXT))
        .hasMessageContaining("2 fields");
  }
}
