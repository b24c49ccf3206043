package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlanksTest {
  @Test
  void functionAndExpressionAgreeOnEveryCharacterOfTheBasicPlane() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      if (!Character.isSurrogate((char) c)) {
        String text = String.valueOf((char) c);
        assertThat(Blanks.strip(text) != null)
            .as("U+%04X", c)
            .isEqualTo(text.matches(Blanks.FILLED));
      }
    }
  }

  @Test
  void blanksAroundATextGo() {
    assertThat(Blanks.strip("\u00a0 A\u00a0B \t\r\n")).isEqualTo("A\u00a0B");
    assertThat(Blanks.strip("\ufeffA1\u0000")).isEqualTo("A1");
    assertThat(Blanks.strip(" \u202f\u200b")).isNull();
    assertThat(Blanks.strip("")).isNull();
    assertThat(Blanks.strip(null)).isNull();
  }
}
