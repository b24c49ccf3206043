package fr.recap.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.evaluation.Evaluation;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Wrong forms to read: what stands on them beside their candidates. */
final class ErrorCards {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern REASONS = Pattern.compile("; ");

  private ErrorCards() {}

  static void addTo(HtmlPage page, String code, List<Evaluation.ErrorForm> errors) {
    StringBuilder html = new StringBuilder("<div class=\"errors\">\n");
    errors.forEach(error -> html.append(card(page.texts(), code, error)));
    page.markup(html.append("</div>\n").toString());
  }

  private static String card(Texts t, String code, Evaluation.ErrorForm error) {
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
            : "<p>%s</p>".formatted(HtmlPage.escape(t.get("report.error.why", reasons(t, error))));
    return """
        <article class="error"><h4>%s</h4>
        <div class="sides"><dl>%s</dl><div><ol>%s</ol><p>%s</p></div></div>%s</article>
        """
        .formatted(
            HtmlPage.escape(
                t.get(
                    error.auto() ? "report.error.automatic" : "report.error.heading",
                    error.cabbi(),
                    error.said(),
                    t.percent(error.probability()))),
            fields,
            candidates(t, code, error),
            HtmlPage.escape(
                error.truth() == null
                    ? t.get("report.error.none")
                    : t.get("report.error.true", error.truth())),
            explanation);
  }

  private static String reasons(Texts t, Evaluation.ErrorForm error) {
    return REASONS
        .splitAsStream(error.explanation())
        .map(t::translated)
        .collect(Collectors.joining(" · "));
  }

  private static String candidates(Texts t, String code, Evaluation.ErrorForm error) {
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
        String shown = candidate + " " + t.number(prediction.path(1).asDouble(), 3);
        list.append(right ? "<li class=\"true\">" : "<li>")
            .append(HtmlPage.escape(right ? t.get("report.error.candidate", shown) : shown))
            .append("</li>");
      }
    } catch (JsonProcessingException e) {
      list.append("<li>").append(HtmlPage.escape(error.candidates())).append("</li>");
    }
    return list.toString();
  }
}
