package fr.recap.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;

class MapSectionTest {
  private static final Pattern ROW = Pattern.compile("<tr>((?:<td[^>]*>[^<]*</td>){8})</tr>");
  private static final Pattern CELL = Pattern.compile("<td[^>]*>([^<]*)</td>");
  private static final Pattern SQUARE =
      Pattern.compile(
          "<rect class=\"(empty|q\\d)\"[^>]*><title>[^<]* \\(([^<)]*)\\): ([^<]*)</title>");

  private static final String HTML = html();

  /** Every département but Lozère and Mayotte, forms of which none is known, and one abroad. */
  private static String html() {
    Map<String, Measures> groups = new LinkedHashMap<>();
    Map<String, Map<End, Long>> ends = new HashMap<>();
    int i = 0;
    for (Tiles.Tile tile : Tiles.all()) {
      i++;
      if (!tile.code().equals("48") && !tile.code().equals("976")) {
        groups.put(tile.code(), measures(100 + i, tile.code().equals("23") ? 0 : i, i / 2));
        ends.put(tile.code(), Map.of(End.PROPOSED, 2L, End.NOTHING_FOUND, (long) i));
      }
    }
    groups.put("", measures(7, 3, 2));
    groups.put("975", measures(4, 0, 0));
    Evaluation.CodeEvaluation siret =
        new Evaluation.CodeEvaluation(
            measures(1000, 10, 10),
            Map.of("département", groups),
            null,
            List.of(),
            List.of(),
            List.of());
    Evaluation evaluation =
        new Evaluation(
            "results",
            "truth",
            1000,
            "naf",
            Map.of("siret", siret),
            new Evaluation.DetectionCounts(0, 0, 0, 0),
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            new Flow(ends, 0, 0),
            Map.of());
    HtmlPage page = new HtmlPage("map");
    MapSection.addTo(page, evaluation);
    return StringEscapeUtils.unescapeHtml4(page.fragment());
  }

  private static Measures measures(long forms, long auto, long right) {
    Estimate none = new Estimate(Double.NaN, Double.NaN, Double.NaN);
    return new Measures(
        forms,
        forms,
        forms,
        Collections.nCopies(10, right),
        auto,
        auto,
        right,
        new Measures.Intervals(none, none, none, none, none));
  }

  private static Map<String, List<String>> table() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(HTML);
    while (row.find()) {
      List<String> cells =
          CELL.matcher(row.group(1)).results().map(result -> result.group(1)).toList();
      rows.put(cells.get(0), cells);
    }
    return rows;
  }

  private static List<MatchResult> squares(String id) {
    String svg = HTML.substring(HTML.indexOf("<desc id=\"" + id));
    return SQUARE.matcher(svg.substring(0, svg.indexOf("</svg>"))).results().toList();
  }

  @Test
  void everyMapSaysWhatTheTableSays_alsoWhereThereIsNoForm() {
    Map<String, List<String>> table = table();
    assertThat(table).hasSize(103);
    Map<String, Integer> columns =
        Map.of("coverage-siret", 4, "precision-siret", 6, "left-siret", 7);
    columns.forEach(
        (map, column) -> {
          List<MatchResult> squares = squares(map);
          assertThat(squares).as(map).hasSize(101);
          for (MatchResult square : squares) {
            String cell = table.get(square.group(2)).get(column);
            boolean empty = cell.equals("–");
            assertThat(square.group(3)).as(map + square.group(2)).isEqualTo(empty ? "none" : cell);
            assertThat(square.group(1).equals("empty")).isEqualTo(empty);
          }
        });
    assertThat(table.get("01"))
        .containsExactly("01", "Ain", "101", "1", "1.0 %", "0", "0.0 %", "3");
    assertThat(table.get("48").subList(2, 8)).containsExactly("0", "–", "–", "–", "–", "–");
    assertThat(table.get("23").get(6)).as("none is coded automatically").isEqualTo("–");
  }

  @Test
  void whatTheMapDoesNotShowIsSaid() {
    assertThat(HTML)
        .contains("2 of 101 départements have no form and are drawn empty: 48, 976.")
        .contains("11 forms belong to none of these squares (unknown, 975)");
  }

  @Test
  void everyDepartementHasASquareOfItsOwn() {
    assertThat(Tiles.all()).hasSize(101);
    assertThat(Tiles.all().stream().map(tile -> tile.row() + "," + tile.column()))
        .doesNotHaveDuplicates();
    assertThat(Tiles.all().stream().map(Tiles.Tile::code))
        .doesNotHaveDuplicates()
        .contains("01", "2A", "2B", "95", "971", "976")
        .doesNotContain("20", "975");
  }
}
