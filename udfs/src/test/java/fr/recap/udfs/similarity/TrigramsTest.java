package fr.recap.udfs.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrigramsTest {

  @ParameterizedTest
  @CsvSource({
    "abcd, abc, 1", // abc
    "abcabc, abcxabc, 2", // abc twice in both
    "aaaa, aaa, 1", // aaa twice against once
    "boulanger, boulangerie, 7", // all seven of boulanger
    "abc, xyz, 0",
    "ab, abc, 0",
    "'', abc, 0",
  })
  void sharedCountsTheMultisetIntersection(String a, String b, int shared) {
    assertThat(Trigrams.shared(a, b)).isEqualTo(shared);
    assertThat(Trigrams.shared(b, a)).isEqualTo(shared);
  }

  @Test
  void countIncludesRepeatedOnes() {
    assertThat(Trigrams.count("aaaa")).isEqualTo(2);
    assertThat(Trigrams.count("ab")).isZero();
    assertThat(Trigrams.count("")).isZero();
    assertThat(Trigrams.count(null)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "abcd, abc, 0.5",
    "abc, abcd, 1.0",
    "ab, ab, 0.0",
    "abcde, xbcdx, 0.3333333333333333"
  })
  void similarityIsTheShareOfTheFirst(String a, String b, double similarity) {
    assertThat(Trigrams.similarity(a, b)).isEqualTo(similarity);
  }

  @Test
  void nullSharesNothing() {
    assertThat(Trigrams.shared(null, "abc")).isZero();
    assertThat(Trigrams.shared("abc", null)).isZero();
    assertThat(Trigrams.similarity(null, "abc")).isZero();
    assertThat(Trigrams.similarity("abc", null)).isZero();
  }
}
