package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.runtime.TestSession;
import fr.recap.siret.ProfessionActivities.Counts;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ProfessionActivitiesTest {
  private static final SparkSession SPARK = TestSession.get();

  /** 100 forms, 20 of bakeries; 30 bakers, all of them there, and 40 workers, one in ten there. */
  private static final ProfessionActivities PROFESSIONS =
      new ProfessionActivities(
          new Counts(
              Map.of("10", 20, "43", 80),
              Map.of("boulanger", Map.of("10", 30), "ouvrier", Map.of("10", 4, "43", 36))));

  @Test
  void wordsSpeakForTheDivisionsThatTheyComeWith() {
    // (30 + 10 * 0.2) / (30 + 10) = 0.8, four times the share of 0.2.
    assertThat(PROFESSIONS.plausibility(List.of("boulanger"), "10"))
        .isCloseTo(Math.log(4), within(1e-6));
    // (0 + 10 * 0.8) / 40 = 0.2, a quarter of 0.8.
    assertThat(PROFESSIONS.plausibility(List.of("boulanger"), "43"))
        .isCloseTo(Math.log(0.25), within(1e-6));
    // (4 + 2) / 50 = 0.12 of 0.2; unknown words don't count.
    assertThat(PROFESSIONS.plausibility(List.of("ouvrier", "xyz"), "10"))
        .isCloseTo(Math.log(0.6), within(1e-6));
    assertThat(PROFESSIONS.plausibility(List.of("ouvrier", "boulanger"), "10"))
        .isCloseTo((Math.log(4) + Math.log(0.6)) / 2, within(1e-6));
  }

  @Test
  void whatIsNotKnown_isSaidSo() {
    assertThat(PROFESSIONS.plausibility(List.of("xyz"), "10")).isNaN();
    assertThat(PROFESSIONS.plausibility(List.of(), "10")).isNaN();
    assertThat(PROFESSIONS.plausibility(List.of("boulanger"), "99")).isNaN();
    assertThat(PROFESSIONS.plausibility(List.of("boulanger"), null)).isNaN();
    assertThat(ProfessionActivities.NONE.plausibility(List.of("boulanger"), "10")).isNaN();
  }

  @Test
  void isLearnedFromCodedForms_butNotFromTheSample() {
    Dataset<Row> register =
        SPARK.createDataFrame(
            List.of(establishment("11111111100011", "1071C"), establishment("22", "43.21A")),
            Sirus.TABLE.schema());
    List<TestForms> forms = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      forms.add(coded("B" + i, "Boulanger", "11111111100011"));
    }
    forms.add(coded("E1", "ELECTRICIEN", "22").with(Rp.PROFA_X, "BOULANGER"));
    forms.add(coded("E2", null, "22").with(Rp.PROFI_X, "ELECTRICIEN BOULANGER"));
    forms.add(coded("N1", "BOULANGER", null));

    Counts counts =
        ProfessionFit.fit(
                TestForms.forms(forms), TestForms.forms(List.of(TestForms.form("B0"))), register)
            .counts();

    assertThat(counts.divisions()).isEqualTo(Map.of("10", 3, "43", 2));
    assertThat(counts.words())
        .as("a word of two forms is too rare, and only the first profession counts")
        .isEqualTo(Map.of("boulanger", Map.of("10", 3, "43", 1)));
  }

  private static TestForms coded(String cabbi, String profession, String siret) {
    return TestForms.form(cabbi).with(Rp.PROFS_X, profession).with(Rp.SIRET_DEC, siret);
  }

  private static Row establishment(String siret, String apet) {
    return RowFactory.create(
        Sirus.TABLE.names().stream()
            .map(
                name ->
                    switch (name) {
                      case Sirus.SIRUS_ID -> siret;
                      case Sirus.NIC -> "";
                      case Sirus.APET -> apet;
                      default -> null;
                    })
            .toArray());
  }
}
