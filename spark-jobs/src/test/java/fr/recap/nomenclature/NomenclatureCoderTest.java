package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.forms.Form;
import fr.recap.forms.Prediction;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NomenclatureCoderTest {
  private static final Nomenclature TREE =
      Nomenclature.of(
          "N1",
          List.of(new Level("N1", null), new Level("N2", "N1")),
          List.of(
              new Modality("N1", "A", "Farms", null, null),
              new Modality("N2", "A1", "Wheat", "A", null),
              new Modality("N2", "A2", "Wine", "A", null)));
  private static final Form WINE = Form.of(Map.of("actet_x", "WINE"));

  private static NomenclatureCoder coder(double... weights) {
    LexicalCoder lexical =
        new LexicalCoder(
            List.of(LexicalIndexBuilder.build(new LabelledTexts())), new float[] {1, 1});
    Components components =
        new Components(TREE, "actet_x", lexical, 6, List.of(), Optional.empty());
    return new NomenclatureCoder(
        new FormText(List.of("actet_x")),
        components,
        weights.length == 0 ? LeafFeatures.start(components) : weights,
        new AutomaticCoding(
            LogisticCalibration.of(new double[] {0, 1, 0, 0, 0, 0, 0, 0}), 0.85, 0, 0));
  }

  @Test
  void aFormThatCanNotBeReadHasTheReason() {
    Form odd =
        Form.of(
            name -> {
              throw new IllegalStateException("odd " + name);
            });

    Prediction prediction = coder().code(odd, true);

    assertThat(prediction.error()).isEqualTo("coding failed: IllegalStateException: odd actet_x");
    assertThat(prediction.codes()).isEmpty();
    assertThat(prediction.automatic()).isFalse();
    assertThat(coder().code(WINE, true).error()).isNull();
  }

  @Test
  void soHasAFormThatCanNotBeRanked() {
    NomenclatureCoder withTooManyWeights = coder(1, 1, 1, 1, 1, 1);

    assertThat(withTooManyWeights.code(WINE, false).error())
        .startsWith("coding failed: ArrayIndexOutOfBoundsException");
    assertThat(withTooManyWeights.predictTexts("WINE").error()).startsWith("coding failed: ");
  }

  @Test
  void anAnswerThatSaysNothingHasTheReasonAndNoCode() {
    assertThat(coder().code(Form.of(Map.of("actet_x", "Voir ci-dessus")), false).error())
        .isEqualTo("actet_x says nothing: Voir ci-dessus");
    assertThat(coder().code(Form.of(Map.of("actet_x", "EN RETRAITE")), false).error())
        .isEqualTo("actet_x is a state and no profession: EN RETRAITE");
    assertThat(coder().code(Form.of(Map.of("actet_x", "DE LA")), false).error())
        .isEqualTo("actet_x has no word: DE LA");
    assertThat(coder().code(Form.of(Map.of("actet_x", "MAISON DE RETRAITE")), false).error())
        .isNull();
  }

  /**
   * The nearest text has similarity 1, so that 0.98 of the prior (a half each) goes to its leaf:
   * 0.99 ln(0.99 / 0.5) + 0.01 ln(0.01 / 0.5).
   */
  @Test
  void evidenceIsTheDivergenceFromThePrior() {
    LabelledTexts texts = new LabelledTexts();
    texts.add("wine", 1, 1);
    texts.add("both", 0, 1);
    texts.add("both", 1, 1);
    LexicalIndex index = LexicalIndexBuilder.build(texts);
    LexicalCoder lexical = new LexicalCoder(List.of(index), new float[] {0.5f, 0.5f});

    assertThat(lexical.evidence(vote(index, "wine")))
        .isCloseTo(0.99 * Math.log(0.99 / 0.5) + 0.01 * Math.log(0.01 / 0.5), within(1e-4));
    assertThat(lexical.evidence(vote(index, "both"))).isCloseTo(0, within(1e-6));
    assertThat(lexical.evidence(LeafVote.NONE)).isEqualTo(0);
  }

  private static LeafVote vote(LexicalIndex index, String text) {
    return index.vote(index.neighbours(text), 6, new LeafVote.Collector(2));
  }
}
