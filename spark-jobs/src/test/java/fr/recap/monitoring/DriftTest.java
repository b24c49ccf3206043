package fr.recap.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftTest {
  @Test
  void aFieldThatIsFilledLessOftenStandsOut() {
    Drift drift =
        only(
            Drift.FILLED,
            "rs_x",
            profile(1000, 900, 0, 0, 0.5, Map.of()),
            profile(1000, 800, 0, 0, 0.5, Map.of()));

    assertThat(drift.training()).isEqualTo(0.9);
    assertThat(drift.campaign()).isEqualTo(0.8);
    assertThat(drift.outOfDepth()).isTrue();
  }

  @Test
  void soDoesOneThatIsFilledMoreOften() {
    assertThat(
            only(
                    Drift.FILLED,
                    "rs_x",
                    profile(1000, 800, 0, 0, 0.5, Map.of()),
                    profile(1000, 900, 0, 0, 0.5, Map.of()))
                .outOfDepth())
        .isTrue();
  }

  @Test
  void fewFormsProveNothing() {
    // 10 points of difference, but a standard error of 13.
    assertThat(
            only(
                    Drift.FILLED,
                    "rs_x",
                    profile(20, 18, 0, 0, 0.5, Map.of()),
                    profile(20, 16, 0, 0, 0.5, Map.of()))
                .outOfDepth())
        .isFalse();
  }

  @Test
  void aSmallDifferenceIsHabitHoweverSure() {
    assertThat(
            only(
                    Drift.FILLED,
                    "rs_x",
                    profile(1_000_000, 900_000, 0, 0, 0.5, Map.of()),
                    profile(1_000_000, 860_000, 0, 0, 0.5, Map.of()))
                .outOfDepth())
        .isFalse();
  }

  @Test
  void onlyMoreUnknownWordsStandOut() {
    Profile few = profile(100, 90, 1000, 50, 0.5, Map.of());
    Profile many = profile(100, 90, 1000, 150, 0.5, Map.of());

    assertThat(only(Drift.UNKNOWN_WORDS, "", few, many).outOfDepth()).isTrue();
    assertThat(only(Drift.UNKNOWN_WORDS, "", many, few).outOfDepth()).isFalse();
  }

  @Test
  void theStabilityIndexOfTwoTenths() {
    Profile training = profile(1000, 900, 0, 0, 0.5, Map.of());
    Profile campaign = profile(1000, 900, 0, 0, 0.7, Map.of());

    Drift drift = only(Drift.PROBABILITIES, "", training, campaign);

    // (0.7 - 0.5) ln(0.7 / 0.5) + (0.3 - 0.5) ln(0.3 / 0.5); smoothing takes a little.
    assertThat(drift.campaign()).isEqualTo(0.1695, within(0.002));
    assertThat(drift.outOfDepth()).isFalse();
    assertThat(
            only(Drift.PROBABILITIES, "", training, profile(1000, 900, 0, 0, 0.9, Map.of()))
                .outOfDepth())
        .isTrue();
  }

  @Test
  void aDepartementIsJudgedByItselfOrByAllWhereItWasSmall() {
    Map<String, Profile.Automatic> then =
        Map.of(
            "13", new Profile.Automatic(500, 200),
            "33", new Profile.Automatic(500, 400),
            "48", new Profile.Automatic(10, 10));
    Map<String, Profile.Automatic> now =
        Map.of(
            "13", new Profile.Automatic(500, 200),
            "33", new Profile.Automatic(500, 300),
            "48", new Profile.Automatic(100, 30),
            "2A", new Profile.Automatic(29, 0));
    List<Drift> coverage =
        Drift.between(
                "NAF", profile(1000, 900, 0, 0, 0.5, then), profile(1000, 900, 0, 0, 0.5, now))
            .stream()
            .filter(d -> d.measure().equals(Drift.COVERAGE) && !d.item().isEmpty())
            .toList();

    assertThat(coverage).extracting(Drift::item).containsExactly("13", "33", "48");
    assertThat(coverage).extracting(Drift::outOfDepth).containsExactly(false, true, true);
    assertThat(coverage.get(2).training()).isEqualTo(610.0 / 1010);
  }

  private static Drift only(String measure, String item, Profile training, Profile campaign) {
    List<Drift> found =
        Drift.between("NAF_2026-11-24", training, campaign).stream()
            .filter(d -> d.measure().equals(measure) && d.item().equals(item))
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /**
   * @param low share of the probabilities that lie in the second tenth; the others in the ninth
   */
  private static Profile profile(
      long forms,
      long filled,
      long words,
      long unknown,
      double low,
      Map<String, Profile.Automatic> departements) {
    List<Long> scores = new ArrayList<>(Collections.nCopies(Profile.BINS, 0L));
    scores.set(1, Math.round(low * forms));
    scores.set(8, forms - scores.get(1));
    return new Profile(
        0.8, forms, Map.of("rs_x", filled), words, unknown, scores, new TreeMap<>(departements));
  }
}
