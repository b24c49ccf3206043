package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.metrics.Threshold;
import fr.recap.models.ModelRef;
import fr.recap.postgres.RunManifests;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Chooses the threshold of a published version for a target precision on the coded campaign, and
 * publishes the version again with the decision in its manifest. {@link DecideFromTraining} needs
 * no campaign.
 */
public final class DecideThreshold {
  private final SparkSession spark;
  private final RecapConfig config;
  private final String model;
  private final double targetPrecision;
  private final boolean store;

  /**
   * @param model name of the model of a coder, such as NAF, or one of its published versions; the
   *     campaign must have been coded with it, or with another version of the same training
   * @param store whether the decision is stored, or just shown
   */
  public DecideThreshold(
      SparkSession spark, RecapConfig config, String model, double targetPrecision, boolean store) {
    this.spark = spark;
    this.config = config;
    this.model = model;
    this.targetPrecision = targetPrecision;
    this.store = store;
  }

  /**
   * What was found.
   *
   * @param version whose threshold it is
   * @param data what it was chosen on
   * @param curve what each threshold gives
   * @param chosen the lowest threshold that surely reaches the target
   * @param published the new version with the decision; empty if it was just shown
   */
  public record Result(
      String version,
      String data,
      DecisionCurve curve,
      DecisionCurve.Point chosen,
      Optional<String> published) {}

  /**
   * Chooses.
   *
   * @throws ConfigException if the model is unknown or not published
   * @throws RefusedInputException if the campaign was coded with another training, no threshold
   *     reaches the target, a table is missing, or another version was published meanwhile
   */
  public Result execute() throws IOException {
    DecidedVersion version = DecidedVersion.of(config, model);
    refuseOtherTraining(version.coder(), version.ref());
    Evaluation evaluation = new Evaluate(spark, config).execute();
    DecisionCurve curve = evaluation.curve(version.coder().decision());
    String data =
        "%s (%,d forms) against %s"
            .formatted(evaluation.results(), evaluation.forms(), evaluation.truth());
    DecisionCurve.Point chosen = choose(curve, data);
    Optional<String> published =
        store ? Optional.of(version.store(chosen, targetPrecision, data)) : Optional.empty();
    return new Result(version.ref().version(), data, curve, chosen, published);
  }

  private void refuseOtherTraining(Coder coder, ModelRef ref) throws IOException {
    String used = RunManifests.models(config, config.tables().results()).get(coder.name());
    if (used == null) {
      throw new RefusedInputException(
          "%s knows no run of 'recap code' that wrote %s, so that nobody can say which %s its probabilities are of: code the campaign first"
              .formatted(config.tables().runManifest(), config.tables().results(), ref.name()));
    }
    String training = ModelRef.resolve(config, ref.name(), Optional.of(used)).manifest().training();
    if (!training.equals(ref.manifest().training())) {
      throw new RefusedInputException(
          "%s was coded with %s, which is of another training than %s: code the campaign with it first, or give --model %s"
              .formatted(config.tables().results(), used, ref.version(), used));
    }
  }

  /** As {@link Threshold#forPrecision}: one standard error below the estimate must reach it. */
  private DecisionCurve.Point choose(DecisionCurve curve, String data) {
    return curve.points().stream()
        .filter(point -> point.threshold() > 0 && point.accepted() > 0)
        .filter(
            point ->
                Threshold.lowerLimit(point.precision().value(), point.accepted())
                    >= targetPrecision)
        .findFirst()
        .orElseThrow(() -> outOfReach(targetPrecision, data));
  }

  static RefusedInputException outOfReach(double targetPrecision, String data) {
    return new RefusedInputException(
        "No threshold surely reaches the precision %s on %s: aim lower, or train a better model"
            .formatted(targetPrecision, data));
  }
}
