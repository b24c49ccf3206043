package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.ExactMatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExactRuleTest {
  private static final List<String> SCHOOL_THIRD = List.of("6201Z", "7022Z", "8531Z");

  @Test
  void aNameLeadsWhereItsActivityIsPredicted() {
    assertThat(new ExactRule("S", "85", null, 0).match(SCHOOL_THIRD))
        .isEqualTo(new ExactMatch("S", 0));
    assertThat(new ExactRule("S", "85", null, 0).match(List.of("1", "2", "3", "8531Z"))).isNull();
    assertThat(new ExactRule("S", null, null, 0).match(SCHOOL_THIRD)).isNull();
    assertThat(new ExactRule("S", "85", null, 0).match(List.of())).isNull();
  }

  @Test
  void aWordingLeadsWhereThreeOtherFormsWent() {
    assertThat(new ExactRule(null, null, "W", 3).match(List.of()))
        .isEqualTo(new ExactMatch("W", 3));
    assertThat(new ExactRule(null, null, "W", 2).match(List.of())).isNull();
  }

  @Test
  void bothMustAgree_butAWordingOfFewFormsContradictsNothing() {
    assertThat(new ExactRule("S", "85", "S", 4).match(SCHOOL_THIRD))
        .isEqualTo(new ExactMatch("S", 4));
    assertThat(new ExactRule("S", "85", "W", 3).match(SCHOOL_THIRD)).isNull();
    assertThat(new ExactRule("S", "85", "W", 2).match(SCHOOL_THIRD))
        .isEqualTo(new ExactMatch("S", 0));
    assertThat(new ExactRule("S", "62", "W", 3).match(List.of("8531Z")))
        .isEqualTo(new ExactMatch("W", 3));
  }
}
