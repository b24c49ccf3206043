package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import fr.recap.forms.CodedFormRows;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The forms of a campaign that a run has to code: those that are new, that have changed since they
 * were coded, that were coded by others than these coders, or on which a coder failed. The others
 * are left as they are.
 *
 * @param judged the forms, each with whether it is to be coded; persisted
 * @param toCode forms that are to be coded
 * @param left forms that are coded already and stay so
 * @param waiting forms that are neither, since a later run is to code them
 * @param removed rows of earlier results whose form is gone
 */
record Delivery(Dataset<Row> judged, long toCode, long left, long waiting, long removed) {
  private static final String TO_CODE = "to_code";
  private static final String KNOWN = "known";
  private static final String KEY = "earlier_cabbi";
  private static final String FORM = "earlier_form";
  private static final String CODERS = "earlier_coders";

  /**
   * All forms of a campaign.
   *
   * @param flow forms with their fingerprints ({@link FormFingerprint#flow}), one of each key
   */
  static Delivery ofAll(Dataset<Row> flow) {
    return judged(flow.withColumn(KNOWN, lit(false)).withColumn(TO_CODE, lit(true)), 0);
  }

  /**
   * Those that the earlier results lack.
   *
   * @param results earlier results: key and fingerprints of {@link CodageAutoResults}
   * @param coders the fingerprint of the coders
   */
  static Delivery of(Dataset<Row> flow, Dataset<Row> results, String coders) {
    // Of a key that is there twice neither row counts.
    Column once = count(lit(1)).equalTo(1);
    Dataset<Row> earlier =
        results
            .groupBy(col(Rp.CABBI).as(KEY))
            .agg(
                when(once, max(CodageAutoResults.FORM_FINGERPRINT)).as(FORM),
                when(once, max(CodageAutoResults.CODERS_FINGERPRINT)).as(CODERS));
    Column same =
        col(FORM).equalTo(col(CodageAutoResults.FORM_FINGERPRINT)).and(col(CODERS).equalTo(coders));
    return judged(
        flow.join(earlier, CodedFormRows.form(Rp.CABBI).equalTo(col(KEY)), "left")
            .withColumn(KNOWN, col(KEY).isNotNull())
            .withColumn(TO_CODE, not(coalesce(same, lit(false))))
            .drop(KEY, FORM, CODERS),
        results.count());
  }

  private static Delivery judged(Dataset<Row> forms, long earlier) {
    Dataset<Row> judged = forms.persist(StorageLevel.MEMORY_AND_DISK());
    Column left = not(col(TO_CODE));
    Row counts =
        judged
            .agg(
                number(col(TO_CODE)),
                number(left.and(col(KNOWN))),
                number(left.and(not(col(KNOWN)))),
                number(col(KNOWN)))
            .head();
    return new Delivery(
        judged,
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        earlier - counts.getLong(3));
  }

  /**
   * Some of these: the others stay as they are coded, or wait for a later run.
   *
   * @param keys of the forms that may be coded; empty for all
   * @param limit at most so many are coded, drawn by a hash of their key
   */
  Delivery only(Optional<Dataset<Row>> keys, OptionalInt limit) {
    Dataset<Row> chosen = forms().select(CodedFormRows.form(Rp.CABBI).as(KEY));
    if (keys.isPresent()) {
      chosen = chosen.join(keys.get().select(col(Rp.CABBI).as(KEY)), KEY, "left_semi");
    }
    if (limit.isPresent()) {
      chosen = chosen.orderBy(xxhash64(col(KEY)), col(KEY)).limit(limit.getAsInt());
    }
    return judged(
        judged
            .drop(TO_CODE)
            .join(chosen, CodedFormRows.form(Rp.CABBI).equalTo(col(KEY)), "left")
            .withColumn(TO_CODE, col(KEY).isNotNull())
            .drop(KEY),
        removed + judged.where(col(KNOWN)).count());
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  /** The forms that are to be coded, with their fingerprints. */
  Dataset<Row> forms() {
    return judged.where(col(TO_CODE)).drop(TO_CODE, KNOWN);
  }

  /** The rows of an earlier table, one a form, of those forms that are left as they are. */
  Dataset<Row> ofLeft(Dataset<Row> earlier) {
    Dataset<Row> keys =
        judged
            .where(col(KNOWN).and(not(col(TO_CODE))))
            .select(CodedFormRows.form(Rp.CABBI).as(KEY));
    return earlier.join(keys, earlier.col(Rp.CABBI).equalTo(keys.col(KEY)), "left_semi");
  }

  /** Forms that have a row in the end. */
  long all() {
    return toCode + left;
  }
}
