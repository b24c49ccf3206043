package fr.recap.cli;

import fr.recap.campaign.DecideThreshold;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.report.TradeOffText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;

/** {@code recap threshold}. */
final class ThresholdJob extends Job {
  private String model = "";
  private double target = Double.NaN;
  private boolean show;

  ThresholdJob() {
    super("threshold");
  }

  @Override
  protected void declare(Options options) {
    options.text("model", "name", value -> model = value);
    options.text("target-precision", "share", value -> target = share(value));
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
    if (model.isEmpty() || Double.isNaN(target)) {
      throw new ConfigException(
          "recap threshold needs --model and --target-precision, such as: recap threshold --model NAF --target-precision 0.9");
    }
    try {
      DecideThreshold.Result result =
          new DecideThreshold(spark(), config, model, target, !show).execute();
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
}
