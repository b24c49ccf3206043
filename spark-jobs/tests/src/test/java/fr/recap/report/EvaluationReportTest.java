package fr.recap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.bench.EvaluationBench;
import fr.recap.config.ConfigLoader;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.OtherCoder;
import fr.recap.evaluation.Scope;
import fr.recap.pages.Accessibility;
import fr.recap.pages.Accessibility.Window;
import fr.recap.pages.Chromium;
import fr.recap.runtime.TestSession;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 375;

  /** French words too, in other texts. */
  private static final Set<String> FRENCH = Set.of("section", "internet");

  @TempDir static Path folder;

  private static Evaluation evaluation;
  private static Path report;
  private static Path french;

  @BeforeAll
  static void evaluate() {
    EvaluationBench made =
        new EvaluationBench(TestSession.get(), 2000, folder.resolve("figures.json"));
    Scope scope = Scope.of(ConfigLoader.defaults());
    evaluation =
        Evaluate.evaluate(made.input(folder.resolve("tables")), OtherCoder.previous(scope), scope);
    report = folder.resolve("report.html");
    EvaluationReport.page(Texts.of(Language.EN), 2026, evaluation).write(report);
    french = folder.resolve("rapport.html");
    EvaluationReport.page(Texts.of(Language.FR), 2026, evaluation).write(french);
    EvaluationReport.writeFigures(evaluation, folder);
  }

  @Test
  void pageNeedsNothingButItself() throws Exception {
    String html = Files.readString(report);
    assertThat(html)
        .contains("Threshold explorer", "uPlot", "SIRET coded automatically")
        .contains("PCS: ours and Sicore", "The largest differences", "By branch of the true code")
        .doesNotContain("src=\"http", "<link", "@import", "url(http");
    assertThat(Files.size(report)).isLessThan(5_000_000);
  }

  @Test
  void figuresAreThereAsJsonAndCsv() throws Exception {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("evaluation.json").toFile());
    assertThat(json.path("codes").path("siret").path("overall").path("top10").asLong())
        .isEqualTo(evaluation.codes().get("siret").overall().top10());
    List<String> measures = Files.readAllLines(folder.resolve("measures.csv"));
    int columns = measures.get(0).split(",", -1).length;
    assertThat(measures).allMatch(line -> line.split(",", -1).length == columns);
    assertThat(measures.get(1)).startsWith("siret,all,,2000,");
    assertThat(Files.readAllLines(folder.resolve("curves.csv"))).hasSize(1 + 5 * 201);
    assertThat(Files.readAllLines(folder.resolve("confusions.csv")).get(0))
        .isEqualTo("code,true,said,forms,auto");
  }

  @Test
  void thresholdsOfOneHalfHoldOnTheOther() {
    assertThat(evaluation.nonCodableCurve().heldOut()).hasSize(3);
    evaluation
        .codes()
        .forEach(
            (code, e) ->
                assertThat(e.curve().heldOut()).as(code).allMatch(DecisionCurve.HeldOut::holds));
  }

  @Test
  void sliderMovesTheFiguresAndNothingFailsInABrowser() throws Exception {
    assumeTrue(
        Files.isExecutable(Chromium.PROGRAM),
        Chromium.PROGRAM + " is absent: the report was not opened in a browser");
    try (Chromium browser = Chromium.start(Files.createTempDirectory(folder, "profile"))) {
      browser.open(report.toUri(), DESKTOP, 900, false);
      screenshot(browser, "desktop");
      assertThat(figure(browser, "known")).as("the slider begins at 0.90").startsWith("90.");
      DecisionCurve curve = evaluation.codes().get("siret").curve();
      browser.evaluate(
          "(s => { s.value = 160; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#threshold'))");
      assertThat(figure(browser, "threshold")).isEqualTo("0.800");
      DecisionCurve.Point point = curve.points().get(160);
      assertThat(figure(browser, "coverage"))
          .isEqualTo(MeasureRows.percent(point.coverage().value()));
      assertThat(figure(browser, "precision"))
          .startsWith(MeasureRows.percent(point.precision().value()));
      assertThat(figure(browser, "left"))
          .isEqualTo(MeasureRows.count(curve.forms() - point.accepted()));
      browser.evaluate("document.querySelector('#threshold').focus()");
      browser.press("ArrowRight", 39);
      assertThat(figure(browser, "threshold")).as("by the keyboard").isEqualTo("0.805");
      browser.evaluate(
          "(s => { s.value = 'PCS'; s.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('#decision'))");
      assertThat(browser.evaluate("document.querySelectorAll('.plot canvas').length").asInt())
          .isEqualTo(1);
      assertThat(
              browser
                  .evaluate(
                      "(b => { b.click(); const c = [...b.closest('table').tBodies[0].rows].map(r => parseFloat(r.cells[1].textContent.replace(/,/g, ''))); return c.every((v, i) => i === 0 || c[i - 1] >= v); })([...document.querySelectorAll('th button.sort')].filter(b => b.textContent === 'forms' && b.closest('table').caption.textContent.startsWith('SIRET by section'))[0])")
                  .asBoolean())
          .as("a click sorts")
          .isTrue();
      browser.open(report.toUri(), PHONE, 812, true);
      screenshot(browser, "phone");
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("nothing is wider than a phone")
          .isLessThanOrEqualTo(PHONE);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void nothingKeepsPeopleOut() throws Exception {
    // The two differ in their words alone; the longer ones have the smaller window.
    Accessibility.check(report.toUri(), "true", folder, List.of(Window.DESKTOP));
    Accessibility.check(french.toUri(), "true", folder, List.of(Window.PHONE));
  }

  /** What stands between the values of English texts, and single words as whole cells. */
  @Test
  void theFrenchReportHasNoEnglishWords() throws Exception {
    Texts fr = Texts.of(Language.FR);
    Texts en = Texts.of(Language.EN);
    String html =
        StringEscapeUtils.unescapeHtml4(
                Files.readString(french).replaceAll("(?s)<(style|script).*?</\\1>", ""))
            .replace('\u00a0', ' ');
    assertThat(html)
        .contains("<html lang=\"fr\">", "Campagne 2026 : qualité du codage")
        .contains("Explorateur de seuils", "SIRET par mode de collecte", "papier");
    for (String key : en.keys()) {
      if (key.startsWith("report.") || key.startsWith("words.")) {
        for (String part : en.get(key).split("[|]|[{][0-9][}]", -1)) {
          String english = part.strip();
          if (english.length() > 2 && !fr.get(key).contains(english) && !FRENCH.contains(english)) {
            assertThat(html)
                .as(key)
                .doesNotContain(english.contains(" ") ? english : ">" + english + "<");
          }
        }
      }
    }
  }

  @Test
  void inFrenchTheSliderWritesAsFrenchDoes_andTablesAreSortedByTheirNumbers() throws Exception {
    assumeTrue(
        Files.isExecutable(Chromium.PROGRAM),
        Chromium.PROGRAM + " is absent: the French report was not opened in a browser");
    try (Chromium browser = Chromium.start(Files.createTempDirectory(folder, "profile"))) {
      browser.open(french.toUri(), DESKTOP, 900, false);
      screenshot(browser, "french");
      browser.evaluate(
          "(s => { s.value = 160; s.dispatchEvent(new Event('input', {bubbles: true})); })(document.querySelector('#threshold'))");
      assertThat(figure(browser, "threshold")).isEqualTo("0,800");
      DecisionCurve.Point point = evaluation.codes().get("siret").curve().points().get(160);
      Texts fr = Texts.of(Language.FR);
      assertThat(figure(browser, "coverage")).isEqualTo(fr.percent(point.coverage().value()));
      assertThat(figure(browser, "precision"))
          .isEqualTo(EvaluationReport.interval(fr, point.precision()).replace(" ;", "\u00a0;"));
      assertThat(
              browser
                  .evaluate(
                      "(b => { b.click(); const c = [...b.closest('table').tBodies[0].rows].map(r => parseFloat(r.cells[4].textContent.replace(/\\s/g, '').replace(',', '.'))).filter(n => n === n); return c.length > 2 && c.every((v, i) => i === 0 || c[i - 1] >= v); })([...document.querySelectorAll('th button.sort')].filter(b => b.textContent === 'précision' && b.closest('table').caption.textContent.startsWith('SIRET par section'))[0])")
                  .asBoolean())
          .as("a click sorts")
          .isTrue();
      assertThat(browser.errors()).isEmpty();
    }
  }

  private static String figure(Chromium browser, String name) throws Exception {
    return browser
        .evaluate("document.querySelector('[data-figure=%s]').textContent".formatted(name))
        .asText();
  }

  /** Kept with the pages for those who want to look, if recap.screenshots names a folder. */
  private static void screenshot(Chromium browser, String name) throws Exception {
    String kept = System.getProperty("recap.screenshots");
    Path target = kept == null ? folder : Files.createDirectories(Path.of(kept));
    browser.screenshot(target.resolve("report-" + name + ".png"));
    if (kept != null) {
      for (Path page : List.of(report, french, folder.resolve("evaluation.json"))) {
        Files.copy(page, target.resolve(page.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
