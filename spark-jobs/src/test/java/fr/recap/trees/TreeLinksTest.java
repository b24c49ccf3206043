package fr.recap.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeLinksTest {
  @Test
  void aTreeIsGivenParentsFirst() throws IOException {
    // The right child of the root stands before the left one, and a node that was pruned is left
    // out.
    assertThat(
            TreeLinks.check(
                new int[] {2, -1, 4, -1, -1, -1},
                new int[] {1, 0, 5, 0, 0, 0},
                new int[] {7, 0, 3, 0, 0, 0}))
        .containsExactly(0, 2, 1, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "0 -1 -1, 1 -1 -1, 0 0 0, its own child",
    "1 0 -1, 2 2 -1, 0 0 0, a loop to the root",
    "1 -1 -1, 1 -1 -1, 0 0 0, one child twice",
    "1 3 -1 -1, 2 2 -1 -1, 0 0 0 0, a child of two",
    "1 -1 -1, 9 -1 -1, 0 0 0, a child that is not there",
    "1 -1 -1, -1 -1 -1, 0 0 0, one child alone",
    "1 -1 -1, 2 -1 -1, -5 0 0, a feature below 0",
    "1 -1 -1, 2 -1, 0 0 0, lists of different lengths",
  })
  void whatIsNoTreeIsRefused(String left, String right, String features, String why) {
    assertThatThrownBy(() -> TreeLinks.check(numbers(left), numbers(right), numbers(features)))
        .as(why)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("A tree of the model is damaged");
  }

  @Test
  void aTreeWithoutNodesIsRefused_andADeepOneIsNone() throws IOException {
    assertThatThrownBy(() -> TreeLinks.check(new int[0], new int[0], new int[0]))
        .isInstanceOf(IOException.class);
    int depth = 200_000;
    int[] left = new int[2 * depth + 1];
    int[] right = new int[2 * depth + 1];
    for (int i = 0; i < 2 * depth; i += 2) {
      left[i] = i + 1;
      right[i] = i + 2;
      left[i + 1] = -1;
    }
    left[2 * depth] = -1;
    assertThat(TreeLinks.check(left, right, new int[2 * depth + 1])).hasSize(2 * depth + 1);
  }

  private static int[] numbers(String text) {
    return java.util.Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }
}
