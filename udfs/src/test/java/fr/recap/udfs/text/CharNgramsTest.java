package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CharNgramsTest {

  @Test
  void ngramsOfPaddedWordsByPositionThenLength() {
    assertThat(CharNgrams.list("bar", 3, 4)).containsExactly("<ba", "<bar", "bar", "bar>", "ar>");
  }

  @Test
  void ngramsDoNotCrossWords() {
    assertThat(CharNgrams.list(" a  bc ", 3, 4)).containsExactly("<a>", "<bc", "<bc>", "bc>");
  }

  @Test
  void nothingFromNothing() {
    assertThat(CharNgrams.list(null, 3, 4)).isEmpty();
    assertThat(CharNgrams.list("", 3, 4)).isEmpty();
    assertThat(CharNgrams.list("   ", 3, 4)).isEmpty();
  }

  @Test
  void hashesAreThoseOfTheStrings() {
    List<Long> hashes = new ArrayList<>();
    CharNgrams.forEachHash("bar", 3, 3, hashes::add);

    assertThat(hashes)
        .containsExactly(CharNgrams.hash("<ba"), CharNgrams.hash("bar"), CharNgrams.hash("ar>"));
  }

  /** Published test vectors of 64-bit FNV-1a. */
  @Test
  void hashIsFnv1a() {
    assertThat(CharNgrams.hash("")).isEqualTo(0xcbf29ce484222325L);
    assertThat(CharNgrams.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
    assertThat(CharNgrams.hash("foobar")).isEqualTo(0x85944171f73967e8L);
  }

  @Test
  void refusesImpossibleLengths() {
    assertThatThrownBy(() -> CharNgrams.list("bar", 4, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4..3");
  }
}
