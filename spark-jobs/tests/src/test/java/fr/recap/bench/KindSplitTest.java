package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.bench.OpenText.Kind;
import fr.recap.nomenclature.Nomenclature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindSplitTest {
  private static final Nomenclature TREE =
      Nomenclature.of(
          "L0",
          List.of(new Nomenclature.Level("L0", null), new Nomenclature.Level("L1", "L0")),
          List.of(
              new Nomenclature.Modality("L0", "10", "Alimentation", null, ""),
              new Nomenclature.Modality("L0", "45", "Automobile", null, ""),
              new Nomenclature.Modality("L1", "10A", "Pain", "10", ""),
              new Nomenclature.Modality("L1", "10B", "Poisson", "10", ""),
              new Nomenclature.Modality("L1", "45A", "Garage", "45", "")));

  private static OpenText text(Kind kind, String code, String text, double weight) {
    return new OpenText(kind, code, text, weight, text);
  }

  private static OpenSplit split() {
    List<OpenText> texts =
        new ArrayList<>(
            List.of(
                text(Kind.LABEL, "10A", "Pain", 1),
                text(Kind.FORM, "10A", "vente de pains", 1),
                text(Kind.TRADE, "10A", "Boulanger", 0.7),
                text(Kind.TRADE, "10B", "Boulanger", 0.3),
                text(Kind.TRADE, "10A", "Vendeur", 0.4),
                text(Kind.TRADE, "10B", "Vendeur", 0.3),
                text(Kind.TRADE, "45A", "Vendeur", 0.3),
                text(Kind.TRADE, "10B", "Pain, vente", 1),
                text(Kind.TRADE, "45", "Garagiste", 1)));
    return KindSplit.of(new OpenNomenclature("N", TREE, texts, Map.of()), Kind.TRADE, 1);
  }

  @Test
  void nothingOfTheKindIsLearned() {
    assertThat(split().train()).extracting(OpenText::kind).containsOnly(Kind.LABEL, Kind.FORM);
    assertThat(split().trainAndValidation()).isEqualTo(split().train());
  }

  @Test
  void textsHaveTheLeafWithHalfOfTheirWeight_andNoneIsANearCopyOfALearnedOne() {
    List<OpenText> heldOut =
        Stream.concat(split().validation().stream(), split().test().stream()).toList();

    assertThat(heldOut)
        .extracting(text -> text.text() + " " + text.code())
        .as("Vendeur is of no leaf most, Pain, vente is learned; 45 has one leaf alone")
        .containsExactlyInAnyOrder("Boulanger 10A", "Garagiste 45A");
  }
}
