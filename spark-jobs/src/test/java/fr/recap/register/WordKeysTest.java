package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class WordKeysTest {
  @Test
  void wordsThatSoundAlikeHaveOneSound() {
    assertThat(WordKeys.sound("philippe")).isEqualTo(WordKeys.sound("filipe"));
    assertThat(WordKeys.sound("dup0nt")).isEqualTo(WordKeys.sound("dupont"));
    assertThat(WordKeys.sound("rnartin")).isEqualTo(WordKeys.sound("martin"));
    assertThat(WordKeys.sound("chateau")).isEqualTo(WordKeys.sound("shato"));
    assertThat(WordKeys.sound("martin")).isNotEqualTo(WordKeys.sound("dupont"));
  }

  @Test
  void wordsThatDifferByALetterHaveAKeyInCommon() {
    assertThat(meet("garage", "garge")).isTrue();
    assertThat(meet("garage", "garabe")).isTrue();
    assertThat(meet("garage", "graage")).isTrue();
    assertThat(meet("garage", "bateau")).isFalse();
    assertThat(WordKeys.of("lac")).isEmpty();
  }

  private static boolean meet(String a, String b) {
    return !Collections.disjoint(WordKeys.of(a), WordKeys.of(b));
  }
}
