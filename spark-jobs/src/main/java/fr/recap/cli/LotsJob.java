package fr.recap.cli;

import fr.recap.campaign.BuildLots;
import fr.recap.config.RecapConfig;
import java.io.PrintStream;

/** {@code recap lots}. */
final class LotsJob extends Job {
  private BuildLots.Way way = BuildLots.Way.ADD;

  LotsJob() {
    super("lots");
  }

  @Override
  protected void declare(Options options) {
    options.flag("rebuild", () -> way = way == BuildLots.Way.FORCE ? way : BuildLots.Way.REBUILD);
    options.flag("force", () -> way = BuildLots.Way.FORCE);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    BuildLots.Result result = new BuildLots(spark(), config, way).execute();
    out.printf(
        "%d forms in %d new lots and %d new waves (%s, %s, %s), %d were in lots before; %d rows of %s written%n",
        result.forms(),
        result.lots(),
        result.waves(),
        config.tables().lots(),
        config.tables().lotsReprise(),
        config.tables().vaguesReprise(),
        result.before(),
        result.individus(),
        config.tables().individus());
  }
}
