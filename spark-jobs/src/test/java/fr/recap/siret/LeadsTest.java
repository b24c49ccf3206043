package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeadsTest {
  @Test
  void theBestLeadsTheSecond_andTheOthersTrailTheBest() {
    assertThat(Leads.of(new float[] {1, 4, 3})).containsExactly(-3, 1, -1);
    assertThat(Leads.of(new float[] {2, 2})).as("two of them lead").containsExactly(0, 0);
  }

  @Test
  void whatIsUnknownHasNoLead_andNothingLeadsTheUnknown() {
    assertThat(Leads.of(new float[] {Float.NaN, 1, 2})).containsExactly(Float.NaN, -1, 1);
    assertThat(Leads.of(new float[] {Float.NaN, 1})).containsExactly(Float.NaN, Float.NaN);
    assertThat(Leads.of(new float[] {5})).containsExactly(Float.NaN);
    assertThat(Leads.of(new float[0])).isEmpty();
  }
}
