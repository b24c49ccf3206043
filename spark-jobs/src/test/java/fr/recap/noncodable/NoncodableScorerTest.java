package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.Detection;
import fr.recap.forms.Form;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NoncodableScorerTest {
  /** Knows nothing: each form has 1 / (1 + exp(-0)). */
  private static final NoncodableScorer EVEN =
      new NoncodableScorer(
          new TextModels(new TextModel(new float[NoncodableFeatures.size()], 0), Optional.empty()),
          Optional.empty(),
          0.5);

  @Test
  void aFormThatCanNotBeScoredIsNotDecidedAndHasTheReason() {
    Form odd =
        Form.of(
            name -> {
              throw new IllegalStateException("odd");
            });

    assertThat(EVEN.detect(odd, null, OptionalDouble.empty()))
        .isEqualTo(
            new Detection(false, null, "not decided: scoring failed: IllegalStateException: odd"));
    assertThat(EVEN.detect(Form.of(Map.of("rs_x", "MAIRIE")), null, OptionalDouble.empty()))
        .isEqualTo(new Detection(true, 0.5, null));
  }
}
