package fr.recap.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;

/** A page in the making; all text is escaped, and the file needs nothing but itself. */
public final class HtmlPage {
  private final StringBuilder body = new StringBuilder();
  private final String title;

  public HtmlPage(String title) {
    this.title = title;
    body.append("<h1>").append(escape(title)).append("</h1>\n");
  }

  /** A heading. */
  public HtmlPage heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
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
    body.append("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(escape(caption))
        .append("\"><table><caption>")
        .append(escape(caption))
        .append("</caption><thead><tr>");
    for (int column = 0; column < head.size(); column++) {
      body.append(column > 0 && column < texts ? "<th class=\"text\"" : "<th")
          .append(" scope=\"col\">")
          .append(escape(head.get(column)))
          .append("</th>");
    }
    body.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      body.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        body.append(column > 0 && column < texts ? "<td class=\"text\">" : "<td>")
            .append(escape(row.get(column)))
            .append("</td>");
      }
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Charts beside one another where the window is wide enough. */
  public HtmlPage charts(List<Chart> charts) {
    body.append("<div class=\"charts\">\n");
    charts.forEach(chart -> body.append(chart.html()));
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

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
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
        </body>
        </html>
        """
        .formatted(escape(title), style(), body);
  }

  private static String style() {
    try (InputStream css = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeHtml4(text == null ? "" : text);
  }
}
