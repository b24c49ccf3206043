package fr.recap.report;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the forms, from all that were read to the ends that each of them has one of. */
final class FlowPicture {
  private static final String HEADING = "Where do the forms end?";
  private static final String CAPTION = "Forms by what became of their establishment";
  private static final String READ = "%s forms read";
  private static final String SHARE = "%s · %s";
  private static final String DESCRIPTION = "%s: %s";
  private static final String TABLE = "Every form has exactly one end";
  private static final String SUMMARY = "The figures behind this picture";
  private static final List<String> HEAD = List.of("end", "forms", "of all read");
  private static final String ALL = "all forms read";
  private static final String NOTE =
      "A form counts as coded by exact name or history if the reason of its establishment says that it is the only one of its name in its commune, or that earlier forms with this employer in this commune had it. Forms that are said to lead to no establishment, and were not coded, are not given to clerks.";

  private static final Map<End, String> NAMES = new EnumMap<>(End.class);
  private static final Map<End, String> STYLES = new EnumMap<>(End.class);

  static {
    NAMES.put(End.EXACT, "Coded: exact name or history");
    NAMES.put(End.SEARCH, "Coded: by search");
    NAMES.put(End.NON_CODABLE, "No establishment");
    NAMES.put(End.PROPOSED, "Clerks: with proposals");
    NAMES.put(End.NOTHING_FOUND, "Clerks: nothing found");
    NAMES.put(End.REJECTED, "Rejected: no usable key");
    STYLES.put(End.EXACT, "sure");
    STYLES.put(End.SEARCH, "sure");
    STYLES.put(End.NON_CODABLE, "none");
    STYLES.put(End.PROPOSED, "clerk");
    STYLES.put(End.NOTHING_FOUND, "clerk");
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
    page.heading(HEADING)
        .markup(picture(flow))
        .note(NOTE)
        .markup("<details><summary>%s</summary>\n".formatted(HtmlPage.escape(SUMMARY)))
        .table(TABLE, HEAD, rows(flow))
        .markup("</details>\n");
  }

  static List<List<String>> rows(Flow flow) {
    List<List<String>> rows = new ArrayList<>();
    for (End end : End.values()) {
      rows.add(row(NAMES.get(end), flow.count(end), flow.read()));
    }
    rows.add(row(ALL, flow.read(), flow.read()));
    return rows;
  }

  private static List<String> row(String name, long forms, long read) {
    return List.of(name, MeasureRows.count(forms), share(forms, read));
  }

  private static String share(long forms, long read) {
    return MeasureRows.percent(read == 0 ? Double.NaN : (double) forms / read);
  }

  private static String picture(Flow flow) {
    long read = flow.read();
    double scale = read == 0 ? 0 : HEIGHT / read;
    double height = TOP;
    for (End end : End.values()) {
      height += Math.max(LABEL, scale * flow.count(end)) + GAP;
    }
    Drawing drawing = new Drawing("flow", WIDTH, height, CAPTION, description(flow));
    double from = TOP;
    String all = READ.formatted(MeasureRows.count(read));
    drawing.box("ink", 0, from, BLOCK, read == 0 ? 0 : HEIGHT, all);
    drawing.text("name", "start", 0, TOP - 10, all);
    double to = TOP;
    for (End end : End.values()) {
      long forms = flow.count(end);
      double thickness = scale * forms;
      String label = SHARE.formatted(MeasureRows.count(forms), share(forms, read));
      drawing.band(STYLES.get(end), BLOCK, from, ENDS, to, thickness);
      drawing.box(STYLES.get(end), ENDS, to, BLOCK, thickness, NAMES.get(end) + ": " + label);
      double middle = to + Math.max(LABEL, thickness) / 2;
      double beside = ENDS + BLOCK + 8;
      drawing.text("name", "start", beside, middle - 3, NAMES.get(end));
      drawing.text("share", "start", beside, middle + 14, label);
      from += thickness;
      to += Math.max(LABEL, thickness) + GAP;
    }
    return drawing.figure("");
  }

  private static String description(Flow flow) {
    List<String> parts = new ArrayList<>();
    for (End end : End.values()) {
      parts.add(DESCRIPTION.formatted(NAMES.get(end), MeasureRows.count(flow.count(end))));
    }
    return READ.formatted(MeasureRows.count(flow.read())) + ". " + String.join("; ", parts) + ".";
  }
}
