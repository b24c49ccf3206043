package fr.recap.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures as rows of text, for the terminal and for pages. */
public final class MeasureRows {
  /** What the cells of a row are. */
  public static final List<String> HEAD =
      List.of("", "forms", "top-1", "top-3", "top-5", "top-10", "coverage", "precision");

  private MeasureRows() {}

  /**
   * A row a code, then one a code of the previous coder.
   *
   * @param all shares of all forms, or else of those whose true code is known
   */
  public static List<List<String>> of(Evaluation evaluation, boolean all) {
    List<List<String>> rows = new ArrayList<>();
    evaluation.codes().forEach((code, e) -> rows.add(row(code, e.overall(), all)));
    evaluation
        .previousCoder()
        .forEach((code, measures) -> rows.add(row(code + " (previous coder)", measures, all)));
    return rows;
  }

  /** One row, with the cells of {@link #HEAD}. */
  public static List<String> row(String name, Measures m, boolean all) {
    long base = all ? m.forms() : m.referenced();
    return List.of(
        name,
        count(base),
        percent(share(m.top1(), base)),
        percent(share(m.top3(), base)),
        percent(share(m.top5(), base)),
        percent(share(m.top10(), base)),
        percent(m.coverage()),
        percent(all ? m.precisionOfAll() : m.precisionOfReferenced()));
  }

  /** A number with its thousands apart. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A share as percentage; a dash where there is none. */
  public static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
