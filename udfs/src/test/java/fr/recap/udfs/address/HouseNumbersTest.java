package fr.recap.udfs.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HouseNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0012, 12,",
    "12B, 12, B",
    "12 BIS, 12, B",
    "12bis, 12, B",
    "12 ter, 12, T",
    "12 QUATER, 12, Q",
    "12 C, 12, C",
    "N° 7, 7,",
    "12-14, 12,",
    "12/14, 12,",
    "12 A 14, 12,",
    "12 R DE METZ, 12,",
    "12 BIS R DE METZ, 12, B",
    "9999, 9999,",
  })
  void firstNumberAndItsRepetition(String text, String number, String repetition) {
    assertThat(HouseNumbers.parse(text)).isEqualTo(new HouseNumber(number, repetition));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "SN", "0000", "57000", "BIS"})
  void nullWithoutNumber(String text) {
    assertThat(HouseNumbers.parse(text)).isNull();
    assertThat(HouseNumbers.normalize(text)).isNull();
  }

  @Test
  void repetitionOfItsOwnColumnWins() {
    assertThat(HouseNumbers.parse("0012", "BIS")).isEqualTo(new HouseNumber("12", "B"));
    assertThat(HouseNumbers.parse("12B", null)).isEqualTo(new HouseNumber("12", "B"));
    assertThat(HouseNumbers.parse("12B", "T")).isEqualTo(new HouseNumber("12", "T"));
    assertThat(HouseNumbers.parse("12", "?")).isEqualTo(new HouseNumber("12", null));
    assertThat(HouseNumbers.parse(null, "B")).isNull();
  }

  @Test
  void oneSpellingForBis() {
    assertThat(HouseNumbers.normalize("0012 bis")).isEqualTo("12B");
    assertThat(HouseNumbers.normalize("12")).isEqualTo("12");
  }
}
