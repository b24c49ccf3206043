package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankedFormTest {
  private static final double LN_2 = Math.log(2);

  @Test
  void shares_areThoseOfTheExponentialsOfTheScores() {
    // Scores of ln 4, ln 2 and 0: 4, 2 and 1 of 7.
    RankedForm form =
        new RankedForm(
            List.of(
                ranked("11111111100011", 2 * LN_2),
                ranked("22222222200022", LN_2),
                ranked("11111111100022", 0)));

    assertThat(form.shares())
        .containsExactly(new double[] {4 / 7.0, 2 / 7.0, 1 / 7.0}, within(1e-9));
  }

  @Test
  void features_tellTheGapsAndTheShareOfTheUnit() {
    RankedForm form =
        new RankedForm(
            List.of(
                ranked("11111111100011", 2 * LN_2),
                ranked("11111111100022", LN_2),
                ranked("22222222200022", 0)));

    float[] features = form.features();

    // Activity, times found, similarity, two best scores, gap, share, share of the unit, gap to the
    // first of another unit, then the features of the first.
    assertThat(features)
        .containsExactly(
            new float[] {
              0.25f,
              3,
              0.5f,
              (float) (2 * LN_2),
              (float) LN_2,
              (float) LN_2,
              4 / 7f,
              6 / 7f,
              (float) (2 * LN_2),
              7
            },
            within(1e-6f));
  }

  @Test
  void singleCandidate_hasNoGap() {
    float[] features = new RankedForm(List.of(ranked("11111111100011", 1))).features();

    assertThat(features[4]).isNaN();
    assertThat(features[5]).isNaN();
    assertThat(features[6]).isEqualTo(1);
    assertThat(features[7]).isEqualTo(1);
    assertThat(features[8]).isNaN();
  }

  @Test
  void noCandidate_isRefused() {
    assertThatThrownBy(() -> new RankedForm(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static RankedCandidate ranked(String siret, double score) {
    return new RankedCandidate(
        new ComparedCandidate(siret, "1071C", 0.5, 3, 0.25, new float[] {7}), score);
  }
}
