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

  private boolean all;

  CodeJob() {
    super("code");
  }

  @Override
  protected void declare(Options options) {
    options.flag("all", () -> all = true);
  }

  @Override
  protected boolean selects() {
    return true;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    CodeCampaign.Result result = new CodeCampaign(spark(), config, all).execute();
    out.printf(
        "%,d forms of %s: %,d coded into %s and %s, %,d left as they were, %,d rejected, in %d s (run %s)%n",
        result.formsIn(),
        config.tables().forms(),
        result.coded(),
        config.tables().results(),
        config.tables().output(),
        result.left(),
        result.rejected(),
        result.duration().toSeconds(),
        result.runId());
    result.anew().ifPresent(why -> out.printf("All forms were coded: %s%n", why));
    if (result.nothingToDo()) {
      out.println("Nothing was to be done: all forms are coded as they are, by these versions");
    }
    if (result.waiting() > 0) {
      out.printf(
          "%,d forms were not selected and are not coded yet: they have no row until a later run codes them%n",
          result.waiting());
    }
    if (result.resumed() > 0) {
      out.printf(
          "%,d of the forms had been coded by a run that died: their codes were taken over%n",
          result.resumed());
    }
    if (result.removed() > 0) {
      out.printf(
          "%,d forms that had been coded are not in %s any more: their rows are gone%n",
          result.removed(), config.tables().forms());
    }
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
    if (result.drifts().isEmpty()) {
      return;
    }
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
