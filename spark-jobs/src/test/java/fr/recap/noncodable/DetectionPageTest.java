package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.metrics.Outcomes;
import fr.recap.pages.Accessibility;
import fr.recap.pages.EnglishWords;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five forms, of which three are non-codable and two of these are found. */
class DetectionPageTest {
  private static final Outcomes SCORES =
      Outcomes.of(
          new double[] {0.9, 0.8, 0.7, 0.4, 0.2}, new boolean[] {true, false, true, true, false});

  @TempDir private Path folder;

  private static String page(Language language, Path folder) throws Exception {
    Map<String, Double> decides = new LinkedHashMap<>();
    for (FeatureGroup group : Stacked.groups(Stacked.size(true, true), true)) {
      decides.put(group.name(), group.from() / 1000.0);
    }
    Map<String, Map<String, Double>> families = new LinkedHashMap<>();
    Map<String, Double> measures = DetectionMeasures.measure(SCORES, 0.5);
    measures.put(TrainNoncodable.SECONDS, 1.5);
    families.put("xgboost", measures);
    families.put("mlp", measures);
    new DetectionPage(
            Texts.of(language), DetectionFigures.of(SCORES, SCORES, decides), measures, 0.8)
        .page(families)
        .write(folder.resolve("report.html"));
    return EnglishWords.shown(folder.resolve("report.html"));
  }

  @Test
  void figuresAreThoseOfTheForms() throws Exception {
    assertThat(page(Language.EN, folder))
        .contains("Measured on 5 test forms", "3 of which are non-codable")
        .contains("<b>66.7 %</b><span>of the non-codable forms are found</span>")
        .contains("<td>called non-codable</td><td>2</td><td>1</td>")
        .contains("<td>mlp</td><td>66.7 %</td><td>66.7 %</td>")
        .contains("whether the register has the establishment at all")
        .doesNotContain("NaN");
  }

  @Test
  void inFrenchNothingIsEnglish_andNothingKeepsPeopleOut() throws Exception {
    String page = page(Language.FR, folder);
    assertThat(page).contains("Apprentissage NONCODABLE", "dits non codables", "les mots");
    EnglishWords.refuse(page, "report.detection.", "report.training.");
    Accessibility.check(folder.resolve("report.html").toUri(), "true", folder);
  }

  @Test
  void groupsCoverAllFeaturesOnce() {
    for (boolean meaning : new boolean[] {true, false}) {
      for (boolean evidence : new boolean[] {true, false}) {
        int size = Stacked.size(meaning, evidence);
        int at = 0;
        for (FeatureGroup group : Stacked.groups(size, evidence)) {
          assertThat(group.from()).isEqualTo(at);
          at = group.to();
        }
        assertThat(at).isEqualTo(size);
      }
    }
  }
}
