package fr.recap.notebook;

import fr.recap.models.CompareTrainings;
import fr.recap.models.ListTrainings.Entry;
import fr.recap.models.TrainingsText;
import fr.recap.pages.HtmlPage;
import java.util.List;
import java.util.Map;

/** Trainings and published versions, listed or side by side. */
final class TrainingsCell {
  private static final List<String> HEAD = List.of("version", "made", "settings", "figures");

  private TrainingsCell() {}

  static Cell list(Map<String, List<Entry>> byModel) {
    HtmlPage page = new HtmlPage("");
    byModel.forEach(
        (model, entries) ->
            page.table(
                model, HEAD, entries.stream().map(TrainingsCell::row).toList(), HEAD.size()));
    return Cell.of(page, TrainingsText.of(byModel));
  }

  private static List<String> row(Entry entry) {
    return List.of(
        entry.manifest().version() + (entry.current() ? " (current)" : ""),
        TrainingsText.made(entry),
        String.join(", ", TrainingsText.settings(entry)),
        String.join(", ", TrainingsText.figures(entry)));
  }

  static Cell comparison(CompareTrainings.Result compared) {
    List<List<String>> rows = TrainingsText.rows(compared);
    HtmlPage page =
        new HtmlPage("")
            .table("Two trainings side by side", rows.get(0), rows.subList(1, rows.size()));
    TrainingsText.remarks(compared).forEach(remark -> page.note(remark + "."));
    return Cell.of(page, TrainingsText.of(compared));
  }
}
