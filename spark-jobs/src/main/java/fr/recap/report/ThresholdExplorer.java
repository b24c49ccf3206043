package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.pages.HtmlPage;
import fr.recap.pages.WebJars;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A slider that moves a decision's threshold and tells what it gives, with its curves. */
final class ThresholdExplorer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Precision that the slider starts at. */
  private static final double START = 0.9;

  /** What the place of the slider tells, in this order. */
  private static final List<String> FIGURES =
      List.of("threshold", "coverage", "precision", "known", "recall", "accepted", "wrong", "left");

  private ThresholdExplorer() {}

  /**
   * Adds it.
   *
   * @param curves by what is decided, in the order of the choice
   */
  static void addTo(HtmlPage page, Map<String, DecisionCurve> curves) {
    StringBuilder options = new StringBuilder();
    ObjectNode data = JSON.createObjectNode();
    curves.forEach(
        (name, curve) -> {
          options.append("<option>").append(HtmlPage.escape(name)).append("</option>");
          add(data.putObject(name), curve);
        });
    Texts t = page.texts();
    page.markup(
            """
            <section class="explorer" id="explorer" aria-label="%s" hidden>
            <div class="controls">
            <label for="decision">%s</label><select id="decision">%s</select>
            <label for="threshold">%s</label>
            <input type="range" id="threshold" min="0" max="200" step="1" value="0">
            </div>
            <dl>
            %s</dl>
            <div class="plot" role="img" aria-label="%s"></div>
            </section>
            <noscript><p class="note">%s</p></noscript>
            """
                .formatted(
                    text(t, "name"),
                    text(t, "decision"),
                    options,
                    text(t, "slider"),
                    FIGURES.stream()
                        .map(
                            figure ->
                                "<div><dt>%s</dt><dd data-figure=\"%s\"></dd></div>\n"
                                    .formatted(text(t, figure), figure))
                        .collect(Collectors.joining()),
                    text(t, "plot"),
                    text(t, "noscript")))
        .data("explorer-data", data.toString())
        .style(uPlot("uPlot.min.css"))
        .behaviour(uPlot("uPlot.iife.min.js"))
        .behaviour(resource("explorer.js"));
  }

  private static String text(Texts t, String key) {
    return HtmlPage.escape(t.get("report.explorer." + key));
  }

  /** The lowest threshold of a precision of all forms; where it is out of reach, of the known. */
  private static double start(DecisionCurve curve) {
    return curve
        .at(START)
        .or(
            () ->
                curve.points().stream()
                    .filter(point -> point.precisionOfKnown().value() >= START)
                    .findFirst())
        .map(DecisionCurve.Point::threshold)
        .orElse(1.0);
  }

  private static void add(ObjectNode node, DecisionCurve curve) {
    node.put("forms", curve.forms());
    node.put("allRight", curve.right());
    node.put("start", Math.round(start(curve) * DecisionCurve.STEPS));
    ArrayNode accepted = node.putArray("accepted");
    ArrayNode known = node.putArray("known");
    ArrayNode right = node.putArray("right");
    ArrayNode low = node.putArray("low");
    ArrayNode high = node.putArray("high");
    for (DecisionCurve.Point point : curve.points()) {
      Estimate precision = point.precision();
      accepted.add(point.accepted());
      known.add(point.acceptedKnown());
      right.add(point.acceptedRight());
      add(low, precision.low());
      add(high, precision.high());
    }
  }

  private static void add(ArrayNode array, double value) {
    if (Double.isNaN(value)) {
      array.addNull();
    } else {
      array.add(Math.round(value * 1e4) / 1e4);
    }
  }

  private static String uPlot(String file) {
    return new String(WebJars.read("uplot", "dist/" + file), StandardCharsets.UTF_8);
  }

  private static String resource(String name) {
    try (InputStream stream = ThresholdExplorer.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The class path lacks " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
