package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightChoiceTest {
  private static final FormText FORM = new FormText(List.of("actet_x"));
  private static final Nomenclature TREE =
      Nomenclature.of(
          "N1",
          List.of(new Level("N1", null), new Level("N2", "N1")),
          List.of(
              new Modality("N1", "1", "Agriculture", null, null),
              new Modality("N1", "4", "Commerce", null, null),
              new Modality("N2", "1a", "Culture", "1", null),
              new Modality("N2", "4a", "Pain", "4", null),
              new Modality("N2", "4b", "Poisson", "4", null)));

  private static Components components() {
    LabelledTexts texts = new LabelledTexts();
    texts.add("culture ble", 0, 1);
    texts.add("vente pain", 1, 1);
    texts.add("vente poisson", 2, 1);
    LexicalCoder lexical =
        new LexicalCoder(
            List.of(LexicalIndexBuilder.build(texts)), new float[] {0.25f, 0.25f, 0.5f});
    return new Components(
        TREE, "actet_x", lexical, CoderTraining.SHARPNESS, List.of(), Optional.empty());
  }

  /** The wordings in turn, twice each so that both halves have all, as the given leaves. */
  private static List<HeldOut> forms(int repeats, int... leaves) {
    String[] wordings = {"culture ble", "vente pain", "vente poisson"};
    List<HeldOut> forms = new ArrayList<>();
    for (int i = 0; i < repeats; i++) {
      for (int wording = 0; wording < wordings.length; wording++) {
        HeldOut form = new HeldOut(List.of(wordings[wording]), leaves[wording]);
        forms.add(form);
        forms.add(form);
      }
    }
    return forms;
  }

  @Test
  void blendLiesBetweenFittedAndLexicalWeights() {
    assertThat(WeightChoice.blend(new double[] {1, 4}, new double[] {3, 0}, 0.25))
        .containsExactly(1.5, 3);
    assertThat(WeightChoice.blend(new double[] {1, 4}, new double[] {3, 0}, 1))
        .containsExactly(3, 0);
  }

  @Test
  void wordingsThatTellTheLeafAreRankedFirst() {
    Components components = components();

    WeightChoice choice = WeightChoice.of(FORM, components, forms(10, 0, 1, 2), Aim.TOP_1);

    assertThat(choice.correct()).hasSize(60).containsOnly(true);
    assertThat(choice.weights()).hasSize(LeafFeatures.names(components).size());
    assertThat(choice.weights()[1]).as("weight of the wordings").isPositive();
  }

  @Test
  void aimSaysWhetherTheFirstCodeOrTheFirstFiveCount() {
    assertThat(IntStream.of(0, 1, 4, 5).mapToObj(Aim.of("top-1")::value))
        .containsExactly(1.2, 0.2, 0.2, 0.0);
    assertThat(IntStream.of(0, 1, 4, 5).mapToObj(Aim.of("top-5")::value))
        .containsExactly(1.2, 1.0, 1.0, 0.0);
  }

  @Test
  void noFormIsRankedByWeightsThatLearnedItsOwnLeaf() {
    // The even forms have their wordings' leaves, the odd ones always another's, so that weights
    // of the even half put the wordings' leaves first and those of the odd half do not.
    List<HeldOut> forms = forms(20, 0, 1, 2);
    for (int i = 1; i < forms.size(); i += 2) {
      HeldOut form = forms.get(i);
      forms.set(i, new HeldOut(form.texts(), (form.leaf() + 1) % 3));
    }

    boolean[] correct = WeightChoice.of(FORM, components(), forms, Aim.TOP_1).correct();

    int odd = 0;
    for (int i = 1; i < correct.length; i += 2) {
      odd += correct[i] ? 1 : 0;
    }
    assertThat(odd).as("odd forms right by weights of the even ones").isZero();
  }
}
