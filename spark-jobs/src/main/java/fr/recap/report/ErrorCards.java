package fr.recap.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.HtmlPage;
import java.util.List;
import java.util.Locale;

/** Wrong forms to read: what stands on them beside their candidates. */
final class ErrorCards {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorCards() {}

  static void addTo(HtmlPage page, String code, List<Evaluation.ErrorForm> errors) {
    StringBuilder html = new StringBuilder("<div class=\"errors\">\n");
    errors.forEach(error -> html.append(card(code, error)));
    page.markup(html.append("</div>\n").toString());
  }

  private static String card(String code, Evaluation.ErrorForm error) {
    StringBuilder fields = new StringBuilder();
    error
        .fields()
        .forEach(
            (name, value) ->
                fields
                    .append("<dt>")
                    .append(HtmlPage.escape(name))
                    .append("</dt><dd>")
                    .append(HtmlPage.escape(value))
                    .append("</dd>"));
    String explanation =
        error.explanation() == null
            ? ""
            : "<p>Why the first: " + HtmlPage.escape(error.explanation()) + "</p>";
    return """
        <article class="error"><h4>%s: %s, probability %s%s</h4>
        <div class="sides"><dl>%s</dl><div><ol>%s</ol><p>%s</p></div></div>%s</article>
        """
        .formatted(
            HtmlPage.escape(error.cabbi()),
            HtmlPage.escape(error.said()),
            MeasureRows.percent(error.probability()),
            error.auto() ? ", coded automatically" : "",
            fields,
            candidates(code, error),
            error.truth() == null ? "None is right." : "True: " + HtmlPage.escape(error.truth()),
            explanation);
  }

  private static String candidates(String code, Evaluation.ErrorForm error) {
    StringBuilder list = new StringBuilder();
    try {
      JsonNode predictions = JSON.readTree(error.candidates() == null ? "[]" : error.candidates());
      for (JsonNode prediction : predictions) {
        String candidate = prediction.path(0).asText();
        boolean right =
            error.truth() != null
                && (code.equals("siren")
                    ? candidate.startsWith(error.truth())
                    : candidate.equals(error.truth()));
        list.append(right ? "<li class=\"true\">" : "<li>")
            .append(HtmlPage.escape(candidate))
            .append(String.format(Locale.ROOT, " %.3f", prediction.path(1).asDouble()))
            .append(right ? " (true)" : "")
            .append("</li>");
      }
    } catch (JsonProcessingException e) {
      list.append("<li>").append(HtmlPage.escape(error.candidates())).append("</li>");
    }
    return list.toString();
  }
}
