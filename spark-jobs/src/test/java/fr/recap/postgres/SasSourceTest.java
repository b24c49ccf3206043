package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.epam.parso.Column;
import com.epam.parso.ColumnFormat;
import fr.recap.config.RefusedInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deleted rows as SAS marks them: another type of the page, a bit a row behind its rows, their
 * number in the header. The places are those of iris.sas7bdat, which has one page of 150 rows of 40
 * bytes.
 */
class SasSourceTest {
  private static final int PAGE = 65_536;
  private static final int DELETED_COUNT = 130_592 + 8 * Integer.BYTES;
  private static final short WITH_DELETED = 640;
  private static final int DELETED_BITS = PAGE + 6184;

  @TempDir private Path dir;

  @Test
  void rowsBehindDeletedOnesAreRead() throws IOException {
    List<Row> rows = rows(deleted(3, 1, 50, 149));

    assertThat(rows).hasSize(147).allMatch(row -> row.isNullAt(3));
    assertThat(rows.get(0).getString(1)).isEqualTo("row 1");
    assertThat(rows.get(1).getString(1)).isEqualTo("row 3");
    assertThat(rows.get(146).getString(1)).isEqualTo("row 149");
  }

  @Test
  void aFileThatHasFewerRowsThanItsHeaderSaysIsTold() throws IOException {
    List<Row> rows = rows(deleted(1, 1, 50, 149));

    assertThat(rows).hasSize(148);
    assertThat(rows.get(147).getString(3))
        .isEqualTo(
            SourceRows.BROKEN + "147 rows were read, its header tells of 150, 1 of them deleted");
  }

  @Test
  void anUnknownFormatIsNamedAndNoDate() throws IOException {
    Column known = column("a", "DATE", Number.class);
    Column unknown = column("B", "NLDATE", Number.class);
    Column text = column("c", "$CITY", String.class);
    assertThat(SasFormats.notes("x", List.of(known, unknown, text), typing("integer")))
        .hasSize(1)
        .first()
        .asString()
        .contains("b (NLDATE)")
        .doesNotContain("a (", "c (");
    assertThat(SasFormats.notes("x", List.of(known, text), typing("timestamp"))).isEmpty();
    assertThatThrownBy(() -> SasFormats.notes("x", List.of(unknown), typing("timestamp")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("NLDATE")
        .hasMessageContaining("FORMAT b DATE9.");
  }

  private static Column column(String name, String format, Class<?> type) {
    return new Column(1, name, "", new ColumnFormat(format), type, 8);
  }

  private TypingFile typing(String type) throws IOException {
    return TypingFile.read(
        Files.writeString(
            dir.resolve(type + ".csv"),
            TypingFile.HEADER
                + "\na,object,%1$s,\nb,object,%1$s,\nc,object,text,\n".formatted(type)));
  }

  private static byte[] deleted(int told, int... rows) throws IOException {
    byte[] file;
    try (InputStream iris = SasSourceTest.class.getResourceAsStream("iris.sas7bdat")) {
      file = iris.readAllBytes();
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(PAGE + 16, WITH_DELETED).putInt(PAGE + 12, 0).putInt(DELETED_COUNT, told);
    for (int row : rows) {
      file[DELETED_BITS + row / 8] |= (byte) (0x80 >> row % 8);
    }
    return file;
  }

  private static List<Row> rows(byte[] file) throws IOException {
    List<Row> rows = new ArrayList<>();
    new SasSource.Rows(new ByteArrayInputStream(file), 0, "").forEachRemaining(rows::add);
    return rows;
  }
}
