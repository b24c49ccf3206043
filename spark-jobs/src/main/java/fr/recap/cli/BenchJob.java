package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.PostgresBench;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code recap bench}. */
final class BenchJob extends Job {
  private static final List<String> BENCHES = List.of("postgres");

  private final List<String> names = new ArrayList<>();
  private long rows = 1_000_000;
  private long repeats = 3;
  private Path output;

  BenchJob() {
    super("bench", "measures against baselines in one run: bench postgres");
  }

  @Override
  void declare(Options options) {
    options.arguments("what", "what to measure: postgres", names::add);
    options.number("rows", "rows of the table; default 1000000", 1, 100_000_000, n -> rows = n);
    options.number("repeats", "measures of each way; default 3", 1, 100, n -> repeats = n);
    options.text(
        "output",
        "file",
        "figures as JSON; default: bench-<what>.json in work-directory",
        value -> output = Path.of(value));
  }

  @Override
  void execute(RecapConfig config, PrintStream out) {
    if (names.size() != 1 || !BENCHES.contains(names.get(0))) {
      String given = String.join(" ", names);
      throw new ConfigException(
          "recap bench needs one of: %s; cannot be: %s%s"
              .formatted(String.join(", ", BENCHES), given, Nearest.hint(given, BENCHES)));
    }
    Path json = output == null ? config.workDirectory().resolve("bench-postgres.json") : output;
    PostgresBench.Result result =
        new PostgresBench(
                spark(),
                new PostgresBench.Config(rows, Math.toIntExact(repeats), json),
                config.postgres())
            .execute();
    out.println(result.table());
    out.println("Figures: " + json.toAbsolutePath());
  }
}
