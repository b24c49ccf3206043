package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.RefusedInputException;
import fr.recap.forms.Prediction;
import fr.recap.models.DamagedFiles;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import fr.recap.nomenclature.TextStudy.Labelled;
import fr.recap.report.ExplanationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {
  private static final Nomenclature TREE =
      Nomenclature.of(
          "N1",
          List.of(new Level("N1", null), new Level("N2", "N1")),
          List.of(
              new Modality("N1", "1", "Agriculture", null, null),
              new Modality("N1", "4", "Commerce", null, null),
              new Modality("N2", "1a", "Culture du bl\u00e9", "1", "Bl\u00e9, orge, avoine"),
              new Modality("N2", "4a", "Commerce de pain", "4", null),
              new Modality("N2", "4b", "Commerce de poisson", "4", null)));

  @TempDir private Path folder;

  private static NomenclatureCoder coder() {
    List<Labelled> forms = new ArrayList<>();
    String[][] texts = {
      {"1a", "CULTURE BLE", "GAEC"},
      {"4a", "VENTE DE PAIN", "FOURNIL"},
      {"4a", "BOULANGERIE", "FOURNIL"},
      {"4b", "VENTE DE POISSON", "MAREE"},
      {"4b", "POISSONNERIE", null}
    };
    for (int i = 0; i < 40; i++) {
      for (String[] text : texts) {
        forms.add(new Labelled(text[0], Arrays.asList(text[1], text[2]), 1, true));
      }
    }
    return new TextStudy(new FormText(List.of("actet_x", "rs_x")), TREE, Map.of(), 0.9)
        .lexical(forms, forms, forms);
  }

  private static double log(NomenclatureCoder coder, String code, String... texts) {
    return Math.log(coder.nodeProbabilities(texts)[TREE.find(code).orElseThrow()]);
  }

  @Test
  void aWordCountsForWhatIsLostWithoutIt() {
    NomenclatureCoder coder = coder();

    Explanation why = coder.explain("4b", "VENTE DE POISSON", "FOURNIL");

    assertThat(why.probability())
        .isCloseTo(Math.exp(log(coder, "4b", "VENTE DE POISSON", "FOURNIL")), within(1e-9));
    Explanation.Field activity = why.fields().get(0);
    assertThat(activity.words())
        .as("stop words are not read")
        .extracting(Explanation.Word::text)
        .containsExactly("poisson", "vente");
    assertThat(activity.words().get(0).change())
        .isCloseTo(
            log(coder, "4b", "VENTE DE POISSON", "FOURNIL") - log(coder, "4b", "VENTE", "FOURNIL"),
            within(1e-9))
        .isGreaterThan(1);
    assertThat(activity.change()).isGreaterThan(1);
    assertThat(why.fields().get(1).change()).as("the employer sells bread").isNegative();
  }

  @Test
  void theNearestTextsThatSpeakForTheCodeCarryTheirCodes() {
    Explanation why = coder().explain("4b", "VENTE DE POISSON", null);

    assertThat(why.texts().get(0))
        .isEqualTo(
            new Explanation.LabelledText(
                "actet_x",
                "vente poisson",
                why.texts().get(0).similarity(),
                List.of(new Explanation.Label("4b", 40))));
    assertThat(why.texts().get(0).similarity()).isCloseTo(1, within(1e-5));
    assertThat(why.texts()).extracting(Explanation.LabelledText::text).doesNotContain("vente pain");
    assertThat(why.path()).containsExactly("Commerce de poisson", "Commerce");
  }

  @Test
  void aTextWithoutSupportShowsWhatIsNearInstead() {
    Explanation why = coder().explain("1a", "VENTE DE PAIN", null);

    assertThat(why.texts().get(0).text()).isEqualTo("vente pain");
    assertThat(why.probability()).isLessThan(0.1);
  }

  @Test
  void aStoredCoderExplainsAsBeforeAtAnyLevel() throws IOException {
    NomenclatureCoder coder = coder();
    CoderFiles.write(folder, coder, List.of("boulangerie"));

    NomenclatureCoder stored = NomenclatureCoder.load(folder);

    for (String code : List.of("4", "1a")) {
      assertThat(stored.explain(code, "BL\u00c9 TENDRE", "GAEC"))
          .isEqualTo(coder.explain(code, "BL\u00c9 TENDRE", "GAEC"));
    }
    assertThat(stored.explain("1a", "BLE", null).help()).isEqualTo("Bl\u00e9, orge, avoine");
  }

  @Test
  void aDamagedCoderIsRefusedSoon() throws IOException {
    CoderFiles.write(folder, coder(), List.of("boulangerie"));

    DamagedFiles.check(folder.resolve("index.bin"), 300, () -> NomenclatureCoder.load(folder));
    Path small = folder.resolve("coder.json");
    String json = Files.readString(small);
    Files.writeString(small, json.replaceFirst("\"parent\" : -1", "\"parent\" : 5"));
    assertThatThrownBy(() -> NomenclatureCoder.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("stands before the one above it");
  }

  @Test
  void theTextForTerminalsSaysAll() {
    NomenclatureCoder coder = coder();
    Prediction prediction = coder.predictTexts("POISSON", null);

    String text =
        ExplanationText.codes(prediction, coder.threshold(), code -> "label of " + code)
            + ExplanationText.of(coder.explain("4b", "POISSON", null));

    assertThat(text)
        .contains("1. 4b")
        .contains("label of 4b")
        .contains("Why 4b (Commerce de poisson, probability ")
        .contains("vente poisson: 4b 40")
        .contains("Commerce de poisson < Commerce");
  }

  @Test
  void unknownCodesAndEmptyFormsAreRefused() {
    assertThatThrownBy(() -> coder().explain("9z", "PAIN", null))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("no code 9z");
    assertThatThrownBy(() -> coder().explain("4a", "DE LA", null))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("no word in [actet_x, rs_x]");
  }
}
