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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
          "training",
          "service");

  private final BenchOptions options = new BenchOptions();

  public BenchJob() {
    super("bench");
  }

  @Override
  protected void declare(Options declared) {
    options.declare(declared, BENCHES);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return BENCHES;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (options.names.size() != 1 || !BENCHES.contains(options.names.get(0))) {
      String given = String.join(" ", options.names);
      throw new ConfigException(
          "recap bench needs one of: %s; cannot be: %s%s"
              .formatted(String.join(", ", BENCHES), given, Nearest.hint(given, BENCHES)));
    }
    String name = options.names.get(0);
    Path json =
        options.output == null
            ? config.workDirectory().resolve("bench-" + name + ".json")
            : options.output;
    try {
      out.println(
          switch (name) {
            case "postgres" -> postgres(config, json);
            case "nomenclature" -> nomenclature(config, json, out);
            case "coding" -> coding(config, json);
            case "places" -> places(config, json);
            case "siret" -> siret(config, json, out);
            case "campaign" -> campaign(config, json, out);
            case "training" -> training(config, json, out);
            case "noncodable" -> noncodable(config, json, out);
            case "service" -> service(json, out);
            case "evaluation" ->
                BenchTable.of(new EvaluationBench(spark(), options.rows, json).execute());
            default -> fasttext(config, json, out);
          });
    } catch (IOException e) {
      throw new UncheckedIOException("bench %s: %s".formatted(name, e.getMessage()), e);
    }
    if (options.texts.isEmpty() && options.leftover.isEmpty()) {
      out.println("Figures: " + json.toAbsolutePath());
    }
  }

  private String postgres(RecapConfig config, Path json) {
    return new PostgresBench(
            spark(),
            new PostgresBench.Config(options.rows, Math.toIntExact(options.repeats), json),
            config.postgres())
        .execute()
        .table();
  }

  private String nomenclature(RecapConfig config, Path json, PrintStream out) throws IOException {
    String data = System.getenv(OPEN_DATA);
    List<String> parts = options.parts.orElse(NomenclatureBench.PARTS);
    boolean open =
        options.texts.isPresent() || parts.stream().anyMatch(NomenclatureBench.OPEN::contains);
    if (open && (data == null || data.isBlank())) {
      throw new ConfigException(
          "bench nomenclature reads open data for %s: set %s to their folder (see CONTRIBUTING) or give other --parts"
              .formatted(NomenclatureBench.OPEN, OPEN_DATA));
    }
    if (options.texts.isPresent()) {
      return "Written: " + OpenTextFiles.write(Path.of(data), options.texts.get(), config.seed());
    }
    return new NomenclatureBench(
            spark(),
            new NomenclatureBench.Config(
                open ? Path.of(data) : config.workDirectory(),
                config.workDirectory().resolve("bench-nomenclature"),
                parts,
                config.seed(),
                Math.toIntExact(options.vectorEpochs),
                options.trainingForms.orElse(6_000),
                options.forms.orElse(3_000),
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
            options.parts.orElse(SiretBench.PARTS),
            options.register.or(() -> openRegister),
            options.establishments.orElse(50_000),
            options.large,
            options.trainingForms.orElse(15_000),
            Math.toIntExact(options.sample),
            Math.toIntExact(options.originalSample),
            options.forms.orElse(1_000),
            config.seed(),
            json);
    return BenchTable.of(new SiretBench(spark(), bench, this::changed).execute(out::println));
  }

  private String campaign(RecapConfig config, Path json, PrintStream out) throws IOException {
    if (options.leftover.isPresent()) {
      return CampaignBench.remove(config, options.leftover.get())
          ? "Removed: " + options.leftover.get()
          : "There is no schema %s; its folder of the store is gone if there was one"
              .formatted(options.leftover.get());
    }
    CampaignBench.Config bench =
        new CampaignBench.Config(
            options.forms.orElse(20_000),
            options.establishments.orElse(200_000),
            options.trainingForms.orElse(12_000),
            Math.toIntExact(options.deliveries),
            config.seed(),
            options.keep,
            json);
    return new CampaignBench(spark(), bench, this::changed).execute(out::println).table();
  }

  private String training(RecapConfig config, Path json, PrintStream out) throws IOException {
    try {
      TrainingBench.Config bench =
          new TrainingBench.Config(
              numbers(options.sizes.orElse("4000,12000,40000")),
              options.forms.orElse(4_000),
              options.establishments.orElse(100_000),
              config.seed(),
              json);
      return BenchTable.of(new TrainingBench(spark(), bench, this::changed).execute(out::println));
    } catch (IllegalArgumentException e) {
      throw new ConfigException("--sizes: " + e.getMessage(), e);
    }
  }

  private String noncodable(RecapConfig config, Path json, PrintStream out) throws IOException {
    NoncodableBench.Config bench =
        new NoncodableBench.Config(
            options.parts.orElse(NoncodableBench.PARTS),
            options.establishments.orElse(50_000),
            options.trainingForms.orElse(15_000),
            options.forms.orElse(4_000),
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
              Math.toIntExact(options.clients),
              Math.toIntExact(options.seconds),
              options.requests,
              json);
      return BenchTable.of(new ServiceBench(alone, bench).execute(out::println));
    } finally {
      Files.delete(users);
    }
  }

  private String coding(RecapConfig config, Path json) throws IOException {
    return BenchTable.of(
        new CodingBench(
                spark(), config, numbers(options.sizes.orElse("10000,100000,1000000")), json)
            .execute());
  }

  private static List<Long> numbers(String sizes) {
    try {
      return Stream.of(sizes.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new ConfigException("--sizes needs whole numbers, cannot be: " + sizes, e);
    }
  }

  private String places(RecapConfig config, Path json) throws IOException {
    Communes communes =
        Communes.read(config.geocoding().communes().stream().map(Path::of).toList());
    return PlacesBench.table(
        new PlacesBench(communes, Math.toIntExact(options.spellings), config.seed(), json)
            .execute());
  }

  private String fasttext(RecapConfig config, Path json, PrintStream out) throws IOException {
    SyntheticModel model =
        new SyntheticModel(
            Math.toIntExact(options.words),
            Math.toIntExact(options.buckets),
            Math.toIntExact(options.dimension));
    Path folder = config.workDirectory().toAbsolutePath().resolve("bench");
    return new VectorsBench(
            new VectorsBench.Config(model, Math.toIntExact(options.reduced), folder, json, 5), out)
        .execute()
        .table();
  }
}
