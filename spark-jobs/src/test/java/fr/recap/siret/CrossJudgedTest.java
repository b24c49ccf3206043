package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.runtime.TestSession;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CrossJudgedTest {
  private static final int FORMS = 400;
  private static final ComparedCandidate CANDIDATE =
      new ComparedCandidate("11111111100011", null, 0.5, 1, 0, new float[] {1});
  private static final RankedForm RANKED =
      new RankedForm(List.of(new RankedCandidate(CANDIDATE, 1)));

  /**
   * All forms look alike; those of one fold are right, those of the other wrong. Trees that have
   * seen the one alone foretell the opposite of the other, so that wrong forms score high. Trees
   * that had seen both would give all of them the same score in the middle.
   */
  @Test
  void scoresComeFromTreesThatHaveNotSeenTheFold() {
    List<JudgedForm> forms =
        IntStream.range(0, FORMS)
            .mapToObj(i -> judged(i % 2, i % 2 == 0 ? "11111111100011" : "22222222200022"))
            .toList();

    CrossJudged judged =
        CrossJudged.of(
            table(forms),
            JudgedForm::establishment,
            MatcherTrees.classification(ConfigLoader.defaults().siret().learning(), 1));

    for (JudgedForm form : forms) {
      if (form.establishment()) {
        assertThat(judged.score(form)).isLessThan(0.3);
      } else {
        assertThat(judged.score(form)).isGreaterThan(0.7);
      }
    }
    assertThat(judged.trees().score(forms.get(0).features())).isBetween(0.4, 0.6);
  }

  @Test
  void aFormIsJudgedByItsFirstCandidate_andComesBackFromItsRow() {
    JudgedForm right = JudgedForm.of(judged(3, "11111111100011").toRow());
    JudgedForm unit = JudgedForm.of(judged(0, "11111111100099").toRow());
    JudgedForm none = JudgedForm.of(judged(0, "").toRow());

    assertThat(right.fold()).isEqualTo(3);
    assertThat(right.establishment()).isTrue();
    assertThat(right.unit()).isTrue();
    assertThat(right.truth()).isZero();
    assertThat(right.shares()).containsExactly(1);
    assertThat(right.features()).isEqualTo(RANKED.features());
    assertThat(unit.establishment()).isFalse();
    assertThat(unit.unit()).isTrue();
    assertThat(unit.truth()).isEqualTo(-1);
    assertThat(none.unit()).isFalse();
    assertThat(none.present()).isFalse();
  }

  private static JudgedForm judged(int fold, String siret) {
    return JudgedForm.of(new Example("F", siret, null, List.of(CANDIDATE)), RANKED, fold);
  }

  private static Dataset<Row> table(List<JudgedForm> forms) {
    return TestSession.get()
        .createDataFrame(forms.stream().map(JudgedForm::toRow).toList(), JudgedForm.SCHEMA)
        .repartition(1);
  }
}
