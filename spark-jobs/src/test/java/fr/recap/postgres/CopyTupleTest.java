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

  private static InternalRow read(byte[] message, int offset, ColumnType... types) {
    return new CopyTuple(types).read(message, offset);
  }

  @Test
  void textsAreTakenOverAndNullIsNotTheEmptyText() {
    byte[] message = bytes("0003  00000003 c3a909  ffffffff  00000000");

    InternalRow row = read(message, 0, ColumnType.TEXT, ColumnType.TEXT, ColumnType.TEXT);

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
        read(
            message,
            0,
            ColumnType.INTEGER,
            ColumnType.BIGINT,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.REAL_ARRAY,
            ColumnType.DOUBLE_ARRAY);

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
    assertThat(CopyTuple.isTrailer(first, 19)).isFalse();
    assertThat(read(first, 19, ColumnType.TEXT).getString(0)).isEqualTo("a");
    assertThat(CopyTuple.afterHeader(bytes("ffff"))).isZero();
    assertThat(CopyTuple.isTrailer(bytes("ffff"), 0)).isTrue();
  }

  @Test
  void rowsShareABufferAndLeaveNothingBehind() {
    CopyTuple tuple = new CopyTuple(new ColumnType[] {ColumnType.TEXT, ColumnType.TEXT});
    String first = "x".repeat(10_000);
    tuple.read(bytes("0002 00002710 " + "78".repeat(10_000) + " 00000003 616263"), 0);
    InternalRow second = tuple.read(bytes("0002 ffffffff 00000002 6162"), 0);

    assertThat(second.isNullAt(0)).isTrue();
    assertThat(second.getString(1)).isEqualTo("ab");
    InternalRow kept = second.copy();
    assertThat(
            tuple.read(bytes("0002 00002710 " + "78".repeat(10_000) + " 00000000"), 0).getString(0))
        .isEqualTo(first);
    assertThat(kept.getString(1)).isEqualTo("ab");
  }

  @Test
  void wrongNumberOfFieldsIsRefused() {
    assertThatThrownBy(() -> read(bytes("0001 00000001 61"), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 fields");
  }
}
