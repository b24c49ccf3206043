package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class EntryBytesTest {
  @Test
  void whatIsWrittenIsReadAgain() {
    RegisterEntry entry =
        new RegisterEntry(
            "00000000700017",
            new RegisterEntry.Names("GARAGE", "GARAGE", "", "ÉTÉ", "", "", "GARAGE", "", "ÉTÉ"),
            new RegisterEntry.Address(
                "12", "RUE", "HAUTE", "57000", "57463", "METZ", "57000 METZ", 49.1234565, -1.5),
            "4520A",
            "4520A",
            300,
            70_000,
            true);
    RegisterEntry read = EntryBytes.read(EntryBytes.write(entry));

    assertThat(read.address().latitude()).isEqualTo(49.123457);
    assertThat(read.names()).isEqualTo(entry.names());
    assertThat(read.address().line6()).isEqualTo("57000 METZ");
    assertThat(read.siret()).isEqualTo("00000000700017");
    assertThat(read.staff()).isEqualTo(300);
    assertThat(read.unitStaff()).isEqualTo(70_000);
    assertThat(read.headOffice()).isTrue();
    // 8 + 4 + 4 + 2 + 3 + 1 for the numbers, then a byte a text and the letters of each new one.
    assertThat(EntryBytes.write(entry).length)
        .isEqualTo(22 + 18 + 6 + 5 + 2 + 3 + 5 + 5 + 5 + 4 + 10 + 5);
  }

  @Test
  void placeThatIsUnknownStaysSo() {
    RegisterEntry entry = RegisterEntry.of("11111111100011", column -> "", Double.NaN, Double.NaN);
    assertThat(EntryBytes.read(EntryBytes.write(entry))).isEqualTo(entry);
  }

  @Test
  void placeIsPutIntoTheBytes() {
    RegisterEntry entry = RegisterEntry.of("01234567800012", column -> "", Double.NaN, Double.NaN);
    BytesRef bytes = EntryBytes.write(entry);
    EntryBytes.locate(bytes.bytes, 49.5, -1.25);
    assertThat(EntryBytes.read(bytes)).isEqualTo(entry.at(49.5, -1.25));
    assertThat(EntryBytes.siret(bytes)).isEqualTo(1_234_567_800_012L);
  }
}
