package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.pages.HtmlPage;
import fr.recap.pages.WebJars;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A slider that moves a decision's threshold and tells what it gives, with its curves. */
final class ThresholdExplorer {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Precision that the slider starts at. */
  private static final double START = 0.9;

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
    page.markup(
            """
            <section class="explorer" id="explorer" aria-label="Threshold explorer" hidden>
            <div class="controls">
            <label for="decision">What is decided</label><select id="decision">%s</select>
            <label for="threshold">Threshold</label>
            <input type="range" id="threshold" min="0" max="200" step="1" value="0">
            </div>
            <dl>
            <div><dt>threshold</dt><dd data-figure="threshold"></dd></div>
            <div><dt>coverage</dt><dd data-figure="coverage"></dd></div>
            <div><dt>precision (95 %% interval)</dt><dd data-figure="precision"></dd></div>
            <div><dt>precision, truth known</dt><dd data-figure="known"></dd></div>
            <div><dt>recall of what is right</dt><dd data-figure="recall"></dd></div>
            <div><dt>forms decided</dt><dd data-figure="accepted"></dd></div>
            <div><dt>of these wrong</dt><dd data-figure="wrong"></dd></div>
            <div><dt>forms left</dt><dd data-figure="left"></dd></div>
            </dl>
            <div class="plot" role="img" aria-label="Coverage, precision and recall against the threshold; the figures above tell its values"></div>
            </section>
            <noscript><p class="note">The threshold can be moved where scripts run; the table below has its main values.</p></noscript>
            """
                .formatted(options))
        .data("explorer-data", data.toString())
        .style(uPlot("uPlot.min.css"))
        .behaviour(uPlot("uPlot.iife.min.js"))
        .behaviour(resource("explorer.js"));
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
