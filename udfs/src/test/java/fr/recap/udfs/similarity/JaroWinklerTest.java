package fr.recap.udfs.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JaroWinklerTest {

  /** The first three are Winkler's examples. */
  @ParameterizedTest
  @CsvSource({
    "MARTHA, MARHTA, 0.961111",
    "DWAYNE, DUANE, 0.84",
    "DIXON, DICKSONX, 0.813333",
    "abc, xyz, 0",
    "metz, metz, 1",
    "'', '', 1",
    "'', abc, 0",
  })
  void agreesWithPublishedValues(String a, String b, double expected) {
    assertThat(JaroWinkler.similarity(a, b)).isCloseTo(expected, within(1e-6));
    assertThat(JaroWinkler.similarity(b, a)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void agreesWithAnIndependentImplementationUpToLongTexts() {
    JaroWinklerSimilarity independent = new JaroWinklerSimilarity();
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      String a = text(random);
      String b = text(random);
      assertThat(JaroWinkler.similarity(a, b))
          .as("%s / %s", a, b)
          .isCloseTo(independent.apply(a, b), within(1e-12));
    }
  }

  @Test
  void nullIsLikeNothing() {
    assertThat(JaroWinkler.similarity(null, "a")).isZero();
    assertThat(JaroWinkler.similarity("a", null)).isZero();
    assertThat(JaroWinkler.similarity(null, null)).isZero();
  }

  private static String text(Random random) {
    int length = 1 + random.nextInt(70);
    return random
        .ints(length, 'a', 'f')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
