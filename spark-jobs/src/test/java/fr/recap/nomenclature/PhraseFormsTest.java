package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.metrics.Split;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhraseFormsTest {
  @Test
  void nearCopiesHaveTheSameWords() {
    assertThat(PhraseForms.words("vente pains"))
        .isEqualTo(PhraseForms.words("pain vente"))
        .isEqualTo(PhraseForms.words("vente de pains, pain"))
        .isNotEqualTo(PhraseForms.words("vente vin"));
  }

  @Test
  void nearCopiesBelongToOnePart_andToTheLearnedOneIfALabelIsOneOfThem() {
    LabelledTexts texts = new LabelledTexts();
    LabelledTexts known = new LabelledTexts();
    for (int i = 0; i < 200; i++) {
      texts.add("fabrication article" + i, i % 3, 1);
      texts.add("article" + i + " fabrication", i % 3, 1);
    }
    known.add("labels fabrication", 0, 1);
    texts.add("fabrication label", 1, 1);

    PhraseForms forms = PhraseForms.of(texts, known, 1, 3, 7);

    Map<String, Set<Split>> parts = new HashMap<>();
    for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
      assertThat(forms.heldOut(split)).hasSizeGreaterThan(20);
      forms
          .heldOut(split)
          .forEach(
              held ->
                  parts
                      .computeIfAbsent(
                          PhraseForms.words(held.cleaned()[0]), words -> new HashSet<>())
                      .add(split));
    }
    assertThat(parts.values()).allSatisfy(of -> assertThat(of).hasSize(1));
    assertThat(forms.heldOut(Split.VALIDATION).size() % 2).as("both copies").isZero();
    assertThat(parts).doesNotContainKey(PhraseForms.words("fabrication label"));
  }
}
