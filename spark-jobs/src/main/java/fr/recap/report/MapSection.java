package fr.recap.report;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
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

  private MapSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation) {
    Texts t = page.texts();
    page.heading(t.get("report.map.heading")).note(note(t, evaluation));
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              if (!code.equals("siren")) {
                add(page, code, e.groups().getOrDefault(DIMENSION, Map.of()), evaluation.flow());
              }
            });
  }

  private static String note(Texts t, Evaluation evaluation) {
    Map<String, Measures> groups =
        evaluation.codes().get(SIRET).groups().getOrDefault(DIMENSION, Map.of());
    Set<String> drawn = Tiles.all().stream().map(Tiles.Tile::code).collect(Collectors.toSet());
    List<String> without =
        Tiles.all().stream()
            .map(Tiles.Tile::code)
            .filter(code -> !groups.containsKey(code))
            .toList();
    List<String> note = new ArrayList<>(List.of(t.get("report.map.note")));
    if (!without.isEmpty()) {
      note.add(
          t.get(
              "report.map.no-form",
              without.size(),
              Tiles.all().size(),
              String.join(", ", without)));
    }
    List<String> others = groups.keySet().stream().filter(code -> !drawn.contains(code)).toList();
    if (!others.isEmpty()) {
      long forms = others.stream().mapToLong(code -> groups.get(code).forms()).sum();
      note.add(
          t.get(
              "report.map.not-drawn",
              forms,
              String.join(", ", others.stream().map(code -> shown(t, code)).toList())));
    }
    return String.join(" ", note);
  }

  private static String shown(Texts t, String code) {
    return code.isEmpty() ? t.get("report.unknown") : code;
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
    String leftTo = code.equals(SIRET) ? "report.map.left" : "report.map.not-coded";
    Texts t = page.texts();
    page.markup(
            "<details%s><summary>%s</summary>\n<div class=\"maps\">\n"
                .formatted(open, HtmlPage.escape(t.get("report.map.summary", name))))
        .markup(
            new TileMap(t, "coverage-" + code, t.get("report.map.coverage", name), coverage, true)
                .html())
        .markup(
            new TileMap(
                    t, "precision-" + code, t.get("report.map.precision", name), precision, true)
                .html())
        .markup(new TileMap(t, "left-" + code, t.get(leftTo, name), left, false).html())
        .markup(
            "</div>\n</details>\n<details><summary>%s</summary>\n"
                .formatted(HtmlPage.escape(t.get("report.map.table-summary", name))))
        .table(
            t.get("report.map.table", name),
            t.list("report.map.head"),
            rows(t, code, groups, flow),
            2)
        .markup("</details>\n");
  }

  /** All départements of the map, then what else forms name. */
  private static List<List<String>> rows(
      Texts t, String code, Map<String, Measures> groups, Flow flow) {
    Map<String, Measures> rest = new LinkedHashMap<>(groups);
    List<List<String>> rows = new ArrayList<>();
    for (Tiles.Tile tile : Tiles.all()) {
      rows.add(row(t, code, tile.code(), tile.name(), rest.remove(tile.code()), flow));
    }
    rest.forEach((other, m) -> rows.add(row(t, code, other, "", m, flow)));
    return rows;
  }

  private static List<String> row(
      Texts t, String code, String departement, String name, Measures m, Flow flow) {
    return m == null
        ? List.of(departement, name, t.count(0), "–", "–", "–", "–", "–")
        : List.of(
            shown(t, departement),
            name,
            t.count(m.forms()),
            t.count(m.auto()),
            t.percent(m.coverage()),
            t.count(m.autoCorrect()),
            t.percent(m.precisionOfAll()),
            t.count(left(code, departement, m, flow)));
  }

  private static long left(String code, String departement, Measures m, Flow flow) {
    return code.equals(SIRET) ? flow.left(departement) : m.forms() - m.auto();
  }
}
