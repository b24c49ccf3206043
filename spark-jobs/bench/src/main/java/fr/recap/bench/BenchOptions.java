package fr.recap.bench;

import fr.recap.cli.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The options of {@code recap bench} with their defaults; most are of some benches alone. */
final class BenchOptions {
  final List<String> names = new ArrayList<>();
  long rows = 1_000_000;
  long repeats = 3;
  Optional<List<String>> parts = Optional.empty();
  long vectorEpochs = 5;
  Optional<Path> texts = Optional.empty();
  OptionalLong trainingForms = OptionalLong.empty();
  OptionalLong forms = OptionalLong.empty();
  long sample = 4_000;
  long originalSample = 400;
  OptionalLong establishments = OptionalLong.empty();
  long deliveries;
  boolean keep;
  Optional<String> leftover = Optional.empty();
  long large = 500_000;
  Optional<Path> register = Optional.empty();
  Optional<String> sizes = Optional.empty();
  long words = 2_000_000;
  long buckets = 2_000_000;
  long dimension = 300;
  long reduced = 180;
  long spellings = 1_500;
  long clients = 8;
  long seconds = 10;
  long requests = 100_000;
  Path output;

  /** Declares all of them. */
  void declare(Options options, List<String> benches) {
    options.values("what", String.join(", ", benches));
    options.arguments("what", names::add);
    options.number("rows", 1, 100_000_000, n -> rows = n);
    options.number("repeats", 1, 100, n -> repeats = n);
    options.values(
        "parts",
        String.join(",", NomenclatureBench.PARTS),
        String.join(",", SiretBench.PARTS),
        String.join(",", NoncodableBench.PARTS));
    options.text("parts", "names", value -> parts = Optional.of(List.of(value.split(",", -1))));
    options.number("vector-epochs", 0, 100, n -> vectorEpochs = n);
    options.text("write-texts", "folder", value -> texts = Optional.of(Path.of(value)));
    options.number("training-forms", 500, 10_000_000, n -> trainingForms = OptionalLong.of(n));
    options.number("forms", 1, 100_000_000, n -> forms = OptionalLong.of(n));
    options.number("sample", 200, 1_000_000, n -> sample = n);
    options.number("original-sample", 200, 1_000_000, n -> originalSample = n);
    options.number("establishments", 1_000, 90_000_000, n -> establishments = OptionalLong.of(n));
    options.number("deliveries", 0, 100, n -> deliveries = n);
    options.flag("keep", () -> keep = true);
    options.text("remove", "name", name -> leftover = Optional.of(name));
    options.number("large", 1_000, 90_000_000, n -> large = n);
    options.text("register", "file", value -> register = Optional.of(Path.of(value)));
    options.text("sizes", "numbers", value -> sizes = Optional.of(value));
    options.number("words", 1, 20_000_000, n -> words = n);
    options.number("buckets", 1, 20_000_000, n -> buckets = n);
    options.number("dim", 2, 2000, n -> dimension = n);
    options.number("reduced", 1, 1999, n -> reduced = n);
    options.number("spellings", 10, 1_000_000, n -> spellings = n);
    options.number("clients", 1, 1000, n -> clients = n);
    options.number("seconds", 1, 3600, n -> seconds = n);
    options.number("requests", 0, 1_000_000_000, n -> requests = n);
    options.text("output", "file", value -> output = Path.of(value));
  }
}
