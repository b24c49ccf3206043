package fr.recap.evaluation;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures as rows of text, for the terminal and for pages. */
public final class MeasureRows {
  private static final Texts ENGLISH = Texts.of(Language.EN);

  private MeasureRows() {}

  /** What the cells of a row are. */
  public static List<String> head(Texts texts) {
    return texts.list("report.ranks.head");
  }

  /**
   * A row a code, then one another order of establishments, then one a code of the coder compared
   * with.
   *
   * @param texts of the rows' language
   * @param all shares of all forms, or else of those whose true code is known
   */
  public static List<List<String>> of(Texts texts, Evaluation evaluation, boolean all) {
    List<List<String>> rows = new ArrayList<>();
    evaluation.codes().forEach((code, e) -> rows.add(row(texts, code, e.overall(), all)));
    evaluation
        .orders()
        .forEach((order, measures) -> rows.add(row(texts, named(texts, order), measures, all)));
    evaluation
        .previousCoder()
        .forEach(
            (code, measures) -> {
              String coder = texts.translated(evaluation.comparisons().get(code).other());
              rows.add(row(texts, texts.get("report.ranks.other", code, coder), measures, all));
            });
    return rows;
  }

  /** An order's name for readers. */
  public static String named(Texts texts, String order) {
    return texts.get("report.ranks.order." + order);
  }

  /** What the orders mean; empty where there are none. */
  public static Optional<String> meaning(Texts texts, Evaluation evaluation) {
    return evaluation.orders().containsKey(CommuneFirst.CODE)
        ? Optional.of(texts.get("report.ranks.commune-first-note", named(texts, CommuneFirst.CODE)))
        : Optional.empty();
  }

  private static List<String> row(Texts texts, String name, Measures m, boolean all) {
    long base = all ? m.forms() : m.referenced();
    return List.of(
        name,
        texts.count(base),
        texts.percent(share(m.top1(), base)),
        texts.percent(share(m.top3(), base)),
        texts.percent(share(m.top5(), base)),
        texts.percent(share(m.top10(), base)),
        texts.percent(m.coverage()),
        texts.percent(all ? m.precisionOfAll() : m.precisionOfReferenced()));
  }

  /** A number in English, with its thousands apart. */
  public static String count(long value) {
    return ENGLISH.count(value);
  }

  /** A share as percentage in English; a dash where there is none. */
  public static String percent(double share) {
    return ENGLISH.percent(share);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
