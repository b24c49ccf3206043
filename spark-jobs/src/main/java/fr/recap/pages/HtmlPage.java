package fr.recap.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** A page in the making; all text is escaped, and the file needs nothing but itself. */
public final class HtmlPage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SPACED = Pattern.compile(" (?=[:;?!%»](\\s|\\h|<|$))|(?<=«) ");

  private final StringBuilder body = new StringBuilder();
  private final StringBuilder styles =
      new StringBuilder(
          resource("colours.css")
              + resource("chart.css")
              + resource("page.css")
              + resource("pictures.css"));
  private final StringBuilder scripts = new StringBuilder(script(resource("page.js")));
  private final String title;
  private final Texts texts;

  /**
   * Begins a page in English.
   *
   * @param title its first heading; empty for none
   */
  public HtmlPage(String title) {
    this(Texts.of(Language.EN), title);
  }

  /**
   * Begins a page.
   *
   * @param texts of its language
   * @param title its first heading; empty for none
   */
  public HtmlPage(Texts texts, String title) {
    this.texts = texts;
    this.title = title;
    if (!title.isEmpty()) {
      body.append("<h1>").append(escape(title)).append("</h1>\n");
    }
  }

  /** The texts of the page's language. */
  public Texts texts() {
    return texts;
  }

  /** A heading. */
  public HtmlPage heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  /** A heading below one. */
  public HtmlPage subheading(String text) {
    body.append("<h3>").append(escape(text)).append("</h3>\n");
    return this;
  }

  /** A paragraph that must not be overlooked. */
  public HtmlPage warning(String text) {
    body.append("<p class=\"warning\" role=\"note\">").append(escape(text)).append("</p>\n");
    return this;
  }

  /**
   * Markup as it is.
   *
   * @param html whose texts have gone through {@link #escape}
   */
  public HtmlPage markup(String html) {
    body.append(html);
    return this;
  }

  /**
   * Data for the page's scripts.
   *
   * @param id of the element that holds it
   * @param json one value
   */
  public HtmlPage data(String id, String json) {
    body.append(json(id, json));
    return this;
  }

  private static String json(String id, String json) {
    return "<script type=\"application/json\" id=\"%s\">%s</script>\n"
        .formatted(escape(id), json.replace("<", "\\u003c"));
  }

  /** JavaScript that runs once the page is there; none of it may come from data. */
  public HtmlPage behaviour(String javascript) {
    scripts.append(script(javascript));
    return this;
  }

  /** More rules of style; none of them may come from data. */
  public HtmlPage style(String css) {
    styles.append(css);
    return this;
  }

  private static String script(String javascript) {
    if (javascript.contains("</script")) {
      throw new IllegalArgumentException("A script can't contain its own end");
    }
    return "<script>\n" + javascript + "\n</script>\n";
  }

  /** Says when it was written, to the minute, in the zone of this machine. */
  public HtmlPage writtenNow() {
    return note(
        texts.get("report.written", texts.moment(ZonedDateTime.now(ZoneId.systemDefault()))));
  }

  /** A paragraph that explains. */
  public HtmlPage note(String text) {
    body.append("<p class=\"note\">").append(escape(text)).append("</p>\n");
    return this;
  }

  /** The few figures that matter most, by what they are. */
  public HtmlPage figures(Map<String, String> figures) {
    body.append("<div class=\"figures\">\n");
    figures.forEach(
        (what, value) ->
            body.append("<div class=\"figure\"><b>")
                .append(escape(value))
                .append("</b><span>")
                .append(escape(what))
                .append("</span></div>\n"));
    body.append("</div>\n");
    return this;
  }

  /** A table; the first column names its row. */
  public HtmlPage table(String caption, List<String> head, List<List<String>> rows) {
    return table(caption, head, rows, 1);
  }

  /**
   * A table whose first columns hold texts, the others numbers.
   *
   * @param texts number of columns with texts
   */
  public HtmlPage table(String caption, List<String> head, List<List<String>> rows, int texts) {
    return table(caption, head, rows, texts, List.of());
  }

  private HtmlPage table(
      String caption, List<String> head, List<List<String>> rows, int texts, List<Double> shares) {
    body.append("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"")
        .append(escape(caption))
        .append("\"><table><caption><span>")
        .append(escape(caption))
        .append("</span></caption><thead><tr>");
    for (int column = 0; column < head.size(); column++) {
      body.append(column > 0 && column < texts ? "<th class=\"text\"" : "<th")
          .append(" scope=\"col\">")
          .append(escape(head.get(column)))
          .append("</th>");
    }
    body.append("</tr></thead><tbody>\n");
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = rows.get(row);
      body.append("<tr>");
      for (int column = 0; column < cells.size(); column++) {
        boolean bar = !shares.isEmpty() && column + 1 == cells.size();
        body.append(
                bar
                    ? bar(shares.get(row))
                    : column > 0 && column < texts ? "<td class=\"text\">" : "<td>")
            .append(escape(cells.get(column)))
            .append("</td>");
      }
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /**
   * A table whose last column is a share that is drawn as a bar too.
   *
   * @param shares of each row, in [0, 1]; NaN for none
   */
  public HtmlPage bars(
      String caption, List<String> head, List<List<String>> rows, List<Double> shares) {
    return table(caption, head, rows, 1, shares);
  }

  private static String bar(double share) {
    return "<td class=\"share\"><span class=\"bar\" style=\"--share: %s\"></span>"
        .formatted(Double.isNaN(share) ? "0" : String.format(Locale.ROOT, "%.3f", share));
  }

  /** Charts beside one another where the window is wide enough. */
  public HtmlPage charts(List<Chart> charts) {
    body.append("<div class=\"charts\">\n");
    charts.forEach(chart -> body.append(chart.html(texts)));
    body.append("</div>\n");
    return this;
  }

  /** Writes the page beside its place and moves it there when it is complete. */
  public void write(Path file) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path partial = Files.createTempFile(folder, "report", ".html");
      Files.writeString(partial, html());
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The report can't be written to " + file, e);
    }
  }

  /**
   * The page's content as a part of another page. Its style reaches nothing beyond it, and its
   * scripts are left out.
   */
  public String fragment() {
    // Nested rules: what styles the whole page styles the part alone.
    String nested = styles.toString().replaceAll("(:root|body) \\{", "& {");
    return """
        <div class="recap" lang="%s">
        <style>
        .recap {
        %s}
        </style>
        %s</div>
        """
        .formatted(texts.language().code(), nested, spaced(body));
  }

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        %s%s</body>
        </html>
        """
        .formatted(
            texts.language().code(),
            escape(title),
            styles,
            spaced(body),
            json("texts", spaced(words())),
            scripts);
  }

  /** In French no line begins with one of the signs that a space goes before. */
  private String spaced(CharSequence text) {
    return texts.language() == Language.FR
        ? SPACED.matcher(text).replaceAll("\u00a0")
        : text.toString();
  }

  /** What the scripts say. */
  private String words() {
    try {
      return JSON.writeValueAsString(texts.under("report.script."));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String resource(String name) {
    try (InputStream stream = HtmlPage.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text as markup. */
  public static String escape(String text) {
    return StringEscapeUtils.escapeHtml4(text == null ? "" : text);
  }
}
