package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.tables.ColumnType;
import java.util.HexFormat;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

/** Tuples written by hand after the documented format. */
class CopyTupleTest {
  private static final String HEADER = "5047434f50590aff0d0a00 00000000 00000000";

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Test
  void textsAreTakenOverAndNullIsNotTheEmptyText() {
    byte[] message = bytes("0003  00000003 c3a909  ffffffff  00000000");

    InternalRow row =
        CopyTuple.parse(
            message, 0, new ColumnType[] {ColumnType.TEXT, ColumnType.TEXT, ColumnType.TEXT});

    assertThat(row.getString(0)).isEqualTo("é\t");
    assertThat(row.isNullAt(1)).isTrue();
    assertThat(row.getString(2)).isEmpty();
  }

  @Test
  void numbersAndArraysHaveTheirTypes() {
    byte[] message =
        bytes(
            "0006"
                + "00000004 fffffff9"
                + "00000008 0000000218711a00"
                + "00000008 3ff8000000000000"
                + "00000001 01"
                + "00000020 00000001 00000001 000002bc 00000002 00000001 00000004 3fc00000 ffffffff"
                + "0000000c 00000000 00000000 000002bd");

    InternalRow row =
        CopyTuple.parse(
            message,
            0,
            new ColumnType[] {
              ColumnType.INTEGER,
              ColumnType.BIGINT,
              ColumnType.DOUBLE,
              ColumnType.BOOLEAN,
              ColumnType.REAL_ARRAY,
              ColumnType.DOUBLE_ARRAY
            });

    assertThat(row.getInt(0)).isEqualTo(-7);
    assertThat(row.getLong(1)).isEqualTo(9_000_000_000L);
    assertThat(row.getDouble(2)).isEqualTo(1.5);
    assertThat(row.getBoolean(3)).isTrue();
    assertThat(row.getArray(4).numElements()).isEqualTo(2);
    assertThat(row.getArray(4).getFloat(0)).isEqualTo(1.5f);
    assertThat(row.getArray(4).isNullAt(1)).isTrue();
    assertThat(row.getArray(5).numElements()).isZero();
  }

  @Test
  void theHeaderIsSkippedAndTheTrailerEndsTheRows() {
    byte[] first = bytes(HEADER + "0001 00000001 61");
    assertThat(CopyTuple.afterHeader(first)).isEqualTo(19);
    assertThat(CopyTuple.parse(first, 19, new ColumnType[] {ColumnType.TEXT}).getString(0))
        .isEqualTo("a");
    assertThat(CopyTuple.afterHeader(bytes("ffff"))).isZero();
    assertThat(CopyTuple.parse(bytes("ffff"), 0, new ColumnType[] {ColumnType.TEXT})).isNull();
  }

  @Test
  void wrongNumberOfFieldsIsRefused() {
    assertThatThrownBy(() -> CopyTuple.parse(bytes("0001 00000001 61"), 0, new ColumnType[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 fields");
  }
}
