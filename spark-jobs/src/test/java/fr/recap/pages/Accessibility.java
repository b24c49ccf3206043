package fr.recap.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds pages to axe-core: contrast, headings, tables, names for readers of screens. */
public final class Accessibility {
  /** Names the folder of the npm package axe-core. */
  private static final String AXE = "RECAP_AXE_CORE";

  /** A window that a page is looked at in. */
  public enum Window {
    /** In light colours. */
    DESKTOP(1280),
    /** In dark ones. */
    PHONE(375);

    private final int width;

    Window(int width) {
      this.width = width;
    }
  }

  private Accessibility() {}

  /** Looks at a page in all windows. */
  public static void check(URI page, String ready, Path folder) throws Exception {
    check(page, ready, folder, List.of(Window.values()));
  }

  /**
   * Looks at a page with all details open: nothing keeps people out, nothing is wider than the
   * window. Skips the test without a browser.
   *
   * @param page file or address
   * @param ready expression that is true when the page is complete
   * @param folder for the browser's profile
   */
  public static void check(URI page, String ready, Path folder, List<Window> windows)
      throws Exception {
    String axe = System.getenv(AXE);
    assumeTrue(
        axe != null && Files.isExecutable(Chromium.PROGRAM),
        "%s names no folder of the npm package axe-core, or %s is absent: accessibility was not looked at"
            .formatted(AXE, Chromium.PROGRAM));
    String script = Files.readString(Path.of(axe, "axe.min.js"));
    try (Chromium browser = Chromium.start(Files.createTempDirectory(folder, "axe"))) {
      for (Window window : windows) {
        browser.open(page, window.width, 900, window == Window.PHONE);
        await(browser, ready);
        browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        browser.evaluate(script + ";0");
        browser.evaluate(
            "axe.run().then(r => { window.axeFound = r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')).join('; '); }, e => { window.axeFound = String(e); });0");
        await(browser, "'axeFound' in window");
        assertThat(browser.evaluate("window.axeFound").asText())
            .as("%s on a %s", page, window)
            .isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
            .as("%s with all details open", page)
            .isLessThanOrEqualTo(window.width);
      }
    }
  }

  private static void await(Chromium browser, String expression) throws Exception {
    for (int i = 0; i < 600 && !browser.evaluate(expression).asBoolean(); i++) {
      Thread.sleep(100);
    }
    assertThat(browser.evaluate(expression).asBoolean()).as(expression).isTrue();
  }
}
