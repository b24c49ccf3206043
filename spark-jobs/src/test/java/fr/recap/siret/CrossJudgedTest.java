package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrossJudgedTest {
  private static final int FORMS = 400;

  /**
   * All forms look alike; those of one fold are right, those of the other wrong. Trees that have
   * seen the one alone foretell the opposite of the other, so that wrong forms score high. Trees
   * that had seen both would give all of them the same score in the middle.
   */
  @Test
  void scoresComeFromTreesThatHaveNotSeenTheFold() {
    ComparedCandidate candidate =
        new ComparedCandidate("11111111100011", null, 0.5, 1, 0, new float[] {1});
    RankedForm form = new RankedForm(List.of(new RankedCandidate(candidate, 1)));
    int[] folds = new int[FORMS];
    boolean[] correct = new boolean[FORMS];
    for (int i = 0; i < FORMS; i++) {
      folds[i] = i % 2;
      correct[i] = folds[i] == 0;
    }

    CrossJudged judged = CrossJudged.of(Collections.nCopies(FORMS, form), correct, folds, 2, 1);

    assertThat(judged.choose(0.4).threshold()).as("down to the right ones").isLessThan(0.3);
    assertThat(judged.choose(0.6).threshold()).as("out of reach").isGreaterThan(1);
  }
}
