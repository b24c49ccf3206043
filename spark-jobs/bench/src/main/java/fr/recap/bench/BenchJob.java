package fr.recap.bench;

import fr.recap.cli.Job;
import fr.recap.cli.Options;
import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.geocoding.Communes;
import fr.recap.udfs.vectors.SyntheticModel;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code recap bench}. */
public final class BenchJob extends Job {
  private static final String OPEN_DATA = "RECAP_OPEN_DATA";
  private static final List<String> BENCHES =
      List.of(
          "postgres",
          "nomenclature",
          "coding",
          "places",
          "siret",
          "campaign",
          "fasttext",
          "evaluation",
          "noncodable",
          "service");

  private final List<String> names = new ArrayList<>();
  private long rows = 1_000_000;
  private long repeats = 3;
  private Optional<List<String>> parts = Optional.empty();
  private long vectorEpochs = 5;
  private Optional<Path> texts = Optional.empty();
  private OptionalLong trainingForms = OptionalLong.empty();
  private OptionalLong forms = OptionalLong.empty();
  private long sample = 4_000;
  private long originalSample = 400;
  private OptionalLong establishments = OptionalLong.empty();
  private boolean keep;
  private Optional<String> leftover = Optional.empty();
  private long large = 500_000;
  private Optional<Path> register = Optional.empty();
  private List<String> sizes = List.of("10000", "100000", "1000000");
  private long words = 2_000_000;
  private long buckets = 2_000_000;
  private long dimension = 300;
  private long reduced = 180;
  private long spellings = 1_500;
  private long clients = 8;
  private long seconds = 10;
  private long requests = 100_000;
  private Path output;

  public BenchJob() {
    super("bench", "measures against baselines in one run: bench " + String.join(", ", BENCHES));
  }

  @Override
  protected void declare(Options options) {
    options.arguments("what", "what to measure: " + String.join(", ", BENCHES), names::add);
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
        "nomenclature, siret and noncodable: forms to measure on; default 3000, 1000 and 4000; campaign: forms to code; default 20000",
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
        "siret (part demo) and noncodable: establishments; default 50000; campaign: the same, default 200000",
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
        "coding: numbers of forms with commas between; default " + String.join(",", sizes),
        value -> sizes = List.of(value.split(",", -1)));
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

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (names.size() != 1 || !BENCHES.contains(names.get(0))) {
      String given = String.join(" ", names);
      throw new ConfigException(
          "recap bench needs one of: %s; cannot be: %s%s"
              .formatted(String.join(", ", BENCHES), given, Nearest.hint(given, BENCHES)));
    }
    String name = names.get(0);
    Path json = output == null ? config.workDirectory().resolve("bench-" + name + ".json") : output;
    try {
      out.println(
          switch (name) {
            case "postgres" -> postgres(config, json);
            case "nomenclature" -> nomenclature(config, json, out);
            case "coding" -> coding(config, json);
            case "places" -> places(config, json);
            case "siret" -> siret(config, json, out);
            case "campaign" -> campaign(config, json, out);
            case "noncodable" -> noncodable(config, json, out);
            case "service" -> service(json, out);
            case "evaluation" -> BenchTable.of(new EvaluationBench(spark(), rows, json).execute());
            default -> fasttext(config, json, out);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("bench %s: %s".formatted(name, e.getMessage()), e);
    }
    if (texts.isEmpty() && leftover.isEmpty()) {
      out.println("Figures: " + json.toAbsolutePath());
    }
  }

  private String postgres(RecapConfig config, Path json) {
    return new PostgresBench(
            spark(),
            new PostgresBench.Config(rows, Math.toIntExact(repeats), json),
            config.postgres())
        .execute()
        .table();
  }

  private String nomenclature(RecapConfig config, Path json, PrintStream out) throws IOException {
    String data = System.getenv(OPEN_DATA);
    List<String> parts = this.parts.orElse(NomenclatureBench.PARTS);
    boolean open = texts.isPresent() || parts.stream().anyMatch(NomenclatureBench.OPEN::contains);
    if (open && (data == null || data.isBlank())) {
      throw new ConfigException(
          "bench nomenclature reads open data for %s: set %s to their folder (see CONTRIBUTING) or give other --parts"
              .formatted(NomenclatureBench.OPEN, OPEN_DATA));
    }
    if (texts.isPresent()) {
      return "Written: " + OpenTextFiles.write(Path.of(data), texts.get(), config.seed());
    }
    return new NomenclatureBench(
            spark(),
            new NomenclatureBench.Config(
                open ? Path.of(data) : config.workDirectory(),
                config.workDirectory().resolve("bench-nomenclature"),
                parts,
                config.seed(),
                Math.toIntExact(vectorEpochs),
                trainingForms.orElse(6_000),
                forms.orElse(3_000),
                json),
            config::nomenclature)
        .execute(out::println)
        .table();
  }

  private String siret(RecapConfig config, Path json, PrintStream out) throws IOException {
    String data = System.getenv(OPEN_DATA);
    Optional<Path> openRegister =
        data == null || data.isBlank()
            ? Optional.empty()
            : Optional.of(Path.of(data, "register", "establishments.csv"));
    SiretBench.Config bench =
        new SiretBench.Config(
            parts.orElse(SiretBench.PARTS),
            register.or(() -> openRegister),
            establishments.orElse(50_000),
            large,
            trainingForms.orElse(15_000),
            Math.toIntExact(sample),
            Math.toIntExact(originalSample),
            forms.orElse(1_000),
            config.seed(),
            json);
    return BenchTable.of(new SiretBench(spark(), bench, this::changed).execute(out::println));
  }

  private String campaign(RecapConfig config, Path json, PrintStream out) throws IOException {
    if (leftover.isPresent()) {
      return CampaignBench.remove(config, leftover.get())
          ? "Removed: " + leftover.get()
          : "There is no schema %s; its folder of the store is gone if there was one"
              .formatted(leftover.get());
    }
    CampaignBench.Config bench =
        new CampaignBench.Config(
            forms.orElse(20_000),
            establishments.orElse(200_000),
            trainingForms.orElse(12_000),
            config.seed(),
            keep,
            json);
    return new CampaignBench(spark(), bench, this::changed).execute(out::println).table();
  }

  private String noncodable(RecapConfig config, Path json, PrintStream out) throws IOException {
    NoncodableBench.Config bench =
        new NoncodableBench.Config(
            parts.orElse(NoncodableBench.PARTS),
            establishments.orElse(50_000),
            trainingForms.orElse(15_000),
            forms.orElse(4_000),
            config.seed(),
            json);
    return BenchTable.of(new NoncodableBench(spark(), bench, this::changed).execute(out::println));
  }

  private String service(Path json, PrintStream out) throws IOException {
    Path users = ServiceBench.users();
    try {
      RecapConfig alone =
          changed(
              Map.of(
                  "service.host",
                  "127.0.0.1",
                  "service.port",
                  "0",
                  "service.keystore",
                  "null",
                  ServiceBench.USERS_FILE,
                  "\"" + users + "\""));
      ServiceBench.Config bench =
          new ServiceBench.Config(
              Math.toIntExact(clients), Math.toIntExact(seconds), requests, json);
      return BenchTable.of(new ServiceBench(alone, bench).execute(out::println));
    } finally {
      Files.delete(users);
    }
  }

  private String coding(RecapConfig config, Path json) throws IOException {
    try {
      List<Long> numbers = sizes.stream().map(Long::valueOf).toList();
      return BenchTable.of(new CodingBench(spark(), config, numbers, json).execute());
    } catch (NumberFormatException e) {
      throw new ConfigException("--sizes needs whole numbers, cannot be: " + sizes, e);
    }
  }

  private String places(RecapConfig config, Path json) throws IOException {
    Communes communes =
        Communes.read(config.geocoding().communes().stream().map(Path::of).toList());
    return PlacesBench.table(
        new PlacesBench(communes, Math.toIntExact(spellings), config.seed(), json).execute());
  }

  private String fasttext(RecapConfig config, Path json, PrintStream out) throws IOException {
    SyntheticModel model =
        new SyntheticModel(
            Math.toIntExact(words), Math.toIntExact(buckets), Math.toIntExact(dimension));
    Path folder = config.workDirectory().toAbsolutePath().resolve("bench");
    return new VectorsBench(
            new VectorsBench.Config(model, Math.toIntExact(reduced), folder, json, 5), out)
        .execute()
        .table();
  }
}
