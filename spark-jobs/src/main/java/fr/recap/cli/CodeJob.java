package fr.recap.cli;

import fr.recap.campaign.CodeCampaign;
import fr.recap.config.RecapConfig;
import fr.recap.monitoring.Drift;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;

/** {@code recap code}. */
final class CodeJob extends Job {
  private static final int SHOWN = 10;

  CodeJob() {
    super("code", "codes every form of a campaign to nomenclatures and establishments");
  }

  @Override
  protected void declare(Options options) {}

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
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
    if (result.misplaced() > 0) {
      out.printf(
          "%,d forms were coded without a place: the coordinates in %s are none%n",
          result.misplaced(), config.tables().formsGeo());
    }
    result
        .failed()
        .forEach(
            (coder, forms) -> {
              if (forms > 0) {
                out.printf(
                    "%,d forms have nothing of %s, which failed on them: their errors are in %s%n",
                    forms, coder, config.tables().results());
              }
            });
    new TreeMap<>(result.models())
        .forEach((name, version) -> out.printf("  %-10s %s%n", name, version));
    List<Drift> outOfDepth = result.drifts().stream().filter(Drift::outOfDepth).toList();
    out.printf(
        "%,d figures differ from those of the forms that the coders were measured on (%s)%n",
        outOfDepth.size(), config.tables().monitoring());
    outOfDepth.stream()
        .limit(SHOWN)
        .forEach(
            d ->
                out.printf(
                    "  %s: %s %.3f, at training %.3f%n",
                    d.model(), d.subject(), d.campaign(), d.training()));
  }
}
