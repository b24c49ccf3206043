package fr.recap.evaluation;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;

/** An evaluation as a table for the terminal. */
public final class EvaluationText {
  private static final String ROW = " %8s %8s %8s %8s %9s %9s %9s%n";
  private static final int NAME = 24;

  private static final Texts ENGLISH = Texts.of(Language.EN);

  private EvaluationText() {}

  /** The table; shares are percentages, once of all forms and once of those with a reference. */
  public static String of(Evaluation evaluation) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d forms of %s against %s%n"
            .formatted(evaluation.forms(), evaluation.results(), evaluation.truth()));
    for (boolean all : new boolean[] {true, false}) {
      text.append((all ? "%nof all forms%n" : "%nof forms whose true code is known%n").formatted());
      List<List<String>> rows = MeasureRows.of(ENGLISH, evaluation, all);
      int name = rows.stream().mapToInt(row -> row.get(0).length()).reduce(NAME, Math::max);
      text.append(line(name, MeasureRows.head(ENGLISH)));
      rows.forEach(row -> text.append(line(name, row)));
    }
    MeasureRows.meaning(ENGLISH, evaluation)
        .ifPresent(meaning -> text.append("%n%s%n".formatted(meaning)));
    Evaluation.DetectionCounts detection = evaluation.nonCodable();
    text.append(
            "%nnon-codable      precision %s, recall %s (%d found, %d missed, %d wrong)%n"
                .formatted(
                    MeasureRows.percent(detection.precision()),
                    MeasureRows.percent(detection.recall()),
                    detection.truePositive(),
                    detection.falseNegative(),
                    detection.falsePositive()))
        .append("                 %s%n".formatted(detection.target().told(ENGLISH)));
    evaluation.comparisons().forEach((code, comparison) -> text.append(of(code, comparison)));
    List<String> sentences = new ArrayList<>(evaluation.leftOut());
    sentences.addAll(evaluation.notes());
    if (!sentences.isEmpty()) {
      text.append("%n%s%n".formatted(String.join(" ", sentences)));
    }
    return text.toString();
  }

  private static String of(String code, Comparison c) {
    return "%n%s beside %s: automatic by both %d, ours alone %d, it alone %d, none %d; same code on %d of %d with both%n"
            .formatted(
                code,
                c.other(),
                c.bothAuto(),
                c.oursAuto(),
                c.otherAuto(),
                c.neitherAuto(),
                c.agree(),
                c.bothCoded())
        + (c.judged() == 0
            ? "  no form has a true code that comes from neither: who is right is not known%n"
                .formatted()
            : "  of %d forms with an independent true code they differ on %d: ours right %d, it %d, none %d; gained %d, lost %d%n"
                .formatted(
                    c.judged(),
                    c.judgedDiffer(),
                    c.oursRight(),
                    c.otherRight(),
                    c.neitherRight(),
                    c.gained(),
                    c.lost()));
  }

  private static String line(int name, List<String> cells) {
    return ("%-" + name + "s" + ROW).formatted(cells.toArray());
  }
}
