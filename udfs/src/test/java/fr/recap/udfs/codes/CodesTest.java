package fr.recap.udfs.codes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodesTest {

  /** The second is La Poste's head office; the next two are hers with digit sums 15 and 20. */
  @ParameterizedTest
  @ValueSource(strings = {"73282932000074", "35600000000048", "35600000000001", "35600000000006"})
  void validSiret(String siret) {
    assertThat(Siret.isValid(siret)).isTrue();
  }

  /**
   * The last but one is La Poste's with digit sum 16; the others fail by length, sum or letters.
   */
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "73282932000075",
        "7328293200007",
        "732829320000744",
        "7328293200007A",
        "732 829 320 00074",
        "00000000000000",
        "35600000000002",
        "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"
      })
  void invalidSiret(String siret) {
    assertThat(Siret.isValid(siret)).isFalse();
  }

  @Test
  void partsOfASiret() {
    assertThat(Siret.siren("73282932000074")).isEqualTo("732829320");
    assertThat(Siret.nic("73282932000074")).isEqualTo("00074");
    assertThat(Siret.siren("732829320")).isNull();
    assertThat(Siret.nic(null)).isNull();
  }

  @Test
  void normalizesSpacedSiret() {
    assertThat(Siret.normalize(" 732 829\u00a0320.00074 ")).isEqualTo("73282932000074");
    assertThat(Siret.normalize("732 829 320")).isNull();
    assertThat(Siret.normalize(null)).isNull();
  }

  @Test
  void siren() {
    assertThat(Siren.isValid("732829320")).isTrue();
    assertThat(Siren.isValid("356000000")).isTrue();
    assertThat(Siren.isValid("732829321")).isFalse();
    assertThat(Siren.isValid("000000000")).isFalse();
    assertThat(Siren.isValid("73282932")).isFalse();
    assertThat(Siren.isValid(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"62.01Z, 6201Z", "6201z, 6201Z", "' 62.01 ', 6201", "62.0, 620", "62, 62", "j, J"})
  void normalizesNaf(String code, String normalized) {
    assertThat(Naf.normalize(code)).isEqualTo(normalized);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "741G", "6201ZZ", "V", "6", "62O1Z", "NC"})
  void whatIsNoCodeOfNaf(String code) {
    assertThat(Naf.normalize(code)).isNull();
    assertThat(Naf.division(code)).isNull();
  }

  @Test
  void divisionOfNaf() {
    assertThat(Naf.division("6201Z")).isEqualTo("62");
    assertThat(Naf.division("01.11Z")).isEqualTo("01");
    assertThat(Naf.division("J")).isNull();
  }
}
