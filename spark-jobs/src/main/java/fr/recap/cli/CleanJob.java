package fr.recap.cli;

import fr.recap.config.RecapConfig;
import fr.recap.operations.Clean;
import java.io.PrintStream;
import java.time.Duration;

/** {@code recap clean}. */
final class CleanJob extends Job {
  private static final int DAY = 24;

  private boolean remove;
  private int hours = DAY;

  CleanJob() {
    super("clean");
  }

  @Override
  protected void declare(Options options) {
    options.flag("remove", () -> remove = true);
    options.values("hours", DAY);
    options.number("hours", 0, 100_000, value -> hours = Math.toIntExact(value));
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    Clean.Result result = new Clean(config, Duration.ofHours(hours), remove).execute();
    result.leftovers().forEach(left -> out.printf("%-14s %s%n", left.kind(), left.name()));
    int count = result.leftovers().size();
    String end =
        count == 0
            ? "Nothing is left of dead runs"
            : result.removed()
                ? count + " removed"
                : count + " left by dead runs; --remove removes them";
    out.println(end);
  }
}
