package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+33 1", "-5", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1", "'=1", "''-"})
  void formulasGetAnApostropheAndLoseItAgain(String text) {
    assertThat(Formulas.guard(text)).isEqualTo("'" + text);
    assertThat(Formulas.bare("'" + text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"=1,=1", "-5,-5", "'=1,''=1", "''-,'''-", "','", "'a,'a", "a'=1,a'=1"})
  void aTextIsKept_butForAnApostropheThatWouldBeLost(String text, String kept) {
    assertThat(Formulas.keep(text)).isEqualTo(kept);
    assertThat(Formulas.bare(kept)).isEqualTo(text);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "a=1", "'", "'a", "''", " =1", "5", "L'ATELIER"})
  void otherTextsStay(String text) {
    assertThat(Formulas.guard(text)).isEqualTo(text);
    assertThat(Formulas.keep(text)).isEqualTo(text);
    assertThat(Formulas.bare(text)).isEqualTo(text);
  }
}
