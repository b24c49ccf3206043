package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that say no more than who was asked. */
class ExactFirstTest {
  private final CandidateSource source = new ExactFirst(says("exact"), says("searched"));

  @Test
  void formsAreAskedOfOneSourceEach_andStayInOrder() {
    List<SearchedForm> forms = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    // More than are parted at once.
    for (int i = 0; i < 2500; i++) {
      boolean exact = i % 3 == 0;
      TestForms form = TestForms.form("F" + i).with("rs_x", "BOULANGERIE");
      forms.add((exact ? form.exactly("11111111100011", 3) : form).searched());
      expected.add("F" + i + (exact ? " exact" : " searched"));
    }

    assertThat(reasons(forms)).isEqualTo(expected);
  }

  @Test
  void aFormThatCantBeRead_keepsItsReason_andIsAskedOfNone() {
    List<SearchedForm> forms =
        List.of(
            TestForms.form("F1").searched(),
            TestForms.form("F2").exactly("11111111100011", 0).searched().failing("odd"),
            TestForms.form("F3").exactly("11111111100011", 0).searched());

    assertThat(reasons(forms)).containsExactly("F1 searched", "F2 odd", "F3 exact");
  }

  private List<String> reasons(List<SearchedForm> forms) {
    List<String> reasons = new ArrayList<>();
    source
        .find(forms.iterator())
        .forEachRemaining(
            found ->
                reasons.add(
                    found.query().cabbi()
                        + " "
                        + (found.failure() == null ? found.reason() : found.failure())));
    return reasons;
  }

  private static CandidateSource says(String name) {
    return forms -> Iterators.map(forms, form -> form.without(name, 0, 0));
  }
}
