package fr.recap.cli;

import fr.recap.campaign.DecideFromTraining;
import fr.recap.campaign.DecideThreshold;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.report.TradeOffText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.OptionalDouble;

/** {@code recap threshold}. */
final class ThresholdJob extends Job {
  private String model = "";
  private double target = Double.NaN;
  private boolean fromTraining;
  private boolean show;

  ThresholdJob() {
    super("threshold");
  }

  @Override
  protected void declare(Options options) {
    options.text("model", "name", value -> model = value);
    options.text("target-precision", "share", value -> target = share(value));
    options.flag("from-training", () -> fromTraining = true);
    options.flag("show", () -> show = true);
  }

  private static double share(String text) {
    try {
      double value = Double.parseDouble(text);
      if (value > 0 && value < 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ConfigException("--target-precision must lie between 0 and 1, cannot be: " + text);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (model.isEmpty() || (Double.isNaN(target) && !fromTraining)) {
      throw new ConfigException(
          "recap threshold needs --model and --target-precision, such as: recap threshold --model NAF --target-precision 0.9; with --from-training, --model alone takes the target of the training");
    }
    try {
      DecideThreshold.Result result = fromTraining ? ofTraining(config, out) : ofCampaign(config);
      out.printf("%s on %s%n", result.version(), result.data());
      out.print(TradeOffText.of(result.curve(), result.chosen()));
      out.println(
          result
              .published()
              .map(
                  version ->
                      "Published as %s with the threshold %.3f: the next 'recap code' uses it"
                          .formatted(version, result.chosen().threshold()))
              .orElse("Nothing was stored."));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
    }
  }

  private DecideThreshold.Result ofCampaign(RecapConfig config) throws IOException {
    return new DecideThreshold(spark(), config, model, target, !show).execute();
  }

  private DecideThreshold.Result ofTraining(RecapConfig config, PrintStream out)
      throws IOException {
    OptionalDouble asked =
        Double.isNaN(target) ? OptionalDouble.empty() : OptionalDouble.of(target);
    DecideFromTraining.Result result =
        new DecideFromTraining(config, model, asked, !show).execute();
    out.printf(
        Locale.ROOT,
        "Target: a precision of %.3f by the truth, %.3f by the labels of the training forms; those below are by labels%n",
        result.target(),
        result.targetByLabels());
    return result.decided();
  }
}
