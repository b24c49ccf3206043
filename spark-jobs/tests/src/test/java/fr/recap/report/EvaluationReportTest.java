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
import fr.recap.pages.HtmlPage;
import fr.recap.runtime.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationReportTest {
  private static final int DESKTOP = 1280;
  private static final int PHONE = 375;

  /** Names the folder of the npm package axe-core. */
  private static final String AXE = "RECAP_AXE_CORE";

  @TempDir static Path folder;

  private static Evaluation evaluation;
  private static Path report;

  @BeforeAll
  static void evaluate() {
    EvaluationBench made =
        new EvaluationBench(TestSession.get(), 2000, folder.resolve("figures.json"));
    Scope scope = Scope.of(ConfigLoader.defaults());
    evaluation =
        Evaluate.evaluate(made.input(folder.resolve("tables")), OtherCoder.previous(scope), scope);
    HtmlPage page = new HtmlPage("Campaign 2026: how good the coding is");
    EvaluationReport.addTo(page, evaluation);
    report = folder.resolve("report.html");
    page.write(report);
    EvaluationReport.writeFigures(evaluation, folder);
  }

  @Test
  void pageNeedsNothingButItself() throws Exception {
    String html = Files.readString(report);
    assertThat(html)
        .contains("Threshold explorer", "uPlot", "SIRET coded automatically")
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
      browser.open(report, DESKTOP, 900, false);
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
      browser.open(report, PHONE, 812, true);
      screenshot(browser, "phone");
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("nothing is wider than a phone")
          .isLessThanOrEqualTo(PHONE);
      assertThat(browser.errors()).isEmpty();
    }
  }

  @Test
  void axeFindsNothingThatKeepsPeopleOut() throws Exception {
    String folder = System.getenv(AXE);
    assumeTrue(
        folder != null && Files.isExecutable(Chromium.PROGRAM),
        "%s names no folder of the npm package axe-core, or %s is absent: accessibility was not looked at"
            .formatted(AXE, Chromium.PROGRAM));
    String axe = Files.readString(Path.of(folder, "axe.min.js"));
    try (Chromium browser = Chromium.start(Files.createTempDirectory(report.getParent(), "axe"))) {
      for (boolean dark : new boolean[] {false, true}) {
        int width = dark ? PHONE : DESKTOP;
        browser.open(report, width, 900, dark);
        browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        browser.evaluate(axe + ";0");
        browser.evaluate(
            "axe.run().then(r => { window.axeFound = r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')).join('; '); }, e => { window.axeFound = String(e); });0");
        for (int i = 0; i < 600 && !browser.evaluate("'axeFound' in window").asBoolean(); i++) {
          Thread.sleep(100);
        }
        assertThat(browser.evaluate("window.axeFound").asText()).as(width + " px").isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as("with all details open")
            .isLessThanOrEqualTo(width);
      }
    }
  }

  private static String figure(Chromium browser, String name) throws Exception {
    return browser
        .evaluate("document.querySelector('[data-figure=%s]').textContent".formatted(name))
        .asText();
  }

  /** Kept for those who want to look, if the property recap.screenshots names a folder. */
  private static void screenshot(Chromium browser, String name) throws Exception {
    String kept = System.getProperty("recap.screenshots");
    Path target = kept == null ? folder : Files.createDirectories(Path.of(kept));
    browser.screenshot(target.resolve("report-" + name + ".png"));
  }
}
