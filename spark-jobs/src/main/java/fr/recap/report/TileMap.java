package fr.recap.report;

import fr.recap.pages.Drawing;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One figure of each département as a map of squares.
 *
 * @param t texts of the page's language
 * @param id of the page's own
 * @param values by the département's code; those without one are drawn empty
 * @param share whether values are shares, or else counts
 */
record TileMap(Texts t, String id, String caption, Map<String, Double> values, boolean share) {
  private static final String EMPTY = "report.map.none";
  private static final String FROM_TO = "report.map.from-to";
  private static final String HINT = "%s (%s): %s";
  private static final int STEPS = 5;

  /** From this step on squares are dark. */
  private static final int DEEP = 3;

  private static final double SIDE = 20;
  private static final double PITCH = 22;

  TileMap {
    values = Map.copyOf(values);
  }

  String html() {
    List<Tiles.Tile> tiles = Tiles.all();
    List<Double> drawn =
        tiles.stream().map(tile -> values.get(tile.code())).filter(v -> v != null).toList();
    double low = drawn.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
    double high = drawn.stream().mapToDouble(v -> v).max().orElse(Double.NaN);
    int empty = tiles.size() - drawn.size();
    Drawing drawing =
        new Drawing(
            id,
            PITCH * Tiles.columns(),
            PITCH * Tiles.rows(),
            caption,
            t.get(
                "report.map.text",
                tiles.size(),
                drawn.isEmpty() ? t.get(EMPTY) : t.get(FROM_TO, text(low), text(high)),
                empty));
    for (Tiles.Tile tile : tiles) {
      Double value = values.get(tile.code());
      int step = value == null ? -1 : step(value, low, high);
      double x = PITCH * tile.column() + (PITCH - SIDE) / 2;
      double y = PITCH * tile.row() + (PITCH - SIDE) / 2;
      String said = value == null ? t.get(EMPTY) : text(value);
      drawing.box(
          value == null ? "empty" : "q" + step,
          x,
          y,
          SIDE,
          SIDE,
          HINT.formatted(tile.name(), tile.code(), said));
      drawing.text(
          value == null ? "tile empty" : step >= DEEP ? "tile deep" : "tile",
          "middle",
          x + SIDE / 2,
          y + SIDE / 2 + 3.2,
          tile.code());
    }
    return drawing.figure(legend(low, high, drawn.isEmpty(), empty));
  }

  private static int step(double value, double low, double high) {
    return high > low
        ? Math.min(STEPS - 1, (int) (STEPS * (value - low) / (high - low)))
        : STEPS / 2;
  }

  private String legend(double low, double high, boolean none, int empty) {
    List<String> keys = new ArrayList<>();
    if (!none && high > low) {
      for (int step = 0; step < STEPS; step++) {
        double from = low + step * (high - low) / STEPS;
        double to = low + (step + 1) * (high - low) / STEPS;
        keys.add(Drawing.key("q" + step, t.get(FROM_TO, text(from), text(to))));
      }
    } else if (!none) {
      keys.add(Drawing.key("q" + STEPS / 2, text(low)));
    }
    if (empty > 0) {
      keys.add(Drawing.key("empty", t.get(EMPTY)));
    }
    return Drawing.legend(String.join("", keys));
  }

  private String text(double value) {
    return share ? t.percent(value) : t.count(Math.round(value));
  }
}
