package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AsciiFolderTest {

  @ParameterizedTest
  @CsvSource({
    "Éléments d’été, Elements d'ete",
    "œuvre ŒUVRE æther, oeuvre OEUVRE aether",
    "Straße, Strasse",
    "ÇA ÿ ñ, CA y n",
    "SNCF, SNCF",
    "12 €, 12 €",
  })
  void foldsToAsciiAndKeepsCase(String text, String folded) {
    assertThat(AsciiFolder.fold(text)).isEqualTo(folded);
  }

  @Test
  void foldsAccentsThatWereDecomposed() {
    assertThat(AsciiFolder.fold("e\u0301te\u0301")).isEqualTo("ete");
  }

  @Test
  void returnsAnAsciiTextItself() {
    String text = "GARAGE DU LAC";
    assertThat(AsciiFolder.fold(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "L'ÉCOLE,l ecole",
        "  A--B  ,a b",
        "12€ n°3 — x’y,12 n 3 x y",
        "...,''",
        "'',''",
        "a\u00a0b\tc,a b c",
        "Ω mega,mega",
      })
  void normalizesToLowerCaseWordsAndSingleBlanks(String text, String normalized) {
    assertThat(AsciiFolder.normalize(text)).isEqualTo(normalized);
  }

  @Test
  void nullStaysNull() {
    assertThat(AsciiFolder.fold(null)).isNull();
    assertThat(AsciiFolder.normalize(null)).isNull();
    assertThat(Words.of(null)).isEmpty();
  }
}
