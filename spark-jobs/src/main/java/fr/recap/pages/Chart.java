package fr.recap.pages;

import fr.recap.pages.Drawing.Corner;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** The style of what is written on axes and in a file's legend. */
  private static final String LABEL = "label";

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
    Drawing drawing = Drawing.named(WIDTH, HEIGHT, title);
    plot(drawing, texts);
    return drawing.figure(legend(texts));
  }

  /** The chart as a file of its own, with title and legend, in English. */
  public String file() {
    Drawing drawing = Drawing.file(WIDTH, HEIGHT + LINE * (2 + series.size()), title);
    plot(drawing, Texts.of(Language.EN));
    double down = HEIGHT + LINE;
    drawing.text(LABEL, "start", LEFT, down, title + " (" + above() + ")");
    for (int i = 0; i < series.size(); i++) {
      down += LINE;
      drawing.line("s" + i % STYLES, new Corner(LEFT, down - 5), new Corner(LEFT + 24, down - 5));
      drawing.text(LABEL, "start", LEFT + 32, down, series.get(i).name());
    }
    return drawing.svg();
  }

  private void plot(Drawing drawing, Texts texts) {
    grid(drawing, texts);
    if (diagonal) {
      double low = Math.max(x.low(), y.low());
      double high = Math.min(x.high(), y.high());
      drawing.line("diagonal", at(low, low), at(high, high));
    }
    for (int i = 0; i < series.size(); i++) {
      draw(drawing, series.get(i), i % STYLES);
    }
    marked.ifPresent(point -> drawing.dot("mark", at(point.x(), point.y()), 7, point.hint()));
  }

  private void grid(Drawing drawing, Texts texts) {
    double floor = HEIGHT - BOTTOM;
    for (double tick : y.ticks()) {
      drawing.line("grid", new Corner(LEFT, py(tick)), new Corner(WIDTH - RIGHT, py(tick)));
      drawing.text(LABEL, "end", LEFT - 6, py(tick) + 4, y.text(texts, tick));
    }
    for (double tick : x.ticks()) {
      drawing.line("grid", new Corner(px(tick), floor), new Corner(px(tick), floor + 4));
      drawing.text(LABEL, "middle", px(tick), floor + 18, x.text(texts, tick));
    }
    drawing.line("axis", new Corner(LEFT, floor), new Corner(WIDTH - RIGHT, floor));
    drawing.text(LABEL, "middle", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6, x.title());
  }

  private void draw(Drawing drawing, Series one, int style) {
    if (one.joined() && one.points().size() > 1) {
      drawing.line("s" + style, one.points().stream().map(p -> at(p.x(), p.y())).toList());
    }
    double radius = one.joined() ? 2.5 : 4.5;
    one.points().forEach(p -> drawing.dot("d" + style, at(p.x(), p.y()), radius, p.hint()));
  }

  private String legend(Texts texts) {
    StringBuilder entries = new StringBuilder(HtmlPage.escape(above()));
    if (series.size() > 1) {
      for (int i = 0; i < series.size(); i++) {
        entries.append(Drawing.keyOfLine("s" + i % STYLES, series.get(i).name()));
      }
    }
    if (diagonal) {
      entries.append(Drawing.keyOfLine("diagonal", texts.get("report.chart.equal")));
    }
    marked.ifPresent(point -> entries.append(Drawing.keyOfDot("mark", point.hint())));
    return Drawing.legend(entries.toString());
  }

  /** What goes up. */
  private String above() {
    return "\u2191 " + y.title();
  }

  private Corner at(double valueOfX, double valueOfY) {
    return new Corner(px(valueOfX), py(valueOfY));
  }

  private double px(double value) {
    return LEFT + x.position(value) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double value) {
    return HEIGHT - BOTTOM - y.position(value) * (HEIGHT - TOP - BOTTOM);
  }
}
