package fr.recap.cli;

import fr.recap.config.RecapConfig;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.StagedRuns;
import fr.recap.postgres.StagedRuns.StagedRun;
import java.io.PrintStream;
import java.util.List;

/** {@code recap staged}. */
final class StagedJob extends Job {
  private String run;

  StagedJob() {
    super("staged");
  }

  @Override
  protected void declare(Options options) {
    options.text("publish", "run", id -> run = id);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (run != null) {
      StagedRun published = StagedRuns.publish(config.postgres(), run);
      published.targets().forEach((table, rows) -> out.printf("%s: %d rows%n", table, rows));
      out.printf("Run %s is published%n", run);
      return;
    }
    List<StagedRun> runs = StagedRuns.list(new Postgres(config.postgres()));
    runs.forEach(
        staged ->
            out.printf("%s, staged %s: %s%n", staged.runId(), staged.since(), staged.targets()));
    out.println(
        runs.isEmpty()
            ? "No run awaits publication"
            : runs.size() + " await publication; --publish RUN publishes one");
  }
}
