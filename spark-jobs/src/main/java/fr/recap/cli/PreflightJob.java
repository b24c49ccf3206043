package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.operations.Finding;
import fr.recap.operations.Finding.Level;
import fr.recap.operations.Preflight;
import java.io.PrintStream;
import java.util.Locale;

/** {@code recap preflight}. */
final class PreflightJob extends Job {
  PreflightJob() {
    super("preflight");
  }

  @Override
  protected void declare(Options options) {}

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    Preflight.Result result = new Preflight(config).execute();
    for (Finding finding : result.findings()) {
      out.printf(
          "%-8s %-24s %s%n",
          finding.level().name().toLowerCase(Locale.ROOT), finding.subject(), finding.text());
      if (!finding.remedy().isEmpty()) {
        out.printf("%-8s %-24s -> %s%n", "", "", finding.remedy());
      }
    }
    String counts =
        "%d errors, %d warnings".formatted(result.count(Level.ERROR), result.count(Level.WARNING));
    if (!result.ready()) {
      throw new ConfigException(counts + ": a run would fail");
    }
    out.println(counts);
  }
}
