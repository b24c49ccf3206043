package fr.recap.udfs.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DepartementsTest {

  @ParameterizedTest
  @CsvSource({
    "57000, 57",
    "01000, 01",
    "' 75012 ', 75",
    "95000, 95",
    "20000, 2A",
    "20137, 2A",
    "20538, 2A",
    "20200, 2B",
    "20600, 2B",
    "97110, 971",
    "97133, 977",
    "97150, 978",
    "97410, 974",
    "97500, 975",
    "97600, 976",
    "98600, 986",
    "98714, 987",
    "98800, 988",
  })
  void ofPostcode(String postcode, String departement) {
    assertThat(Departements.ofPostcode(postcode)).isEqualTo(departement);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "00000", "5700", "570000", "96000", "99100", "97000", "98000", "2A004", "ABCDE"
      })
  void nullForWhatIsNoPostcode(String postcode) {
    assertThat(Departements.ofPostcode(postcode)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "57463, 57",
    "01001, 01",
    "2A004, 2A",
    "2b033, 2B",
    "97411, 974",
    "97701, 977",
    "97801, 978",
    "98818, 988",
  })
  void ofCommune(String commune, String departement) {
    assertThat(Departements.ofCommune(commune)).isEqualTo(departement);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "00001", "20004", "2C004", "99138", "96001", "5746", "57A63", "2A0O4"})
  void nullForWhatIsNoCommune(String commune) {
    assertThat(Departements.ofCommune(commune)).isNull();
  }
}
