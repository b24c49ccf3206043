package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.tables.Sirus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryNumbersTest {
  @TempDir Path folder;

  @Test
  void codesAreNumbersToBase36() {
    assertThat(EntryNumbers.code("10")).isEqualTo(36);
    assertThat(EntryNumbers.code("0A")).isEqualTo(10);
    assertThat(EntryNumbers.code("2a004")).isEqualTo(EntryNumbers.code("2A004"));
    assertThat(EntryNumbers.code("")).isEqualTo(EntryNumbers.NONE);
    assertThat(EntryNumbers.code(null)).isEqualTo(EntryNumbers.NONE);
    assertThat(EntryNumbers.code("57 63")).isEqualTo(EntryNumbers.NONE);
    assertThat(EntryNumbers.code("1234567")).isEqualTo(EntryNumbers.NONE);
  }

  @Test
  void divisionIsWhatAnActivityBeginsWith() {
    assertThat(EntryNumbers.division(EntryNumbers.code("4520A")))
        .isEqualTo(EntryNumbers.code("45"));
    assertThat(EntryNumbers.division(EntryNumbers.NONE)).isEqualTo(EntryNumbers.NONE);
  }

  @Test
  void whatADocumentSaysIsRead_andWhatItDoesNotSayIsNone() throws IOException {
    RegisterIndex index =
        new TestRegister(folder)
            .with(
                "11111111100011",
                Map.of(
                    Sirus.DENOM, "GARAGE",
                    Sirus.ADR_ET_LOC_GEO, "57463",
                    Sirus.ADR_ET_VOIE_NUM, "0012 BIS",
                    Sirus.APET, "4520A",
                    Sirus.EFF_3112_ET, "7"),
                49.119,
                6.175)
            .with("22222222200022", Map.of(Sirus.DENOM, "LAC"), Double.NaN, Double.NaN)
            .open();
    EntryNumbers numbers = new EntryNumbers(RegisterIndex.leaf(index.register()));

    assertThat(numbers.commune(0)).isEqualTo(EntryNumbers.code("57463"));
    assertThat(numbers.departement(0)).isEqualTo(EntryNumbers.code("57"));
    assertThat(numbers.cell(0)).isEqualTo(Cells.of(49.119, 6.175));
    assertThat(numbers.number(0)).isEqualTo(12);
    assertThat(numbers.activity(0)).isEqualTo(EntryNumbers.code("4520A"));
    assertThat(numbers.staff(0)).isEqualTo(7);
    assertThat(numbers.commune(1)).isEqualTo(EntryNumbers.NONE);
    assertThat(numbers.departement(1)).isEqualTo(EntryNumbers.NONE);
    assertThat(numbers.cell(1)).isEqualTo(EntryNumbers.NONE);
    assertThat(numbers.number(1)).isEqualTo(EntryNumbers.NONE);
    assertThat(numbers.activity(1)).isEqualTo(EntryNumbers.NONE);
    assertThat(numbers.staff(1)).isZero();
  }
}
