package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestTextsTest {
  private static final int TEXTS = 300;
  private static final int LIMIT = 30;

  /** Some weights are equal, so that sums are too. */
  private static float weight(Random random) {
    return (1 + random.nextInt(3)) / 7f;
  }

  @Test
  void theBestAreThoseOfSumsThatAreSortedAsAWhole() {
    NearestTexts nearest = new NearestTexts(TEXTS);
    Random random = new Random(1);
    for (int search = 0; search < 200; search++) {
      float[] sums = new float[TEXTS];
      int features = random.nextInt(12);
      for (int feature = 0; feature < features; feature++) {
        int[] texts = IntStream.range(0, TEXTS).filter(text -> random.nextInt(5) == 0).toArray();
        float[] weights = new float[texts.length];
        float factor = weight(random);
        int start = Math.min(texts.length, random.nextInt(4));
        for (int at = 0; at < texts.length; at++) {
          weights[at] = weight(random);
          sums[texts[at]] += at < start ? 0 : factor * weights[at];
        }
        nearest.addAll(factor, texts, weights, start, texts.length);
      }
      List<Integer> expected =
          IntStream.range(0, TEXTS)
              .filter(text -> sums[text] > 0)
              .boxed()
              .sorted(
                  Comparator.<Integer, Float>comparing(text -> -sums[text])
                      .thenComparing(Comparator.naturalOrder()))
              .limit(LIMIT)
              .toList();

      Neighbours found = nearest.takeBest(LIMIT);

      assertThat(found.size()).isEqualTo(expected.size());
      for (int i = 0; i < found.size(); i++) {
        assertThat(found.text(i)).as("search %d, rank %d", search, i).isEqualTo(expected.get(i));
        assertThat(found.similarity(i)).isEqualTo(sums[found.text(i)]);
      }
    }
  }

  @Test
  void allTextsMayBeTouchedByEveryFeature() {
    NearestTexts nearest = new NearestTexts(3);
    float[] weights = new float[3];
    Arrays.fill(weights, 0.5f);

    nearest.addAll(1, new int[] {0, 1, 2}, weights, 0, 3);
    nearest.addAll(1, new int[] {0, 1, 2}, weights, 0, 3);

    Neighbours found = nearest.takeBest(2);
    assertThat(found.size()).isEqualTo(2);
    assertThat(found.text(1)).isEqualTo(1);
    assertThat(found.similarity(1)).isEqualTo(1f);
  }
}
