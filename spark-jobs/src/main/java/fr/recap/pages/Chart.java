package fr.recap.pages;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.StringEscapeUtils;

/** A chart of lines or dots over two axes, as inline SVG that scales with the page, or a file. */
public final class Chart {
  private static final double WIDTH = 520;
  private static final double HEIGHT = 300;
  private static final double LEFT = 56;
  private static final double RIGHT = 28;
  private static final double TOP = 12;
  private static final double BOTTOM = 48;

  /** Lines beyond would look like earlier ones. */
  private static final int STYLES = 4;

  /** Height of a line of a file's legend. */
  private static final double LINE = 20;

  /**
   * An axis.
   *
   * @param ticks values that are marked
   * @param percent whether values are shares that are written as percentages
   * @param logarithmic whether equal ratios have equal distances
   */
  public record Axis(
      String title,
      double low,
      double high,
      List<Double> ticks,
      boolean percent,
      boolean logarithmic) {
    /**
     * Checks the ends.
     *
     * @throws IllegalArgumentException if low isn't below high, or not above 0 on a logarithmic
     *     axis
     */
    public Axis {
      ticks = List.copyOf(ticks);
      if (!(low < high)) {
        throw new IllegalArgumentException(
            "An axis needs low < high, cannot be: %s and %s".formatted(low, high));
      }
      if (logarithmic && low <= 0) {
        throw new IllegalArgumentException(
            "A logarithmic axis begins above 0, cannot begin at " + low);
      }
    }

    /** Numbers above 0 by their ratios, with a mark at each of those that are measured. */
    public static Axis ratios(String title, List<Double> measured) {
      double low = measured.stream().mapToDouble(Double::doubleValue).min().orElse(1);
      double high = measured.stream().mapToDouble(Double::doubleValue).max().orElse(low);
      return new Axis(title, low, high > low ? high : 2 * low, measured, false, true);
    }

    /** Shares from one of the tenths up to 1. */
    public static Axis shares(String title, double lowest) {
      double low = Math.max(0, Math.min(0.9, Math.floor(10 * lowest) / 10));
      double step = low < 0.5 ? 0.2 : 0.1;
      return new Axis(
          title, low, 1, ticks(Math.ceil(low / step - 1e-9) * step, 1, step), true, false);
    }

    /** Numbers from low to high with about five marks at 1, 2 or 5 times a power of ten. */
    public static Axis numbers(String title, double low, double high) {
      double top = high > low ? high : low + 1;
      double rough = (top - low) / 5;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step =
          power * (rough > 5 * power ? 10 : rough > 2 * power ? 5 : rough > power ? 2 : 1);
      double first = Math.ceil(low / step - 1e-9) * step;
      return new Axis(title, low, top, ticks(first, top, step), false, false);
    }

    private static List<Double> ticks(double first, double last, double step) {
      List<Double> ticks = new ArrayList<>();
      for (int i = 0; first + i * step <= last + 1e-9; i++) {
        ticks.add(first + i * step);
      }
      return ticks;
    }

    /** From 0 at the low end to 1 at the high one. */
    private double position(double value) {
      double share =
          logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
      return Math.max(0, Math.min(1, share));
    }

    private String text(Texts texts, double value) {
      double rounded = percent ? 100 * value : value;
      int decimals = Math.abs(rounded - Math.rint(rounded)) < 1e-6 ? 0 : 2;
      return percent ? texts.percent(value, decimals) : texts.number(value, decimals);
    }
  }

  /**
   * A point.
   *
   * @param hint shown by browsers when one points at it
   */
  public record Point(double x, double y, String hint) {}

  /**
   * Points with a name.
   *
   * @param joined by a line
   */
  public record Series(String name, List<Point> points, boolean joined) {
    public Series {
      points = List.copyOf(points);
    }
  }

  private final String title;
  private final Axis x;
  private final Axis y;
  private final List<Series> series = new ArrayList<>();
  private Optional<Point> marked = Optional.empty();
  private boolean diagonal;

  public Chart(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /** Adds points; at most {@value #STYLES} series can be told apart. */
  public Chart add(Series more) {
    series.add(more);
    return this;
  }

  /** Rings a point; its hint stands in the legend. */
  public Chart mark(Point point) {
    marked = Optional.of(point);
    return this;
  }

  /** Draws where both axes have the same value. */
  public Chart withDiagonal() {
    diagonal = true;
    return this;
  }

  String html(Texts texts) {
    StringBuilder out = new StringBuilder();
    out.append("<figure><figcaption>").append(escape(title)).append("</figcaption>\n");
    out.append(
        svg(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            WIDTH, HEIGHT, escape(title)));
    plot(out, texts);
    out.append("</svg>\n");
    legend(out, texts);
    return out.append("</figure>\n").toString();
  }

  /** The chart as a file of its own, with title and legend, in English. */
  public String file() {
    double height = HEIGHT + LINE * (2 + series.size());
    StringBuilder out = new StringBuilder();
    out.append(
        svg(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
            WIDTH, height, escape(title)));
    out.append("<style>\n")
        .append(HtmlPage.resource("colours.css"))
        .append(HtmlPage.resource("chart.css"))
        .append("</style>\n<rect width=\"100%\" height=\"100%\" fill=\"var(--paper)\"/>\n");
    plot(out, Texts.of(Language.EN));
    double down = HEIGHT + LINE;
    out.append(text("start", LEFT, down, title + " (\u2191 " + y.title() + ")"));
    for (int i = 0; i < series.size(); i++) {
      down += LINE;
      out.append(line("s" + i % STYLES, LEFT, down - 5, LEFT + 24, down - 5));
      out.append(text("start", LEFT + 32, down, series.get(i).name()));
    }
    return out.append("</svg>\n").toString();
  }

  private void plot(StringBuilder out, Texts texts) {
    grid(out, texts);
    if (diagonal) {
      double low = Math.max(x.low(), y.low());
      double high = Math.min(x.high(), y.high());
      out.append(line("diagonal", px(low), py(low), px(high), py(high)));
    }
    for (int i = 0; i < series.size(); i++) {
      draw(out, series.get(i), i % STYLES);
    }
    marked.ifPresent(
        point ->
            out.append(
                svg(
                    "<circle class=\"mark\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"><title>%s</title></circle>",
                    px(point.x()), py(point.y()), escape(point.hint()))));
  }

  private void grid(StringBuilder out, Texts texts) {
    for (double tick : y.ticks()) {
      out.append(line("grid", LEFT, py(tick), WIDTH - RIGHT, py(tick)));
      out.append(text("end", LEFT - 6, py(tick) + 4, y.text(texts, tick)));
    }
    for (double tick : x.ticks()) {
      out.append(line("grid", px(tick), HEIGHT - BOTTOM, px(tick), HEIGHT - BOTTOM + 4));
      out.append(text("middle", px(tick), HEIGHT - BOTTOM + 18, x.text(texts, tick)));
    }
    out.append(line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM));
    out.append(text("middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x.title()));
  }

  private void draw(StringBuilder out, Series one, int style) {
    if (one.joined() && one.points().size() > 1) {
      out.append("<polyline class=\"s%d\" points=\"".formatted(style));
      one.points().forEach(p -> out.append(svg("%.1f,%.1f ", px(p.x()), py(p.y()))));
      out.append("\"/>");
    }
    for (Point p : one.points()) {
      out.append(
          svg(
              "<circle class=\"d%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>%s</title></circle>",
              style, px(p.x()), py(p.y()), one.joined() ? "2.5" : "4.5", escape(p.hint())));
    }
    out.append('\n');
  }

  private void legend(StringBuilder out, Texts texts) {
    out.append("<p class=\"legend\">").append(escape("\u2191 " + y.title()));
    if (series.size() > 1) {
      for (int i = 0; i < series.size(); i++) {
        out.append(
            "<span><svg viewBox=\"0 0 24 8\"><line class=\"s%d\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/></svg>%s</span>"
                .formatted(i % STYLES, escape(series.get(i).name())));
      }
    }
    if (diagonal) {
      out.append(
          "<span><svg viewBox=\"0 0 24 8\"><line class=\"diagonal\" x1=\"0\" y1=\"4\" x2=\"24\" y2=\"4\"/></svg>%s</span>"
              .formatted(escape(texts.get("report.chart.equal"))));
    }
    marked.ifPresent(
        point ->
            out.append(
                "<span><svg viewBox=\"0 0 16 16\"><circle class=\"mark\" cx=\"8\" cy=\"8\" r=\"6\"/></svg>%s</span>"
                    .formatted(escape(point.hint()))));
    out.append("</p>\n");
  }

  private double px(double value) {
    return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String line(String style, double x1, double y1, double x2, double y2) {
    return svg(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        style, x1, y1, x2, y2);
  }

  private static String text(String anchor, double at, double down, String text) {
    return svg(
        "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
        anchor, at, down, escape(text));
  }

  private static String svg(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escape(String text) {
    return StringEscapeUtils.escapeXml10(text);
  }
}
