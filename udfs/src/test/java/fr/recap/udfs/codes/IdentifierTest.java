package fr.recap.udfs.codes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
  @ParameterizedTest
  @CsvSource({
    "732829320, 732829320",
    "' 732 829 320 ', 732829320",
    "732.829.320, 732829320",
    "6653430, 006653430",
    "6653430.0, 006653430",
    "356.000.000, 356000000"
  })
  void sirenGetsItsZerosBack(String written, String clean) {
    assertThat(Identifier.SIREN.clean(written)).isEqualTo(clean);
  }

  @ParameterizedTest
  @CsvSource({
    "14, 00014",
    "00014, 00014",
    "14.0, 00014",
    "'14,00', 00014",
    "1.400, 01400",
    ".0, 00000",
    "0, 00000"
  })
  void nicGetsItsZerosBack(String written, String clean) {
    assertThat(Identifier.NIC.clean(written)).isEqualTo(clean);
  }

  /** The last one is a SIRET of a SIREN with two zeros, 005420120, of which Luhn's sum is 20. */
  @ParameterizedTest
  @CsvSource({
    "732 829 320 00074, 73282932000074",
    "73282932000074.0, 73282932000074",
    "732829320\u00A000074, 73282932000074",
    "542012000015, 00542012000015"
  })
  void siretLosesItsBlanksAndGetsZerosBackIfTheyMakeAValidOne(String written, String clean) {
    assertThat(Identifier.SIRET.clean(written)).isEqualTo(clean);
  }

  /** La Poste's establishments fail the check of the whole number. */
  @ParameterizedTest
  @CsvSource({
    "732 829 320 00074, 73282932000074",
    "35600000000048, 35600000000048",
    "732829321 00074,",
    "90000000400014,",
    "732829320,"
  })
  void aSiretCanBeHeldToTheCheckOfItsSiren(String written, String clean) {
    assertThat(Identifier.CHECKED_SIRET.clean(written)).isEqualTo(clean);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "732829320",
        "7328293200007",
        "732829320000744",
        "0",
        "7.33E+13",
        "٧"
      })
  void whatIsNoSiret(String written) {
    assertThat(Identifier.SIRET.clean(written)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7328293200", "000000000", "0", "73282932A", "732829\u200B320", "-1"})
  void whatIsNoSiren(String written) {
    assertThat(Identifier.SIREN.clean(written)).isNull();
  }
}
