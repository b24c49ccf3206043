package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TfIdfSimilarityTest {
  private static final TfIdfSimilarity EQUAL =
      TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0);

  @Test
  void equalWeights_giveTheShareOfCommonWordsAndTrigrams() {
    // "ab": word, <ab, ab> = 3 buckets; "ab cd" has these and 3 more: 3 / sqrt(3 * 6).
    double cosine = TfIdfSimilarity.cosine(EQUAL.vector("AB"), EQUAL.vector("ab cd"));

    assertThat(cosine).isCloseTo(3 / Math.sqrt(18), within(1e-9));
  }

  @Test
  void repeatedWord_weighsOnePlusTheLogarithmOfItsNumber() {
    // Weights of "ab ab cd": three of 1 + ln 2, three of 1; against "ab": three of 1.
    double twice = 1 + Math.log(2);
    double expected = 3 * twice / (Math.sqrt(3) * Math.sqrt(3 * twice * twice + 3));

    assertThat(TfIdfSimilarity.cosine(EQUAL.vector("ab"), EQUAL.vector("ab ab cd")))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void emptyText_isLikeNothing() {
    assertThat(TfIdfSimilarity.cosine(EQUAL.vector(""), EQUAL.vector("ab"))).isZero();
  }

  @Test
  void rareBucket_weighsMore() {
    int[] frequencies = new int[TfIdfSimilarity.BUCKETS];
    frequencies[7] = 9;

    float[] idf = TfIdfSimilarity.fit(frequencies, 9).idf();

    assertThat(idf[7]).isEqualTo(1f);
    assertThat(idf[8]).isCloseTo((float) (1 + Math.log(10)), within(1e-6f));
  }
}
