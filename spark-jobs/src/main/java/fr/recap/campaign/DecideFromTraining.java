package fr.recap.campaign;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.TrainingCurve;
import fr.recap.metrics.OutOfFold;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Chooses the threshold of a published version for a target precision as its training did, from the
 * training's out-of-fold forms, and publishes the version again with the decision in its manifest:
 * no campaign needs to be coded yet. {@link DecideThreshold} chooses on a coded campaign.
 */
public final class DecideFromTraining {
  private final RecapConfig config;
  private final String model;
  private final OptionalDouble targetPrecision;
  private final boolean store;

  /**
   * @param model name of the model of a coder, such as NAF, or one of its published versions
   * @param targetPrecision of the truth; empty for the training's own
   * @param store whether the decision is stored, or just shown
   */
  public DecideFromTraining(
      RecapConfig config, String model, OptionalDouble targetPrecision, boolean store) {
    this.config = config;
    this.model = model;
    this.targetPrecision = targetPrecision;
    this.store = store;
  }

  /**
   * What was found.
   *
   * @param target precision by the truth
   * @param targetByLabels what is asked for it by the labels of the training forms, which err; the
   *     precisions of {@code decided} are by labels too
   */
  public record Result(double target, double targetByLabels, DecideThreshold.Result decided) {}

  /**
   * Chooses.
   *
   * @throws ConfigException if the model is unknown or not published, or its training kept no
   *     out-of-fold forms
   * @throws RefusedInputException if no threshold reaches the target, or another version was
   *     published meanwhile
   */
  public Result execute() throws IOException {
    DecidedVersion version = DecidedVersion.of(config, model);
    String training = version.ref().manifest().training();
    OutOfFold forms =
        OutOfFold.read(version.ref().fetch())
            .orElseThrow(
                () ->
                    new ConfigException(
                        "%s has no %s, so that nothing can be chosen from its training %s, which is of an earlier version of recap or learned no forms: run 'recap train %s' and 'recap publish %s', or choose on a coded campaign, without --from-training"
                            .formatted(
                                version.ref(),
                                OutOfFold.FILE,
                                training,
                                version.coder().name(),
                                version.coder().model())));
    double target = targetPrecision.orElse(forms.target());
    String data = data(training, forms);
    DecisionCurve.Point chosen =
        TrainingCurve.at(
            forms,
            forms.threshold(target).orElseThrow(() -> DecideThreshold.outOfReach(target, data)));
    Optional<String> published =
        store ? Optional.of(version.store(chosen, target, data)) : Optional.empty();
    return new Result(
        target,
        forms.byLabels(target),
        new DecideThreshold.Result(
            version.ref().version(), data, TrainingCurve.of(forms), chosen, published));
  }

  /** Tells of wrong labels, without which a precision below the target would look like a fault. */
  private static String data(String training, OutOfFold forms) {
    double wrong = forms.rule().labelErrors();
    return String.format(
        Locale.ROOT,
        "training %s, %,d out-of-fold forms%s",
        training,
        forms.forms(),
        wrong == 0
            ? ""
            : String.format(
                Locale.ROOT, " (at least %.1f %% of their labels taken to be wrong)", 100 * wrong));
  }
}
