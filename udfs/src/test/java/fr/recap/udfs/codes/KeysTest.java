package fr.recap.udfs.codes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "A1",
        "A1 ",
        "\u00A0A1",
        "A1\0\0",
        "\uFEFFA1",
        "\t A1\u200B\r\n",
        "\u2003A1\u0085"
      })
  void whatIsInvisibleAroundAKeyGoes(String key) {
    assertThat(Keys.clean(key)).isEqualTo("A1");
    assertThat(Keys.fault(key)).isNull();
  }

  @Test
  void blanksWithinBecomeSpacesAndLettersComposed() {
    assertThat(Keys.clean("A\u00A01")).isEqualTo("A 1");
    assertThat(Keys.clean("A  1")).isEqualTo("A  1");
    assertThat(Keys.clean("E\u0301")).isEqualTo("\u00C9");
    assertThat(Keys.clean("a1")).isEqualTo("a1");
  }

  @Test
  void whatIsBlankOrHasSomethingInvisibleWithinIsNoKey() {
    assertThat(Keys.clean(null)).isNull();
    assertThat(Keys.clean(" \u00A0\0")).isNull();
    assertThat(Keys.fault(" \u00A0")).isEqualTo("the key is null");
    assertThat(Keys.clean("A\uFEFF1")).isNull();
    assertThat(Keys.fault("A\uFEFF1")).contains("U+FEFF");
    assertThat(Keys.clean("A\n1")).isNull();
    assertThat(Keys.clean("A\0001")).isNull();
  }
}
