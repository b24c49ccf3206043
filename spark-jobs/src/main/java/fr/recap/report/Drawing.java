package fr.recap.report;

import fr.recap.pages.HtmlPage;
import java.util.Locale;

/** A drawing in the making, as SVG within a page; readers of screens hear its description. */
final class Drawing {
  private final StringBuilder out = new StringBuilder();
  private final String caption;

  /**
   * Begins a drawing.
   *
   * @param id of the page's own, of letters and hyphens
   * @param caption stands above it and is its name
   * @param description what one sees
   */
  Drawing(String id, double width, double height, String caption, String description) {
    this.caption = caption;
    add(
        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"%s-name %s-text\"><title id=\"%s-name\">%s</title><desc id=\"%s-text\">%s</desc>\n",
        width, height, id, id, id, HtmlPage.escape(caption), id, HtmlPage.escape(description));
  }

  /**
   * Adds a rectangle.
   *
   * @param hint shown by browsers when one points at it
   */
  Drawing box(String style, double x, double y, double width, double height, String hint) {
    return add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>\n",
        style, x, y, width, height, HtmlPage.escape(hint));
  }

  /** Adds a band that leads from the right of one box to the left of another. */
  Drawing band(String style, double x, double y, double toX, double toY, double height) {
    double middle = (x + toX) / 2;
    return add(
        "<path class=\"band %s\" d=\"M%.1f,%.2f C%.1f,%.2f %.1f,%.2f %.1f,%.2f v%.2f C%.1f,%.2f %.1f,%.2f %.1f,%.2f Z\"/>\n",
        style,
        x,
        y,
        middle,
        y,
        middle,
        toY,
        toX,
        toY,
        height,
        middle,
        toY + height,
        middle,
        y + height,
        x,
        y + height);
  }

  /**
   * Adds a text.
   *
   * @param anchor start, middle or end
   */
  Drawing text(String style, String anchor, double x, double y, String text) {
    return add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
        style, anchor, x, y, HtmlPage.escape(text));
  }

  /**
   * The drawing with its caption.
   *
   * @param legend markup that stands below; empty for none
   */
  String figure(String legend) {
    return "<figure class=\"picture\"><figcaption>%s</figcaption>\n%s</svg>\n%s</figure>\n"
        .formatted(HtmlPage.escape(caption), out, legend);
  }

  /** An entry of a legend. */
  static String key(String style, String meaning) {
    return "<span><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><rect class=\"%s\" x=\"1\" y=\"1\" width=\"14\" height=\"14\"/></svg>%s</span>"
        .formatted(style, HtmlPage.escape(meaning));
  }

  static String legend(String keys) {
    return "<p class=\"legend\">" + keys + "</p>\n";
  }

  private Drawing add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
    return this;
  }
}
