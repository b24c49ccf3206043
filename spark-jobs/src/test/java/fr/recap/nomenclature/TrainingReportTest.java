package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import fr.recap.pages.Accessibility;
import fr.recap.pages.EnglishWords;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingReportTest {
  private static final Nomenclature TREE =
      Nomenclature.of(
          "N1",
          List.of(new Level("N1", null), new Level("N2", "N1")),
          List.of(
              new Modality("N1", "A", "Farms", null, null),
              new Modality("N1", "G", "Shops & stalls", null, null),
              new Modality("N2", "A1", "Wheat", "A", null),
              new Modality("N2", "A2", "Wine", "A", null),
              new Modality("N2", "G1", "Bread", "G", null)));

  @TempDir private Path folder;

  /** The probability that the first code is right is its score. */
  private static final AutomaticCoding AUTOMATIC =
      new AutomaticCoding(
          LogisticCalibration.of(new double[] {0, 1, 0, 0, 0, 0, 0, 0}), 0.85, 0, 0);

  private static Ranking said(int leaf, double score) {
    int other = leaf == 0 ? 1 : 0;
    return new Ranking(
        new int[] {leaf, other},
        new double[] {score, 1 - score},
        score < 0.85 ? 0.5 : 1,
        0,
        true,
        1,
        1);
  }

  /** Seven forms: true leaves 0, 0, 0, 0, 1, 2, 2. */
  private static Tested tested() {
    FormText form = new FormText(List.of("actet_x"));
    LexicalCoder lexical =
        new LexicalCoder(
            List.of(LexicalIndexBuilder.build(new LabelledTexts())), new float[] {1, 1, 1});
    Components components =
        new Components(TREE, "actet_x", lexical, 6, List.of(), Optional.empty());
    NomenclatureCoder coder =
        new NomenclatureCoder(form, components, LeafFeatures.start(components), AUTOMATIC);
    return new Tested(
        coder,
        new int[] {0, 0, 0, 0, 1, 2, 2},
        new Ranking[] {
          said(0, 0.955),
          said(1, 0.9),
          said(2, 0.5),
          said(2, 0.4),
          said(1, 0.9),
          said(2, 0.8),
          said(0, 0.3)
        });
  }

  private static TrainingMeasures measures() {
    return new MeasureTraining(tested())
        .of(
            "NAF",
            Map.of("used", 7L, "actet_x is empty", 2L),
            0.6,
            List.of(List.of(2.5, 1.5, 1.75)),
            List.of(new TrainingMeasures.Learned(10, 0.3), new TrainingMeasures.Learned(40, 0.45)));
  }

  @Test
  void figuresAreThoseOfTheForms() {
    TrainingMeasures m = measures();

    assertThat(m.metrics().get("top-1")).isCloseTo(3 / 7.0, within(1e-12));
    assertThat(m.levels()).containsExactly(new TrainingMeasures.Level(1, 2, 4 / 7.0));
    assertThat(m.metrics().get("automatic-coverage")).isCloseTo(3 / 7.0, within(1e-12));
    assertThat(m.metrics().get("automatic-precision")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(m.worst().get(0))
        .isEqualTo(new TrainingMeasures.CodeErrors("A1", "Wheat", 4, 3, "G1", "Bread", 2));
    assertThat(m.crossed()).isCloseTo(3 / 7.0, within(1e-12));
    assertThat(m.crossings())
        .containsExactly(
            new TrainingMeasures.Crossing(
                "A", "Farms", "G", "Shops & stalls", 2, 0.4, "A1 Wheat, said G1 Bread"),
            new TrainingMeasures.Crossing(
                "G", "Shops & stalls", "A", "Farms", 1, 0.5, "G1 Bread, said A1 Wheat"));
  }

  @Test
  void theCurveTellsCoverageAndPrecisionOfOtherThresholds() {
    CodingCurve curve = measures().automatic();

    assertThat(curve.points().get(0).coverage()).isEqualTo(1);
    assertThat(curve.points().get(0).precision()).isCloseTo(3 / 7.0, within(1e-12));
    CodingCurve.Point half =
        curve.points().stream().filter(p -> p.threshold() == 0.6).findFirst().orElseThrow();
    assertThat(half).isEqualTo(new CodingCurve.Point(0.6, 4 / 7.0, 0.75, 4));
    assertThat(curve.points().get(curve.points().size() - 1).threshold())
        .as("nothing is accepted above")
        .isEqualTo(0.95);
    assertThat(curve.coverageAt(0.7)).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(curve.coverageAt(1.0)).isCloseTo(1 / 7.0, within(1e-12));
  }

  @Test
  void sectionsAreThoseOfTheFirstCode() {
    TrainingMeasures.Section farms = measures().sections().get(0);

    assertThat(farms.code()).isEqualTo("A");
    assertThat(farms.forms()).isEqualTo(4);
    assertThat(farms.precision()).isEqualTo(0.5);
    assertThat(farms.coverage()).isEqualTo(0.75);
    assertThat(farms.automaticPrecision()).isCloseTo(2 / 3.0, within(1e-12));
  }

  /** Of three texts like those known two are right, of four new ones one. */
  @Test
  void textsLikeThoseKnownAndOfNewKindsAreToldApart() {
    assertThat(measures().novelty())
        .containsExactly(
            new TrainingMeasures.Novelty("texts like those known", 0.9, 3, 2 / 3.0, 1, 2 / 3.0),
            new TrainingMeasures.Novelty("texts of new kinds", 0, 4, 0.25, 0, Double.NaN));
  }

  @Test
  void filesCarryTheSameFigures() throws IOException {
    TrainingReport.write(folder, measures(), Texts.of(Language.EN));

    JsonNode figures = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
    assertThat(figures.path("losses").path(0).path(1).asDouble()).isEqualTo(1.5);
    assertThat(figures.path("forms").path("actet_x is empty").asInt()).isEqualTo(2);
    JsonNode curves = new ObjectMapper().readTree(folder.resolve("automatic-coding.json").toFile());
    assertThat(curves.path("threshold").asDouble()).isEqualTo(0.85);
    assertThat(curves.path("sections").path("G").path(0).path("forms").asInt()).isEqualTo(3);
    String page = Files.readString(folder.resolve("report.html"));
    assertThat(page)
        .contains("G Shops &amp; stalls")
        .contains("A1 Wheat")
        .contains("threshold 0.850")
        .contains("Learning curve")
        .contains("texts of new kinds")
        .doesNotContain("NaN");
  }

  @Test
  void inFrenchNothingIsEnglish() throws IOException {
    TrainingReport.write(folder, measures(), Texts.of(Language.FR));
    String page = EnglishWords.shown(folder.resolve("report.html"));
    assertThat(page)
        .contains("<html lang=\"fr\">", "Apprentissage NAF : qualité du codeur")
        .contains("<b>42,9 %</b><span>premier code juste</span>", "seuil 0,850")
        .contains("actet_x est vide", "textes d'un genre nouveau", "A1 Wheat, codé G1 Bread");
    EnglishWords.refuse(page, "report.training.");
  }

  @Test
  void nothingKeepsPeopleOut() throws Exception {
    for (Language language : Language.values()) {
      TrainingReport.write(folder, measures(), Texts.of(language));
      Accessibility.check(folder.resolve("report.html").toUri(), "true", folder);
    }
  }
}
