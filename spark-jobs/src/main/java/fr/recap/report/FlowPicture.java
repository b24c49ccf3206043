package fr.recap.report;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Flow;
import fr.recap.pages.Drawing;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the forms, from all that were read to the ends that each of them has one of. */
final class FlowPicture {
  private static final Map<End, String> NAMES = new EnumMap<>(End.class);
  private static final Map<End, String> STYLES = new EnumMap<>(End.class);

  static {
    NAMES.put(End.EXACT, "report.flow.end.exact");
    NAMES.put(End.SEARCH, "report.flow.end.search");
    NAMES.put(End.NON_CODABLE, "report.flow.end.non-codable");
    NAMES.put(End.PROPOSED, "report.flow.end.proposed");
    NAMES.put(End.NOTHING_FOUND, "report.flow.end.nothing-found");
    NAMES.put(End.WAITING, "report.flow.end.waiting");
    NAMES.put(End.REJECTED, "report.flow.end.rejected");
    STYLES.put(End.EXACT, "sure");
    STYLES.put(End.SEARCH, "sure");
    STYLES.put(End.NON_CODABLE, "none");
    STYLES.put(End.PROPOSED, "clerk");
    STYLES.put(End.NOTHING_FOUND, "clerk");
    STYLES.put(End.WAITING, "rejected");
    STYLES.put(End.REJECTED, "rejected");
  }

  private static final double WIDTH = 430;
  private static final double TOP = 26;
  private static final double HEIGHT = 230;
  private static final double BLOCK = 16;
  private static final double ENDS = 150;

  /** Room for the two lines of a label. */
  private static final double LABEL = 38;

  private static final double GAP = 8;

  private FlowPicture() {}

  static void addTo(HtmlPage page, Flow flow) {
    Texts t = page.texts();
    page.heading(t.get("report.flow.heading"))
        .markup(picture(t, flow))
        .note(t.get("report.flow.note"))
        .markup(
            "<details><summary>%s</summary>\n"
                .formatted(HtmlPage.escape(t.get("report.flow.summary"))))
        .table(t.get("report.flow.table"), t.list("report.flow.head"), rows(t, flow))
        .markup("</details>\n");
  }

  /** All ends; without a word of forms that wait where none does. */
  private static List<End> ends(Flow flow) {
    return Arrays.stream(End.values())
        .filter(end -> end != End.WAITING || flow.count(end) > 0)
        .toList();
  }

  static List<List<String>> rows(Texts t, Flow flow) {
    List<List<String>> rows = new ArrayList<>();
    for (End end : ends(flow)) {
      rows.add(row(t, t.get(NAMES.get(end)), flow.count(end), flow.read()));
    }
    rows.add(row(t, t.get("report.flow.all"), flow.read(), flow.read()));
    return rows;
  }

  private static List<String> row(Texts t, String name, long forms, long read) {
    return List.of(name, t.count(forms), share(t, forms, read));
  }

  private static String share(Texts t, long forms, long read) {
    return t.percent(read == 0 ? Double.NaN : (double) forms / read);
  }

  private static String picture(Texts t, Flow flow) {
    long read = flow.read();
    double scale = read == 0 ? 0 : HEIGHT / read;
    double height = TOP;
    for (End end : ends(flow)) {
      height += Math.max(LABEL, scale * flow.count(end)) + GAP;
    }
    Drawing drawing =
        new Drawing("flow", WIDTH, height, t.get("report.flow.caption"), description(t, flow));
    double from = TOP;
    String all = t.get("report.flow.read", read);
    drawing.box("ink", 0, from, BLOCK, read == 0 ? 0 : HEIGHT, all);
    drawing.text("name", "start", 0, TOP - 10, all);
    double to = TOP;
    for (End end : ends(flow)) {
      long forms = flow.count(end);
      double thickness = scale * forms;
      String name = t.get(NAMES.get(end));
      String label = t.count(forms) + " · " + share(t, forms, read);
      drawing.band(STYLES.get(end), BLOCK, from, ENDS, to, thickness);
      drawing.box(STYLES.get(end), ENDS, to, BLOCK, thickness, name + " · " + label);
      double middle = to + Math.max(LABEL, thickness) / 2;
      double beside = ENDS + BLOCK + 8;
      drawing.text("name", "start", beside, middle - 3, name);
      drawing.text("share", "start", beside, middle + 14, label);
      from += thickness;
      to += Math.max(LABEL, thickness) + GAP;
    }
    return drawing.figure("");
  }

  private static String description(Texts t, Flow flow) {
    List<String> parts = new ArrayList<>();
    for (End end : ends(flow)) {
      parts.add(t.get(NAMES.get(end)) + " · " + t.count(flow.count(end)));
    }
    return t.get("report.flow.read", flow.read()) + ". " + String.join(", ", parts) + ".";
  }
}
