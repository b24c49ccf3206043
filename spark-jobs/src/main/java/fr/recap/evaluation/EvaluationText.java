package fr.recap.evaluation;

import java.util.Locale;
import java.util.Map;

/** An evaluation as a table for the terminal. */
public final class EvaluationText {
  private static final String ROW = "%-16s %8s %8s %8s %8s %9s %9s %9s%n";

  private EvaluationText() {}

  /** The table; shares are percentages, once of all forms and once of those with a reference. */
  public static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d forms of %s against %s%n"
            .formatted(evaluation.forms(), evaluation.results(), evaluation.truth()));
    for (boolean all : new boolean[] {true, false}) {
      text.append((all ? "%nof all forms%n" : "%nof forms whose true code is known%n").formatted());
      text.append(
          ROW.formatted("", "forms", "top-1", "top-3", "top-5", "top-10", "coverage", "precision"));
      evaluation.codes().forEach((code, e) -> text.append(row(code, e.overall(), all)));
      for (Map.Entry<String, Measures> previous : evaluation.previousCoder().entrySet()) {
        text.append(row(previous.getKey() + " (previous)", previous.getValue(), all));
      }
    }
    Evaluation.Detection detection = evaluation.nonCodable();
    text.append(
        "%nnon-codable      precision %s, recall %s (%d found, %d missed, %d wrong)%n"
            .formatted(
                percent(detection.precision()),
                percent(detection.recall()),
                detection.truePositive(),
                detection.falseNegative(),
                detection.falsePositive()));
    return text.toString();
  }

  private static String row(String name, Measures m, boolean all) {
    long base = all ? m.forms() : m.referenced();
    return ROW.formatted(
        name,
        base,
        percent(share(m.top1(), base)),
        percent(share(m.top3(), base)),
        percent(share(m.top5(), base)),
        percent(share(m.top10(), base)),
        percent(m.coverage()),
        percent(all ? m.precisionOfAll() : m.precisionOfReferenced()));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
