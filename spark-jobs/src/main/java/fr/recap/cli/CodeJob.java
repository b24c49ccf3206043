package fr.recap.cli;

import fr.recap.campaign.CodeCampaign;
import fr.recap.config.RecapConfig;
import java.io.PrintStream;
import java.util.TreeMap;

/** {@code recap code}. */
final class CodeJob extends Job {
  CodeJob() {
    super("code", "codes every form of a campaign to NAF, PCS and SIRET");
  }

  @Override
  void declare(Options options) {}

  @Override
  void execute(RecapConfig config, PrintStream out) {
    CodeCampaign.Result result = new CodeCampaign(spark(), config).execute();
    out.printf(
        "%,d forms of %s: %,d coded into %s and %s, %,d rejected, in %d s (run %s)%n",
        result.formsIn(),
        config.tables().forms(),
        result.coded(),
        config.tables().results(),
        config.tables().output(),
        result.rejected(),
        result.duration().toSeconds(),
        result.runId());
    new TreeMap<>(result.models())
        .forEach((name, version) -> out.printf("  %-10s %s%n", name, version));
  }
}
