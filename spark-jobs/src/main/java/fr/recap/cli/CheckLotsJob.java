package fr.recap.cli;

import fr.recap.campaign.CheckLots;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.Postgres;
import java.io.PrintStream;

/** {@code recap check-lots}. */
final class CheckLotsJob extends Job {
  private boolean fix;

  CheckLotsJob() {
    super("check-lots");
  }

  @Override
  protected void declare(Options options) {
    options.flag("fix", () -> fix = true);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    CheckLots.Result result =
        new CheckLots(new Postgres(config.postgres()), config.tables(), fix).execute();
    for (CheckLots.Difference difference : result.differences()) {
      out.printf(
          "%s %d: %s is %s, should be %s%n",
          difference.table(),
          difference.id(),
          difference.column(),
          difference.stored(),
          difference.expected());
    }
    int left = result.left().size();
    String end =
        result.differences().isEmpty()
            ? "All counters are right"
            : fix
                ? "%d values corrected".formatted(result.differences().size() - left)
                : "%d values are wrong; --fix corrects them".formatted(result.differences().size());
    out.println(end);
    if (left > 0) {
      out.printf(
          "%d values were left, as clerks are changing these lots or waves: run it again%n", left);
    }
  }
}
