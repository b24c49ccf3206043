package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfFoldTest {
  private static final double[] APART = {0.9, 0.8, 0.7, 0.6, 0.5};
  private static final boolean[] CORRECT = {true, true, false, true, false};
  private static final boolean[] ALL = {true, true, true, true, true};

  private static OutOfFold.Rule rule(double labelErrors, boolean byMean, double least) {
    return new OutOfFold.Rule(labelErrors, byMean, least);
  }

  @Test
  void binsHaveCountsAndTheLowestOfTheirScores() {
    OutOfFold forms =
        OutOfFold.of(
            Outcomes.of(
                new double[] {0.912, 0.914, 0.914, 0.701, 0.3},
                new boolean[] {true, false, true, true, false}),
            OutOfFold.Rule.PLAIN,
            0.3);

    assertThat(forms.bins()).extracting(OutOfFold.Bin::from).containsExactly(0.3, 0.701, 0.912);
    assertThat(forms.bins()).extracting(OutOfFold.Bin::forms).containsExactly(1L, 1L, 3L);
    assertThat(forms.bins()).extracting(OutOfFold.Bin::right).containsExactly(0L, 1L, 2L);
    assertThat(forms.bins().get(2).sum()).isCloseTo(2.74, within(1e-12));
    assertThat(forms.forms()).isEqualTo(5);
    assertThat(forms.right()).isEqualTo(3);
    assertThat(forms.accepted(0.701)).isEqualTo(new OutOfFold.Accepted(4, 3));
  }

  /** All scores lie in one bin, and 3 of the 4 best are right: at least 0.45, less chance. */
  @Test
  void binBeginsAnewAtTheTrainingsThreshold() {
    OutOfFold forms =
        OutOfFold.of(
            Outcomes.of(new double[] {0.9045, 0.904, 0.903, 0.902, 0.901}, CORRECT),
            OutOfFold.Rule.PLAIN,
            0.45);

    assertThat(forms.bins()).extracting(OutOfFold.Bin::from).containsExactly(0.901, 0.902);
    assertThat(forms.threshold(0.45)).hasValue(0.902);
    assertThat(forms.threshold(0.6)).as("only scores within the bin reach it").isEmpty();
  }

  @Test
  void labelsThatErrLowerTheTarget() {
    Outcomes outcomes = Outcomes.of(APART, CORRECT);
    // One standard error below the precision: .5, .67, .39, .5, .38; 0.52 x 0.9 = 0.468.
    assertThat(OutOfFold.of(outcomes, OutOfFold.Rule.PLAIN, 0.52).threshold(0.52)).hasValue(0.8);
    OutOfFold erring = OutOfFold.of(outcomes, rule(0.1, false, Double.MIN_VALUE), 0.52);
    assertThat(erring.threshold(0.52)).hasValue(0.6);
    assertThat(erring.byLabels(0.52)).isCloseTo(0.468, within(1e-12));
  }

  /** All are right: 0.833 of five less chance. Means are 0.9, 0.85, 0.8, 0.75, 0.7. */
  @Test
  void meanMustReachTheTargetTooWhereTheTrainingAsksForIt() {
    Outcomes outcomes = Outcomes.of(APART, ALL);
    assertThat(OutOfFold.of(outcomes, OutOfFold.Rule.PLAIN, 0.78).threshold(0.78)).hasValue(0.5);
    assertThat(OutOfFold.of(outcomes, rule(0, true, Double.MIN_VALUE), 0.78).threshold(0.78))
        .hasValue(0.7);
  }

  @Test
  void noThresholdIsLowerThanTheRuleAllows() {
    OutOfFold forms = OutOfFold.of(Outcomes.of(APART, ALL), rule(0, false, 0.65), 0.78);

    assertThat(forms.threshold(0.78)).hasValue(0.65);
    assertThat(forms.accepted(0.65)).isEqualTo(new OutOfFold.Accepted(3, 3));
    assertThat(OutOfFold.of(Outcomes.of(APART, ALL), rule(0, false, 0.95), 0.78).threshold(0.78))
        .isEmpty();
  }

  @Test
  void targetOutOfReach_orNoForm_givesNone() {
    Outcomes none = Outcomes.of(new double[0], new boolean[0]);
    assertThat(OutOfFold.of(none, OutOfFold.Rule.PLAIN, 0.9).threshold(0.9)).isEmpty();
    assertThat(OutOfFold.of(Outcomes.of(APART, ALL), OutOfFold.Rule.PLAIN, 0.9).threshold(0.9))
        .isEmpty();
  }

  @Test
  void howeverManyForms_itStaysSmall_andGivesTheTrainingsThreshold(@TempDir Path folder)
      throws IOException {
    Random random = new Random(4);
    double[] scores = new double[30_000];
    boolean[] correct = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      // Many are equal, as texts are.
      scores[i] = i % 3 == 0 ? random.nextInt(50) / 50.0 : random.nextDouble();
      // The surest fifth errs in 1.3 %, as labels do.
      correct[i] = random.nextDouble() < 1 - (1 - scores[i]) * (1 - scores[i]);
    }
    Outcomes outcomes = Outcomes.of(scores, correct);
    double wrong = LabelErrors.atLeast(outcomes);
    assertThat(wrong).isBetween(0.01, 0.015);
    for (double target : new double[] {0.6, 0.75, 0.9, 0.95}) {
      for (boolean byMean : new boolean[] {true, false}) {
        OutOfFold.Rule rule = rule(wrong, byMean, 0.05);

        OutOfFold.of(outcomes, rule, target).write(folder);
        OutOfFold read = OutOfFold.read(folder).orElseThrow();

        assertThat(read).isEqualTo(OutOfFold.of(outcomes, rule, target));
        assertThat(read.bins()).hasSizeBetween(190, ScoreBins.BINS + 3);
        assertThat(read.threshold(target)).hasValue(own(outcomes, rule, target));
        double other = own(outcomes, rule, 0.8);
        assertThat(read.threshold(0.8).orElseThrow())
            .as("that of another target is right to a bin")
            .isBetween(other, other + 1.0 / ScoreBins.STEPS);
      }
    }
    assertThat(Files.size(folder.resolve(OutOfFold.FILE))).isLessThan(40_000);
  }

  /** What a training chooses that sees each score. */
  private static double own(Outcomes outcomes, OutOfFold.Rule rule, double target) {
    double byLabels = LabelErrors.precisionByLabels(target, outcomes);
    double byCount = Threshold.forPrecision(outcomes, byLabels).value();
    double byMean = rule.byMean() ? Threshold.byMean(outcomes, byLabels) : 0;
    return Math.max(rule.least(), Math.max(byCount, byMean));
  }

  @Test
  void folderWithoutIt_hasNone(@TempDir Path folder) throws IOException {
    assertThat(OutOfFold.read(folder)).isEmpty();
  }
}
