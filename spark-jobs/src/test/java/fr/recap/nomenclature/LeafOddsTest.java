package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LeafOddsTest {
  @Test
  void exponentialsAreThoseOfTheLibrary() {
    double[] exponents = IntStream.rangeClosed(0, 2500).mapToDouble(i -> -i / 100.0).toArray();
    double[] found = new double[exponents.length];

    LeafOdds.exponentials(exponents, found);

    for (int i = 0; i < found.length; i++) {
      double expected = Math.exp(exponents[i]);
      assertThat(found[i]).as("exp(%s)", exponents[i]).isCloseTo(expected, within(1e-8 * expected));
    }
    double[] far = new double[2];
    LeafOdds.exponentials(new double[] {-1e9, -60}, far);
    assertThat(far[0]).isBetween(0.0, 1e-30);
    assertThat(far[1]).isBetween(0.0, 1e-20);
  }

  @Test
  void scoresAndEntropyAreThoseOfTheProbabilities() {
    Random random = new Random(2);
    LeafOdds odds = new LeafOdds(200);
    for (int form = 0; form < 50; form++) {
      float[][] features = new float[4][200];
      double[] weights = new double[4];
      for (int feature = 0; feature < 4; feature++) {
        weights[feature] = random.nextGaussian();
        for (int leaf = 0; leaf < 200; leaf++) {
          features[feature][leaf] = 4 * (float) random.nextGaussian();
        }
      }
      double[] expected = LeafLogit.probabilities(features, weights);
      List<Integer> order =
          IntStream.range(0, 200)
              .boxed()
              .sorted(Comparator.comparingDouble(leaf -> -expected[leaf]))
              .limit(10)
              .toList();

      Ranking ranking = odds.rank(features, weights, 0.5, true, 2, 1);

      assertThat(IntStream.of(ranking.leaves()).boxed().toList()).isEqualTo(order);
      double entropy = 0;
      for (double p : expected) {
        entropy -= p == 0 ? 0 : p * Math.log(p);
      }
      assertThat(ranking.entropy()).isCloseTo(entropy, within(1e-5));
      for (int rank = 0; rank < 10; rank++) {
        assertThat(ranking.score(rank)).isCloseTo(expected[order.get(rank)], within(1e-6));
      }
    }
  }

  @Test
  void equalLeavesStayInTheirOrderAndFewAreAllRanked() {
    Ranking ranking =
        new LeafOdds(3).rank(new float[][] {{1, 2, 1}}, new double[] {1}, 0, false, 1, 0);

    assertThat(ranking.leaves()).containsExactly(1, 0, 2);
  }
}
