package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import fr.recap.pages.Accessibility;
import fr.recap.pages.EnglishWords;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten forms, eight with an establishment, of which six are found and four are first. */
class MatcherPageTest {
  @TempDir private Path folder;

  private static MatcherFigures figures() {
    OperatingPoints points =
        new OperatingPoints(
            10,
            4,
            List.of(new OperatingPoints.Point(0.9, 3, 3), new OperatingPoints.Point(0.2, 10, 4)));
    Map<String, Double> leads = new LinkedHashMap<>();
    leads.put("name.equal", 3.0);
    leads.put("name.words", 1.0);
    leads.put("place.distance", 1.5);
    leads.put("history.forms", -0.5);
    return new MatcherFigures(
        10,
        8,
        6,
        List.of(4L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 6L),
        Map.of("names", 5L),
        points,
        points,
        List.of(new CalibrationBin(0.3, 0.4, 10)),
        leads,
        List.of());
  }

  private static String page(Language language, Path folder) throws Exception {
    MatcherPage page =
        new MatcherPage(
            Texts.of(language),
            figures(),
            new MatcherPage.Decided(
                0.9, 0.75, Map.of("automatic-coverage", 0.3, "automatic-precision", 1.0)));
    page.page(
            List.of(
                new MatcherErrors.Shown(
                    "B1",
                    Map.of("rs_x", "MAIRIE <METZ>"),
                    0.8,
                    new MatcherErrors.Side("1", "VILLE DE METZ", "same street; head office"),
                    new MatcherErrors.Side("2", "ECOLE", ""),
                    false),
                new MatcherErrors.Shown(
                    "B2",
                    Map.of(),
                    0.7,
                    new MatcherErrors.Side("3", "", ""),
                    MatcherErrors.Side.NONE,
                    false)))
        .write(folder.resolve("report.html"));
    return EnglishWords.shown(folder.resolve("report.html"));
  }

  @Test
  void figuresStandOnTheirDenominators() throws Exception {
    assertThat(page(Language.EN, folder))
        .contains("<b>50.0 %</b><span>first establishment right (of forms that have one)</span>")
        .contains("<b>30.0 %</b><span>coded automatically (of all forms)</span>")
        .contains("<td>among all candidates</td><td>6</td><td>75.0 %</td><td>60.0 %</td>")
        .contains("<td>names</td><td>5</td><td>62.5 %</td>")
        .as("4 of a lead of 5")
        .contains("<td>names</td><td>80.0 %</td>", "<td>earlier forms</td><td>-10.0 %</td>")
        .contains("rs_x MAIRIE <METZ>", "1 VILLE DE METZ (same street · head office)")
        .contains("2 ECOLE: not found", "none: the form leads to no establishment")
        .doesNotContain("NaN");
  }

  @Test
  void inFrenchNothingIsEnglish_andNothingKeepsPeopleOut() throws Exception {
    String page = page(Language.FR, folder);
    assertThat(page).contains("Apprentissage SIRET", "2 ECOLE : pas trouvé", "noms");
    EnglishWords.refuse(page, "report.matcher.", "report.training.");
    Accessibility.check(folder.resolve("report.html").toUri(), "true", folder);
  }
}
