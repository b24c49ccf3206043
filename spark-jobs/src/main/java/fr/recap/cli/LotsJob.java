package fr.recap.cli;

import fr.recap.campaign.BuildLots;
import fr.recap.config.RecapConfig;
import java.io.PrintStream;

/** {@code recap lots}. */
final class LotsJob extends Job {
  private boolean force;

  LotsJob() {
    super("lots", "builds lots and waves of the forms that clerks have to code");
  }

  @Override
  protected void declare(Options options) {
    options.flag(
        "force", "replaces lots that clerks have opened; their work is lost", () -> force = true);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    BuildLots.Result result = new BuildLots(spark(), config, force).execute();
    out.printf(
        "%d forms in %d lots and %d waves (%s, %s, %s); %d forms in %s%n",
        result.forms(),
        result.lots(),
        result.waves(),
        config.tables().lots(),
        config.tables().lotsReprise(),
        config.tables().vaguesReprise(),
        result.individus(),
        config.tables().individus());
  }
}
