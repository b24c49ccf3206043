package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureCountsTest {
  /** Letters are the features; a, b and c have the numbers 0, 1 and 2. */
  private final FeatureCounts counts =
      new FeatureCounts(
          new FeatureTable(new long[] {'a', 'b', 'c'}),
          FeatureCounts.words(),
          word -> word.chars().asLongStream().toArray());

  @Test
  void wordsCountTogetherInOrderOfFirstAppearance() {
    counts.count("bab xcx xyb");

    assertThat(counts.size()).isEqualTo(3);
    assertThat(new int[] {counts.id(0), counts.id(1), counts.id(2)}).containsExactly(1, 0, 2);
    assertThat(new int[] {counts.times(0), counts.times(1), counts.times(2)})
        .containsExactly(3, 1, 1);
    // x three times and y once have no number.
    assertThat(counts.unseenSquares()).isCloseTo(Math.pow(1 + Math.log(3), 2) + 1, within(1e-6));
  }

  @Test
  void theTextBeforeIsForgotten() {
    counts.count("aab xx");
    counts.count("a");

    assertThat(counts.size()).isEqualTo(1);
    assertThat(counts.times(0)).isEqualTo(1);
    assertThat(counts.unseenSquares()).isZero();
  }
}
