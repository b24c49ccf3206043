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
    options.arguments("what", "what to measure: " + String.join(", ", benches), names::add);
    options.number(
        "rows",
        "postgres and evaluation: rows of the table; default 1000000",
        1,
        100_000_000,
        n -> rows = n);
    options.number(
        "repeats", "postgres: measures of each way; default 3", 1, 100, n -> repeats = n);
    options.text(
        "parts",
        "names",
        "nomenclature, siret and noncodable: parts with commas between; default %s, %s and %s"
            .formatted(
                String.join(",", NomenclatureBench.PARTS),
                String.join(",", SiretBench.PARTS),
                String.join(",", NoncodableBench.PARTS)),
        value -> parts = Optional.of(List.of(value.split(",", -1))));
    options.number(
        "vector-epochs",
        "nomenclature: epochs of the word vectors, 0 for none; default 5",
        0,
        100,
        n -> vectorEpochs = n);
    options.text(
        "write-texts",
        "folder",
        "nomenclature: instead of measuring, write the texts of the open data as files for the settings extra-texts, related-texts and frequencies",
        value -> texts = Optional.of(Path.of(value)));
    options.number(
        "training-forms",
        "nomenclature: forms of the demo's parts to learn from, default 6000; siret and noncodable: coded forms of the year before, default 15000; campaign: the same, default 12000",
        500,
        10_000_000,
        n -> trainingForms = OptionalLong.of(n));
    options.number(
        "forms",
        "nomenclature, siret and noncodable: forms to measure on; default 3000, 1000 and 4000; campaign: forms to code; default 20000; training: forms to measure on; default 4000",
        1,
        100_000_000,
        n -> forms = OptionalLong.of(n));
    options.number(
        "sample",
        "siret: forms that the ranking learns from; default 4000",
        200,
        1_000_000,
        n -> sample = n);
    options.number(
        "original-sample",
        "siret: forms that the original's two weights are learned from; default 400",
        200,
        1_000_000,
        n -> originalSample = n);
    options.number(
        "establishments",
        "siret (part demo) and noncodable: establishments; default 50000; campaign: the same, default 200000; training: the same, default 100000",
        1_000,
        90_000_000,
        n -> establishments = OptionalLong.of(n));
    options.flag("keep", "campaign: leaves its tables and models", () -> keep = true);
    options.text(
        "remove",
        "name",
        "campaign: instead of measuring, removes what a killed or kept one left",
        name -> leftover = Optional.of(name));
    options.number(
        "large",
        "siret: establishments of the part large; default 500000",
        1_000,
        90_000_000,
        n -> large = n);
    options.text(
        "register",
        "file",
        "siret: CSV of real establishments of the parts register; default: that of the open data",
        value -> register = Optional.of(Path.of(value)));
    options.text(
        "sizes",
        "numbers",
        "coding: numbers of forms with commas between; default 10000,100000,1000000; training: the same of forms to learn from, default 4000,12000,40000",
        value -> sizes = Optional.of(value));
    options.number(
        "words", "fasttext: words of the model; default 2000000", 1, 20_000_000, n -> words = n);
    options.number(
        "buckets", "fasttext: its buckets; default 2000000", 1, 20_000_000, n -> buckets = n);
    options.number("dim", "fasttext: its dimensions; default 300", 2, 2000, n -> dimension = n);
    options.number("reduced", "fasttext: reduced to; default 180", 1, 1999, n -> reduced = n);
    options.number(
        "spellings",
        "places: cases of each kind of spelling; default 1500",
        10,
        1_000_000,
        n -> spellings = n);
    options.number(
        "clients", "service: clients that send at a time; default 8", 1, 1000, n -> clients = n);
    options.number(
        "seconds", "service: duration of each part; default 10", 1, 3600, n -> seconds = n);
    options.number(
        "requests",
        "service: requests that memory is watched over, 0 for none; default 100000",
        0,
        1_000_000_000,
        n -> requests = n);
    options.text(
        "output",
        "file",
        "figures as JSON; default: bench-<what>.json in work-directory",
        value -> output = Path.of(value));
  }
}
