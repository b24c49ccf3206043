package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextMemoTest {
  private final TextMemo<Integer> memo = new TextMemo<>(2);
  private final List<String> computed = new ArrayList<>();

  private int length(String text) {
    computed.add(text);
    return text.length();
  }

  @Test
  void theFirstTextsAreComputedOnceAndThoseThatFindItFullEachTime() {
    for (String text : List.of("a", "bb", "a", "ccc", "bb", "ccc")) {
      assertThat(memo.get(text, this::length)).isEqualTo(text.length());
    }

    assertThat(computed).containsExactly("a", "bb", "ccc", "ccc");
  }
}
