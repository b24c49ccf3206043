package fr.recap.report;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Maps of France: what is coded automatically, how much of it is right, what is left. */
final class MapSection {
  private static final String DIMENSION = "département";
  private static final String SIRET = "siret";
  private static final String HEADING = "Where in France?";
  private static final String NOTE =
      "A form counts for the département of its workplace, or of its residence where the workplace is not known. Shades are five equal steps from the lowest to the highest value. Shares of few forms say little: the tables behind the maps tell the numbers.";
  private static final String NO_FORM =
      " %d of %d départements have no form and are drawn empty: %s.";
  private static final String NOT_DRAWN =
      " %s forms belong to none of these squares (%s): they are in the tables alone.";
  private static final String UNKNOWN = "unknown";
  private static final String SUMMARY = "Maps of %s";
  private static final String TABLE_SUMMARY = "The figures behind the maps of %s";
  private static final String TABLE = "%s by département, as in the maps";
  private static final String COVERAGE = "%s coded automatically";
  private static final String PRECISION = "%s right among these";
  private static final String LEFT = "%s: forms left to clerks";
  private static final String NOT_CODED = "%s: forms not coded";
  private static final List<String> HEAD =
      List.of("code", DIMENSION, "forms", "automatic", "coverage", "right", "precision", "left");

  private MapSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation) {
    page.heading(HEADING).note(note(evaluation));
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              if (!code.equals("siren")) {
                add(page, code, e.groups().getOrDefault(DIMENSION, Map.of()), evaluation.flow());
              }
            });
  }

  private static String note(Evaluation evaluation) {
    Map<String, Measures> groups =
        evaluation.codes().get(SIRET).groups().getOrDefault(DIMENSION, Map.of());
    Set<String> drawn = Tiles.all().stream().map(Tiles.Tile::code).collect(Collectors.toSet());
    List<String> without =
        Tiles.all().stream()
            .map(Tiles.Tile::code)
            .filter(code -> !groups.containsKey(code))
            .toList();
    StringBuilder note = new StringBuilder(NOTE);
    if (!without.isEmpty()) {
      note.append(
          NO_FORM.formatted(without.size(), Tiles.all().size(), String.join(", ", without)));
    }
    List<String> others = groups.keySet().stream().filter(code -> !drawn.contains(code)).toList();
    if (!others.isEmpty()) {
      long forms = others.stream().mapToLong(code -> groups.get(code).forms()).sum();
      note.append(
          NOT_DRAWN.formatted(
              MeasureRows.count(forms),
              String.join(", ", others.stream().map(MapSection::shown).toList())));
    }
    return note.toString();
  }

  private static String shown(String code) {
    return code.isEmpty() ? UNKNOWN : code;
  }

  /** The maps of the establishments are open, those of the other codes behind their name. */
  private static void add(HtmlPage page, String code, Map<String, Measures> groups, Flow flow) {
    String name = code.toUpperCase(Locale.ROOT);
    Map<String, Double> coverage = new LinkedHashMap<>();
    Map<String, Double> precision = new LinkedHashMap<>();
    Map<String, Double> left = new LinkedHashMap<>();
    groups.forEach(
        (departement, m) -> {
          coverage.put(departement, m.coverage());
          if (m.auto() > 0) {
            precision.put(departement, m.precisionOfAll());
          }
          left.put(departement, (double) left(code, departement, m, flow));
        });
    String open = code.equals(SIRET) ? " open" : "";
    String leftTo = code.equals(SIRET) ? LEFT : NOT_CODED;
    page.markup(
            "<details%s><summary>%s</summary>\n<div class=\"maps\">\n"
                .formatted(open, HtmlPage.escape(SUMMARY.formatted(name))))
        .markup(new TileMap("coverage-" + code, COVERAGE.formatted(name), coverage, true).html())
        .markup(new TileMap("precision-" + code, PRECISION.formatted(name), precision, true).html())
        .markup(new TileMap("left-" + code, leftTo.formatted(name), left, false).html())
        .markup(
            "</div>\n</details>\n<details><summary>%s</summary>\n"
                .formatted(HtmlPage.escape(TABLE_SUMMARY.formatted(name))))
        .table(TABLE.formatted(name), HEAD, rows(code, groups, flow), 2)
        .markup("</details>\n");
  }

  /** All départements of the map, then what else forms name. */
  private static List<List<String>> rows(String code, Map<String, Measures> groups, Flow flow) {
    Map<String, Measures> rest = new LinkedHashMap<>(groups);
    List<List<String>> rows = new ArrayList<>();
    for (Tiles.Tile tile : Tiles.all()) {
      rows.add(row(code, tile.code(), tile.name(), rest.remove(tile.code()), flow));
    }
    rest.forEach((other, m) -> rows.add(row(code, other, "", m, flow)));
    return rows;
  }

  private static List<String> row(
      String code, String departement, String name, Measures m, Flow flow) {
    return m == null
        ? List.of(departement, name, MeasureRows.count(0), "–", "–", "–", "–", "–")
        : List.of(
            shown(departement),
            name,
            MeasureRows.count(m.forms()),
            MeasureRows.count(m.auto()),
            MeasureRows.percent(m.coverage()),
            MeasureRows.count(m.autoCorrect()),
            MeasureRows.percent(m.precisionOfAll()),
            MeasureRows.count(left(code, departement, m, flow)));
  }

  private static long left(String code, String departement, Measures m, Flow flow) {
    return code.equals(SIRET) ? flow.left(departement) : m.forms() - m.auto();
  }
}
