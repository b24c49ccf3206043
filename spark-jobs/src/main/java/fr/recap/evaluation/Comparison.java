package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Two coders on the same forms. Who is right is counted on forms alone with a true code that comes
 * from neither of them.
 *
 * @param other name of the coder that ours is compared with
 * @param forms all forms
 * @param bothAuto coded automatically by both
 * @param oursAuto by ours alone
 * @param otherAuto by the other alone
 * @param neitherAuto by none
 * @param bothCoded forms with a first code of both, automatic or not
 * @param agree of these, those with the same one
 * @param judged what follows is counted on so many forms: those with an independent true code
 * @param judgedDiffer of these, those with two different first codes
 * @param oursRight of these, ours is true
 * @param otherRight the other is true
 * @param neitherRight none is
 * @param gained forms that ours codes automatically and rightly, and the other doesn't
 * @param lost forms that the other codes automatically and rightly, and ours doesn't
 * @param classes gained and lost by section of the true activity; by the first character of the
 *     true code where a nomenclature is not that of the activity
 * @param pairs first codes of a nomenclature on which they differ, the most frequent pairs first,
 *     at most {@link #PAIRS}
 */
public record Comparison(
    String other,
    long forms,
    long bothAuto,
    long oursAuto,
    long otherAuto,
    long neitherAuto,
    long bothCoded,
    long agree,
    long judged,
    long judgedDiffer,
    long oursRight,
    long otherRight,
    long neitherRight,
    long gained,
    long lost,
    List<OneClass> classes,
    List<Pair> pairs) {
  /** Pairs of codes that are told. */
  public static final int PAIRS = 30;

  /** Forms of one section whose true code is independent, and what changes in it. */
  public record OneClass(
      String section, long judged, long oursRight, long otherRight, long gained, long lost) {}

  /**
   * Forms that the two coders gave these two first codes.
   *
   * @param judged of these, those with an independent true code
   * @param oursRight of these, ours is true
   * @param otherRight the other is true
   */
  public record Pair(
      String ours, String other, long forms, long judged, long oursRight, long otherRight) {}

  /**
   * Compares.
   *
   * @param judged rows of {@link JudgedForms}
   * @param judge a true code that comes from neither coder, null where there is none
   */
  static Comparison of(Dataset<Row> judged, String code, String other, Column judge, Scope scope) {
    String previous = JudgedForms.previous(code);
    Column ourCode = col(JudgedForms.said(code));
    Column otherCode = col(JudgedForms.said(previous));
    Column oursAuto = col(JudgedForms.auto(code));
    Column otherAuto = col(JudgedForms.auto(previous));
    Column bothCoded = ourCode.isNotNull().and(otherCode.isNotNull());
    Column agree = bothCoded.and(ourCode.equalTo(otherCode));
    Column known = judge.isNotNull();
    Column ours = coalesce(ourCode.equalTo(judge), lit(false));
    Column others = coalesce(otherCode.equalTo(judge), lit(false));
    Column differ = known.and(bothCoded).and(not(coalesce(agree, lit(false))));
    Column gained = ours.and(oursAuto).and(not(others.and(otherAuto)));
    Column lost = others.and(otherAuto).and(not(ours.and(oursAuto)));
    Row all =
        judged
            .agg(
                count(lit(1)),
                number(oursAuto.and(otherAuto)),
                number(oursAuto.and(not(otherAuto))),
                number(otherAuto.and(not(oursAuto))),
                number(not(oursAuto.or(otherAuto))),
                number(bothCoded),
                number(agree),
                number(known),
                number(differ),
                number(differ.and(ours)),
                number(differ.and(others)),
                number(differ.and(not(ours.or(others)))),
                number(gained),
                number(lost))
            .head();
    List<OneClass> classes =
        judged
            .groupBy(coalesce(classOf(code, judge, scope), lit("")).as(JudgedForms.SECTION))
            .agg(number(known), number(ours), number(others), number(gained), number(lost))
            .sort(JudgedForms.SECTION)
            .collectAsList()
            .stream()
            .map(
                row ->
                    new OneClass(
                        row.getString(0),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
            .toList();
    List<Pair> pairs =
        Scope.isEstablishment(code)
            ? List.of()
            : pairs(judged.where(bothCoded.and(not(agree))), ourCode, otherCode, judge);
    return new Comparison(
        other,
        all.getLong(0),
        all.getLong(1),
        all.getLong(2),
        all.getLong(3),
        all.getLong(4),
        all.getLong(5),
        all.getLong(6),
        all.getLong(7),
        all.getLong(8),
        all.getLong(9),
        all.getLong(10),
        all.getLong(11),
        all.getLong(12),
        all.getLong(13),
        classes,
        pairs);
  }

  private static Column classOf(String code, Column judge, Scope scope) {
    return scope.classes(code).equals(scope.activity())
        ? col(JudgedForms.SECTION)
        : substring(judge, 1, 1);
  }

  private static List<Pair> pairs(
      Dataset<Row> differing, Column ourCode, Column otherCode, Column judge) {
    return differing
        .groupBy(ourCode.as("ours"), otherCode.as("other"))
        .agg(
            count(lit(1)).as("forms"),
            number(judge.isNotNull()),
            number(ourCode.equalTo(judge)),
            number(otherCode.equalTo(judge)))
        .sort(col("forms").desc(), col("ours"), col("other"))
        .limit(PAIRS)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Pair(
                    row.getString(0),
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5)))
        .toList();
  }

  private static Column number(Column condition) {
    return functions.coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }
}
