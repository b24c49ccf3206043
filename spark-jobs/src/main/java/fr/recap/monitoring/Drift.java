package fr.recap.monitoring;

import fr.recap.tables.Monitoring;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * One figure of a campaign beside that of the forms that a coder was measured on.
 *
 * @param model version of the coder
 * @param measure {@link #FILLED}, {@link #UNKNOWN_WORDS}, {@link #PROBABILITIES} or {@link
 *     #COVERAGE}
 * @param item a field, or a département; empty for all
 * @param training share at training, from 0 to 1; 0 for {@link #PROBABILITIES}
 * @param campaign share now; for {@link #PROBABILITIES} the stability index, from 0
 * @param trainingForms forms (words for {@link #UNKNOWN_WORDS}) that the share at training is of
 * @param campaignForms likewise
 * @param outOfDepth whether it differs more than chance and habit explain
 */
public record Drift(
    String model,
    String measure,
    String item,
    double training,
    double campaign,
    long trainingForms,
    long campaignForms,
    boolean outOfDepth) {
  /** Share of forms that have a field. */
  public static final String FILLED = "field filled";

  /** Share of words that the coder never saw. */
  public static final String UNKNOWN_WORDS = "unknown words";

  /**
   * The population stability index of the probabilities: the sum over tenths of {@code (p - q) ln(p
   * / q)}, p the share of the campaign's forms and q that at training (Siddiqi, Credit Risk
   * Scorecards, 2006).
   */
  public static final String PROBABILITIES = "probabilities";

  /** Share of coded forms whose probability reaches the threshold that training chose. */
  public static final String COVERAGE = "coverage";

  /** A share must differ by as much. */
  static final double LEAST = 0.05;

  /** A share must differ by as many standard errors. */
  static final double ERRORS = 3;

  /** From here on, by custom, a population is said to be another. */
  static final double UNSTABLE = 0.25;

  /** Départements with fewer coded forms in the campaign are not judged. */
  static final int FEWEST = 30;

  /** Compares a campaign with what a coder was measured on. */
  public static List<Drift> between(String model, Profile training, Profile campaign) {
    List<Drift> drifts = new ArrayList<>();
    campaign
        .filled()
        .forEach(
            (field, filled) -> {
              if (training.filled().containsKey(field)) {
                Share then = new Share(training.filled().get(field), training.forms());
                Share now = new Share(filled, campaign.forms());
                drifts.add(then.to(now, model, FILLED, field, Math.abs(now.of() - then.of())));
              }
            });
    if (training.words() > 0) {
      Share then = new Share(training.unknownWords(), training.words());
      Share now = new Share(campaign.unknownWords(), campaign.words());
      drifts.add(then.to(now, model, UNKNOWN_WORDS, "", now.of() - then.of()));
    }
    drifts.add(probabilities(model, training, campaign));
    Share then = Share.of(training.everywhere());
    Share now = Share.of(campaign.everywhere());
    drifts.add(then.to(now, model, COVERAGE, "", then.of() - now.of()));
    campaign
        .departements()
        .forEach(
            (departement, counts) -> {
              if (counts.forms() >= FEWEST && !departement.isEmpty()) {
                Profile.Automatic there = training.departements().get(departement);
                Share before = there == null || there.forms() < FEWEST ? then : Share.of(there);
                Share here = Share.of(counts);
                drifts.add(before.to(here, model, COVERAGE, departement, before.of() - here.of()));
              }
            });
    return drifts;
  }

  /** As rows of {@link Monitoring#TABLE}. */
  public static Dataset<Row> rows(SparkSession spark, List<Drift> drifts) {
    return spark.createDataFrame(
        drifts.stream()
            .map(
                d ->
                    RowFactory.create(
                        d.model,
                        d.measure,
                        d.item,
                        d.training,
                        d.campaign,
                        d.trainingForms,
                        d.campaignForms,
                        d.outOfDepth))
            .toList(),
        Monitoring.TABLE.schema());
  }

  /** Out of the rows of {@link Monitoring#TABLE}, in order of model, measure and item. */
  public static List<Drift> read(Dataset<Row> rows) {
    return rows
        .orderBy(Monitoring.MODEL, Monitoring.MEASURE, Monitoring.ITEM)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Drift(
                    row.getAs(Monitoring.MODEL),
                    row.getAs(Monitoring.MEASURE),
                    row.getAs(Monitoring.ITEM),
                    row.<Double>getAs(Monitoring.TRAINING),
                    row.<Double>getAs(Monitoring.CAMPAIGN),
                    row.<Long>getAs(Monitoring.TRAINING_FORMS),
                    row.<Long>getAs(Monitoring.CAMPAIGN_FORMS),
                    row.<Boolean>getAs(Monitoring.OUT_OF_DEPTH)))
        .toList();
  }

  /** The measure and what it is of. */
  public String subject() {
    return item.isEmpty() ? measure : measure + ", " + item;
  }

  private static Drift probabilities(String model, Profile training, Profile campaign) {
    double index = 0;
    double noise = (Profile.BINS - 1) * (1.0 / training.scored() + 1.0 / campaign.scored());
    for (int bin = 0; bin < Profile.BINS; bin++) {
      // Half a form more keeps the logarithm of an empty tenth finite.
      double q = (training.scores().get(bin) + 0.5) / (training.scored() + 0.5 * Profile.BINS);
      double p = (campaign.scores().get(bin) + 0.5) / (campaign.scored() + 0.5 * Profile.BINS);
      index += (p - q) * Math.log(p / q);
    }
    return new Drift(
        model,
        PROBABILITIES,
        "",
        0,
        index,
        training.scored(),
        campaign.scored(),
        index - noise > UNSTABLE);
  }

  private record Share(long part, long all) {
    static Share of(Profile.Automatic counts) {
      return new Share(counts.automatic(), counts.forms());
    }

    double of() {
      return all == 0 ? 0 : (double) part / all;
    }

    /**
     * @param worse how much worse it is now
     */
    Drift to(Share now, String model, String measure, String item, double worse) {
      double both = (double) (part + now.part) / Math.max(1, all + now.all);
      double error =
          Math.sqrt(both * (1 - both) * (1.0 / Math.max(1, all) + 1.0 / Math.max(1, now.all)));
      boolean out = now.all > 0 && all > 0 && worse >= LEAST && worse > ERRORS * error;
      return new Drift(model, measure, item, of(), now.of(), all, now.all, out);
    }
  }
}
