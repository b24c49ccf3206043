package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.forms.CodedFormRows;
import fr.recap.tables.Rp;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Forms that coders could not cope with. They are told with their reason, and end nothing; but
 * where they are many, it is no odd form that is to blame, and no result is better than theirs.
 *
 * <p>All failed forms of a campaign are coded again by each run, so that those of this run are all
 * that there are: they may be a share of the campaign. A few odd ones of a small delivery are no
 * more than that; but where the greater part of a delivery fails, its cause is another one.
 *
 * @param forms the table of the forms
 * @param mostShare share of forms, in [0, 1], that may fail
 */
record FailedForms(TableName forms, double mostShare) {
  /** As many forms of a delivery have failed by chance or for what they are. */
  private static final int FEW = 20;

  private static final double GREATER_PART = 0.5;

  /**
   * Counts them.
   *
   * @param flow rows of {@link CodedFormRows} that all of the coders have coded
   * @param coded number of its rows
   * @param all forms of the campaign, these and those that were coded before
   * @return by name of coder
   * @throws RefusedInputException if a coder failed on too many
   */
  Map<String, Long> count(Dataset<Row> flow, Collection<Coder> coders, long coded, long all) {
    List<Coder> asked = List.copyOf(coders);
    Column[] counts =
        asked.stream().map(coder -> functions.count(coder.failure())).toArray(Column[]::new);
    Row row = flow.select(counts).head();
    Map<String, Long> failed = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      long count = row.getLong(i);
      boolean most = count > FEW && count > Math.max(mostShare, GREATER_PART) * coded;
      if (count > mostShare * all || most) {
        throw new RefusedInputException(
            "%s failed on %d of %d forms of %s, more than max-reject-share allows (%s); one is %s. Nothing was published: mend the cause and run the job again, or raise the share"
                .formatted(
                    asked.get(i).model(),
                    count,
                    most ? coded : all,
                    forms,
                    mostShare,
                    one(flow, asked.get(i))));
      }
      failed.put(asked.get(i).name(), count);
    }
    return failed;
  }

  private static String one(Dataset<Row> flow, Coder coder) {
    Column reason = coder.failure();
    Row row = flow.where(reason.isNotNull()).select(CodedFormRows.form(Rp.CABBI), reason).head();
    return "%s (%s)".formatted(row.getString(0), row.getString(1));
  }
}
