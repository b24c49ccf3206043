package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Two coders on the same forms. Who is right is counted on forms alone whose true code comes from
 * neither of them.
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
 * @param classes gained and lost by section of the true activity
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
    List<OneClass> classes) {

  /** Forms of one section whose true code is independent, and what changes in it. */
  public record OneClass(
      String section, long judged, long oursRight, long otherRight, long gained, long lost) {}

  /**
   * Compares.
   *
   * @param judged rows of {@link JudgedForms}
   * @param independent whether a known true code comes from neither coder
   */
  static Comparison of(Dataset<Row> judged, String code, String other, Column independent) {
    String previous = JudgedForms.previous(code);
    Column oursAuto = col(JudgedForms.auto(code));
    Column otherAuto = col(JudgedForms.auto(previous));
    Column bothCoded =
        col(JudgedForms.said(code)).isNotNull().and(col(JudgedForms.said(previous)).isNotNull());
    Column agree =
        bothCoded.and(col(JudgedForms.said(code)).equalTo(col(JudgedForms.said(previous))));
    Column known = independent.and(col(JudgedForms.truth(code)).isNotNull());
    Column ours = known.and(col(JudgedForms.rank(code)).equalTo(1));
    Column others = known.and(col(JudgedForms.rank(previous)).equalTo(1));
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
            .groupBy(coalesce(col(JudgedForms.SECTION), lit("")).as(JudgedForms.SECTION))
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
        classes);
  }

  private static Column number(Column condition) {
    return functions.coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }
}
