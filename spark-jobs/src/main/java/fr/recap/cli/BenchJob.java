package fr.recap.cli;

import fr.recap.bench.NomenclatureBench;
import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.PostgresBench;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code recap bench}. */
final class BenchJob extends Job {
  private static final String OPEN_DATA = "RECAP_OPEN_DATA";
  private static final List<String> BENCHES = List.of("postgres", "nomenclature");

  private final List<String> names = new ArrayList<>();
  private long rows = 1_000_000;
  private long repeats = 3;
  private List<String> parts = NomenclatureBench.PARTS;
  private long vectorEpochs = 5;
  private Path output;

  BenchJob() {
    super("bench", "measures against baselines in one run: bench postgres, nomenclature");
  }

  @Override
  void declare(Options options) {
    options.arguments("what", "what to measure: postgres or nomenclature", names::add);
    options.number("rows", "rows of the table; default 1000000", 1, 100_000_000, n -> rows = n);
    options.number("repeats", "measures of each way; default 3", 1, 100, n -> repeats = n);
    options.text(
        "parts",
        "names",
        "nomenclature: parts with commas between; default naf,isco",
        value -> parts = List.of(value.split(",", -1)));
    options.number(
        "vector-epochs",
        "nomenclature: epochs of the word vectors, 0 for none; default 5",
        0,
        100,
        n -> vectorEpochs = n);
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
    String name = names.get(0);
    Path json = output == null ? config.workDirectory().resolve("bench-" + name + ".json") : output;
    if (name.equals("postgres")) {
      PostgresBench.Result result =
          new PostgresBench(
                  spark(),
                  new PostgresBench.Config(rows, Math.toIntExact(repeats), json),
                  config.postgres())
              .execute();
      out.println(result.table());
    } else {
      out.println(nomenclature(config, json, out).table());
    }
    out.println("Figures: " + json.toAbsolutePath());
  }

  private NomenclatureBench.Result nomenclature(RecapConfig config, Path json, PrintStream out) {
    String data = System.getenv(OPEN_DATA);
    if (data == null || data.isBlank()) {
      throw new ConfigException(
          "bench nomenclature reads open data: set %s to their folder (see CONTRIBUTING)"
              .formatted(OPEN_DATA));
    }
    try {
      return new NomenclatureBench(
              new NomenclatureBench.Config(
                  Path.of(data),
                  config.workDirectory().resolve("bench-nomenclature"),
                  parts,
                  config.seed(),
                  Math.toIntExact(vectorEpochs),
                  json))
          .execute(out::println);
    } catch (IOException e) {
      throw new UncheckedIOException("The bench can't read or write: " + e.getMessage(), e);
    }
  }
}
