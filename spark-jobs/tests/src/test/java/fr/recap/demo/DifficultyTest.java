package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.tables.Rp;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DifficultyTest {
  private static final Difficulty KIND = new Difficulty(0);
  private static final Difficulty REAL = new Difficulty(1);

  @Test
  void rates_growWithTheLevel_upToACap() {
    assertThat(KIND.rate(0.3)).isZero();
    assertThat(new Difficulty(0.5).rate(0.3)).isEqualTo(0.15);
    assertThat(REAL.rate(0.3)).isEqualTo(0.3);
    assertThat(new Difficulty(2).rate(0.6)).isEqualTo(0.95);
    assertThat(new Difficulty(0.5).between(10, 20)).isEqualTo(15);
    assertThat(new Difficulty(2).between(10, 20)).isEqualTo(20);
  }

  @Test
  void outOfRange_isRefusedWithTheValue() {
    assertThatThrownBy(() -> config(2.5))
        .isInstanceOf(ConfigException.class)
        .hasMessage("difficulty must be between 0 and 2, is 2.5");
  }

  private static DemoConfig config(double difficulty) {
    return new DemoConfig(100, 100, 1000, 1, 1, difficulty, Optional.empty(), 2025, 2026);
  }

  @Test
  void hardRegister_liesInFewDepartements_withAsManyInhabitantsAnEstablishmentAsTheRealOne() {
    Set<String> departements = new HashSet<>();
    Territory hard = Territory.of(200_000, REAL, 3);
    for (int i = 0; i < 2000; i++) {
      departements.add(hard.pick(Draw.of(1, "pick", i)).departement().code());
    }

    double inhabitants = departements.stream().mapToDouble(DemoCommunes.get()::population).sum();
    assertThat(inhabitants).isBetween(0.85 * 1_300_000, 1.5 * 1_300_000);
    assertThat(departements).hasSizeBetween(2, 12);
  }

  @Test
  void kindRegister_andOneOfTenMillion_lieInAllOfFrance() {
    for (Territory territory :
        List.of(Territory.of(200_000, KIND, 3), Territory.of(11_000_000, REAL, 3))) {
      Set<String> departements = new HashSet<>();
      for (int i = 0; i < 5000; i++) {
        departements.add(territory.pick(Draw.of(1, "pick", i)).departement().code());
      }
      assertThat(departements).hasSizeGreaterThan(90);
    }
  }

  @Test
  void kindNames_areThoseOfTheRegister_hardOnesOftenNot() {
    int kind = known(KIND);
    int hard = known(REAL);

    assertThat(hard).isLessThan(kind * 17 / 20);
  }

  /** Of 1,000 ordinary firms, how many are called by words of their names in the register alone. */
  private static int known(Difficulty difficulty) {
    Universe universe =
        new SyntheticUniverse(20_000, 5, difficulty, Territory.of(20_000, difficulty, 5));
    EmployerNames names = new EmployerNames(difficulty);
    int known = 0;
    for (int i = 0; i < 1000; i++) {
      Establishment e = universe.establishment(15_000 + i);
      String registered =
          " %s %s %s %s %s "
              .formatted(e.name(), e.brand(), e.site(), e.sigle(), e.commune().town())
              .concat(" SARL ETS STE ENTREPRISE ");
      List<String> words = List.of(names.of(e, Draw.of(7, "name", i)).split(" ", -1));
      known += words.stream().allMatch(word -> registered.contains(" " + word + " ")) ? 1 : 0;
    }
    return known;
  }

  @Test
  void clerksErr_onHardFormsAlone() {
    assertThat(wrongLabels(KIND)).isZero();
    assertThat(wrongLabels(REAL)).isBetween(20, 110);
  }

  /** Of 2,000 forms that no coder has coded, how many labels are not the true establishment. */
  private static int wrongLabels(Difficulty difficulty) {
    Universe universe =
        new SyntheticUniverse(20_000, 5, difficulty, Territory.of(20_000, difficulty, 5));
    PreviousCoder coder = new PreviousCoder(universe, difficulty, 5);
    int wrong = 0;
    for (int i = 0; i < 2000; i++) {
      Draw draw = Draw.of(9, "label", i);
      Establishment work = universe.establishment(universe.workplace(draw));
      PreviousCoder.Answer answer =
          new PreviousCoder.Answer(work, null, work.apet(), true, null, null);
      Object found = coder.decide(i, answer, Map.of(), Map.of(), draw).get(Rp.SIRET_DEC);
      wrong += work.siret().equals(found) ? 0 : 1;
    }
    return wrong;
  }

  @Test
  void newWordings_areUnknownToLastYear() {
    Set<String> lastYear = activities(true);
    Set<String> now = activities(false);
    now.removeAll(lastYear);

    assertThat(now).isNotEmpty();
  }

  private static Set<String> activities(boolean lastYear) {
    Universe universe = new SyntheticUniverse(2000, 5, REAL, Territory.of(2000, REAL, 5));
    Wordings wordings = new Wordings(0, REAL, lastYear);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 4000; i++) {
      Establishment work = universe.establishment(500 + i % 50);
      texts.add(wordings.activity(work, Draw.of(2, "activity", i)));
    }
    return texts;
  }
}
