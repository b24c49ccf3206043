package fr.recap.report;

import fr.recap.forms.Prediction;
import fr.recap.nomenclature.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The codes of a form, and the explanation of one of them, as text for a terminal. */
public final class ExplanationText {
  private static final int CODES = 5;

  private ExplanationText() {}

  /**
   * The first codes of a form.
   *
   * @param labels of codes
   */
  public static String codes(
      Prediction prediction, double threshold, UnaryOperator<String> labels) {
    StringBuilder text = new StringBuilder();
    for (int rank = 0; rank < Math.min(CODES, prediction.codes().size()); rank++) {
      String code = prediction.codes().get(rank);
      text.append(
          line(
              "  %d. %-8s %6s  %s",
              rank + 1, code, percent(prediction.scores().get(rank)), labels.apply(code)));
    }
    return text.append(
            line(
                "  %s: the first is right with probability %s, threshold %s",
                prediction.automatic() ? "Coded automatically" : "Left to a clerk",
                percent(prediction.probability()),
                threshold > 1 ? "out of reach" : percent(threshold)))
        .toString();
  }

  /** Why a form has a code. */
  public static String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "Why %s (%s, probability %s)",
            explanation.code(), explanation.path().get(0), percent(explanation.probability())));
    for (Explanation.Field field : explanation.fields()) {
      text.append(line("  %-12s %+6.2f", field.name(), field.change()));
      for (Explanation.Word word : field.words()) {
        text.append(line("    %-16s %+6.2f", word.text(), word.change()));
      }
    }
    text.append(
        line(
            "  (change of the code's log-probability by the field or word, in nats: +0.69 doubles it)"));
    text.append(line("%nNearest labelled texts"));
    for (Explanation.LabelledText near : explanation.texts()) {
      text.append(
          line("  %-12s %.2f  %s: %s", near.field(), near.similarity(), near.text(), codes(near)));
    }
    text.append(line("%nThe code's own texts"));
    text.append(line("  %s", String.join(" < ", explanation.path())));
    if (!explanation.help().isEmpty()) {
      text.append(line("  %s", explanation.help()));
    }
    return text.toString();
  }

  private static String codes(Explanation.LabelledText near) {
    List<Explanation.Label> labels = near.codes();
    String shown =
        String.join(
            ", ",
            labels.stream()
                .limit(CODES)
                .map(label -> "%s %s".formatted(label.code(), weight(label.weight())))
                .toList());
    return labels.size() > CODES ? "%s and %d more".formatted(shown, labels.size() - CODES) : shown;
  }

  private static String weight(double weight) {
    return String.format(Locale.ROOT, weight == Math.rint(weight) ? "%.0f" : "%.2f", weight);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "%n", values);
  }
}
