package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormulaTest {
  @Test
  void score_isSimilarityPlusWeightedEvidence() {
    // 0.5 + 0.1 * 3 + 0.25 * 0.4 = 0.9
    assertThat(new Formula(0.1, 0.25).scores(List.of(evidence("A", 0.5, 3, 0.4)))[0])
        .isCloseTo(0.9, within(1e-12));
  }

  @Test
  void best_areOrderedByScoreThenSiret() {
    List<ComparedCandidate> candidates =
        List.of(
            evidence("C", 0.2, 2, 0), // 0.4
            evidence("B", 0.3, 1, 0), // 0.4
            evidence("A", 0.1, 1, 0), // 0.2
            evidence("D", 0.4, 2, 0)); // 0.6

    assertThat(new Formula(0.1, 0).rank(candidates))
        .extracting(ranked -> ranked.candidate().siret())
        .containsExactly("D", "B", "C", "A");
  }

  @Test
  void search_findsTheOnlyWeightsThatPutTheTruthFirst() {
    // The truth needs a * 2 > 0.3 and a * 1 < 0.4 + b * 0.5 - ..., and b * 0.5 > 0.2.
    List<FormulaSearch.Example> examples =
        List.of(
            example(0, new double[] {0.3, 0.6}, new double[] {3, 1}, new double[] {0, 0}),
            example(1, new double[] {0.5, 0.2}, new double[] {3, 1}, new double[] {0, 1}));

    Formula found = FormulaSearch.search(examples);

    assertThat(2 * found.a()).isGreaterThan(0.3);
    assertThat(found.b()).isGreaterThan(0.3 + 2 * found.a());
    assertThat(found.a()).isBetween(0.0, 1.0);
    assertThat(found.b()).isBetween(0.0, 1.0);
  }

  @Test
  void equalScores_rankTheTruthBehindSmallerSirets() {
    FormulaSearch.Example tie =
        example(1, new double[] {0.5, 0.5}, new double[] {1, 1}, new double[] {0, 0});

    assertThat(tie.rank(0.1, 0.1)).isEqualTo(1);
  }

  private static ComparedCandidate evidence(
      String siret, double similarity, int times, double naf) {
    return new ComparedCandidate(siret, null, similarity, times, naf, new float[0]);
  }

  private static FormulaSearch.Example example(
      int truth, double[] similarity, double[] times, double[] naf) {
    return new FormulaSearch.Example(similarity, times, naf, truth);
  }
}
