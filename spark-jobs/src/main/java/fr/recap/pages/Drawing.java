package fr.recap.pages;

import java.util.List;
import java.util.Locale;
import org.apache.commons.text.StringEscapeUtils;

/**
 * A drawing in the making, as SVG: all pictures and charts of pages and notebooks are made of it.
 * Lengths are in units of its view box, to the right and down.
 */
public final class Drawing {
  private final StringBuilder out = new StringBuilder();
  private final String caption;

  /**
   * A corner of a line.
   *
   * @param x to the right
   * @param y down
   */
  public record Corner(double x, double y) {}

  /**
   * Begins a picture within a page; readers of screens hear its description.
   *
   * @param id of the page's own, of letters and hyphens
   * @param caption stands above it and is its name
   * @param description what one sees
   */
  public Drawing(String id, double width, double height, String caption, String description) {
    this.caption = caption;
    add(
        "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"%s-name %s-text\"><title id=\"%s-name\">%s</title><desc id=\"%s-text\">%s</desc>\n",
        width, height, id, id, id, escape(caption), id, escape(description));
  }

  private Drawing(String opening, double width, double height, String caption) {
    this.caption = caption;
    add(opening + " viewBox=\"0 0 %.0f %.0f\" role=\"img\"", width, height);
    add(" aria-label=\"%s\">\n", escape(caption));
  }

  /** Begins a picture within a page, whose caption says enough. */
  static Drawing named(double width, double height, String caption) {
    return new Drawing("<svg", width, height, caption);
  }

  /** Begins a picture that is a file of its own, with its colours. */
  static Drawing file(double width, double height, String caption) {
    Drawing file = new Drawing("<svg xmlns=\"http://www.w3.org/2000/svg\"", width, height, caption);
    file.out
        .append("<style>\n")
        .append(HtmlPage.resource("colours.css"))
        .append(HtmlPage.resource("chart.css"))
        .append("</style>\n<rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n");
    return file;
  }

  /**
   * Adds a rectangle.
   *
   * @param hint shown by browsers when one points at it
   */
  public Drawing box(String style, double x, double y, double width, double height, String hint) {
    return add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>\n",
        style, x, y, width, height, escape(hint));
  }

  /** Adds a band that leads from the right of one box to the left of another. */
  public Drawing band(String style, double x, double y, double toX, double toY, double height) {
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

  /** Adds a straight line. */
  Drawing line(String style, Corner from, Corner to) {
    return add(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
        style, from.x(), from.y(), to.x(), to.y());
  }

  /** Adds a line over corners. */
  Drawing line(String style, List<Corner> corners) {
    out.append("<polyline class=\"").append(style).append("\" points=\"");
    corners.forEach(corner -> add("%.1f,%.1f ", corner.x(), corner.y()));
    out.append("\"/>\n");
    return this;
  }

  /**
   * Adds a disc or, by its style, a ring.
   *
   * @param hint shown by browsers when one points at it
   */
  Drawing dot(String style, Corner middle, double radius, String hint) {
    return add(
        "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>\n",
        style, middle.x(), middle.y(), radius, escape(hint));
  }

  /**
   * Adds a text.
   *
   * @param anchor start, middle or end
   */
  public Drawing text(String style, String anchor, double x, double y, String text) {
    return add(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
        style, anchor, x, y, escape(text));
  }

  /**
   * The drawing with its caption.
   *
   * @param legend markup that stands below; empty for none
   */
  public String figure(String legend) {
    return "<figure class=\"picture\"><figcaption>%s</figcaption>\n%s%s</figure>\n"
        .formatted(escape(caption), svg(), legend);
  }

  /** The drawing alone. */
  String svg() {
    return out + "</svg>\n";
  }

  /** An entry of a legend: a box. */
  public static String key(String style, String meaning) {
    return key(
        "16 16",
        "<rect class=\"%s\" x=\"1\" y=\"1\" width=\"14\" height=\"14\"/>".formatted(style),
        meaning);
  }

  /** An entry of a legend: a line. */
  static String keyOfLine(String style, String meaning) {
    return key(
        "24 8",
        "<line class=\"%s\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/>".formatted(style),
        meaning);
  }

  /** An entry of a legend: a disc or ring. */
  static String keyOfDot(String style, String meaning) {
    return key(
        "16 16", "<circle class=\"%s\" cx=\"8\" cy=\"8\" r=\"6\"/>".formatted(style), meaning);
  }

  private static String key(String size, String shape, String meaning) {
    return "<span><svg viewBox=\"0 0 %s\" aria-hidden=\"true\">%s</svg>%s</span>"
        .formatted(size, shape, escape(meaning));
  }

  /**
   * A legend.
   *
   * @param entries markup of its entries
   */
  public static String legend(String entries) {
    return "<p class=\"legend\">" + entries + "</p>\n";
  }

  /** Of use in pages and in files, which know no names of HTML. */
  private static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }

  private Drawing add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
    return this;
  }
}
