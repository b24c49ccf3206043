package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhraseMapTest {

  private static final PhraseMap MAP = PhraseMap.read(PhraseMapTest.class, "phrases.txt");

  @Test
  void longestPhraseWinsAndReplacementsAreNotLookedAtAgain() {
    assertThat(MAP.expand(Words.of("a b c a"))).containsExactly("long", "c", "b");
  }

  @Test
  void groupKeepsTheWordThatItNeeds() {
    assertThat(MAP.expand(Words.of("ste anne ste x")))
        .containsExactly("sainte", "anne", "ste", "x");
  }

  @Test
  void emptyRightSideDropsThePhrase() {
    assertThat(MAP.expand(Words.of("x drop me y"))).containsExactly("x", "y");
    assertThat(MAP.matchAt(Words.of("x drop me y"), 1)).isEqualTo(2);
    assertThat(MAP.matchAt(Words.of("x drop me y"), 0)).isZero();
  }

  @Test
  void errorsNameTheResourceAndTheLine() {
    assertThatThrownBy(() -> PhraseMap.read(PhraseMapTest.class, "phrases-bad.txt"))
        .hasMessage("Line 2 of phrases-bad.txt is not 'short = long': no sign here");
    assertThatThrownBy(() -> PhraseMap.read(PhraseMapTest.class, "none.txt"))
        .hasMessageContaining("none.txt");
  }
}
