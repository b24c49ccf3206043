package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.udfs.vectors.VectorsReduction;
import fr.recap.vectors.PublishVectors;
import fr.recap.vectors.ReduceVectors;
import fr.recap.vectors.TextForm;
import fr.recap.vectors.TrainVectors;
import fr.recap.vectors.VectorsInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code recap fasttext train|reduce|info|publish}. */
final class FasttextJob extends Job {
  private static final List<String> ACTIONS = List.of("train", "reduce", "info", "publish");

  private final List<String> actions = new ArrayList<>();
  private final FasttextOptions training = new FasttextOptions();
  private String input;
  private String output;
  private String table;
  private String columns = "";
  private String label;
  private String form = TextForm.NORMALIZED.setting();
  private String words = "";
  private boolean force;
  private long firstRows;
  private long heads = 3;
  private long neighbours = 10;

  FasttextJob() {
    super("fasttext");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("action", actions::add);
    options.text("input", "file", value -> input = value);
    options.text("output", "file", value -> output = value);
    options.text("table", "name", value -> table = value);
    options.text("columns", "a,b", value -> columns = value);
    options.text("label", "column", value -> label = value);
    options.text("text", "form", value -> form = value);
    training.declare(options);
    options.number("first-rows", 1, Integer.MAX_VALUE, n -> firstRows = n);
    options.number("heads", 1, 64, n -> heads = n);
    options.text("words", "a,b", value -> words = value);
    options.number("k", 1, 1000, n -> neighbours = n);
    options.flag("force", () -> force = true);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return ACTIONS;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    String action = actions.isEmpty() ? "" : actions.get(0);
    if (actions.size() != 1 || !ACTIONS.contains(action)) {
      throw new ConfigException(
          "recap fasttext needs one of: %s; cannot be: %s%s"
              .formatted(
                  String.join(", ", ACTIONS),
                  String.join(" ", actions),
                  Nearest.hint(action, ACTIONS)));
    }
    try {
      switch (action) {
        case "train" -> train(config, out);
        case "reduce" -> reduce(config, out);
        case "publish" -> publish(config, out);
        default -> info(config, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("fasttext " + action + ": " + e.getMessage(), e);
    }
  }

  private void train(RecapConfig config, PrintStream out) throws IOException {
    TrainVectors.Result result =
        new TrainVectors(
                spark(),
                config,
                new TrainVectors.Config(
                    list(input == null ? "" : input),
                    Optional.ofNullable(table).map(TableName::parse),
                    list(columns),
                    Optional.ofNullable(label),
                    checked(() -> TextForm.of(form)),
                    checked(training::arguments),
                    Path.of(required("output", output)),
                    force),
                out)
            .execute();
    out.printf("Trained on %,d texts%n%s%n", result.texts(), VectorsInfo.of(result.header()));
  }

  private void reduce(RecapConfig config, PrintStream out) throws IOException {
    VectorsReduction.Result result =
        new ReduceVectors(
                config,
                new ReduceVectors.Config(
                    required("input", input),
                    required("output", output),
                    training
                        .dimension()
                        .orElseThrow(
                            () -> new ConfigException("recap fasttext reduce needs --dim")),
                    firstRows == 0 ? Optional.empty() : Optional.of(firstRows),
                    Math.toIntExact(heads),
                    force),
                out)
            .execute();
    out.printf(
        "%s: %d -> %d dimensions, %.1f %% of the variance kept, %,d rows, %,d MB; %,d rows read back and compared%n",
        output,
        result.from(),
        result.to(),
        100 * result.explainedVariance(),
        result.rows(),
        result.bytes() >> 20,
        result.verifiedRows());
  }

  private void publish(RecapConfig config, PrintStream out) throws IOException {
    PublishVectors.Result result = new PublishVectors(config, required("input", input)).execute();
    out.printf("Published as %s%n%s%n", result.version(), VectorsInfo.of(result.header()));
  }

  private void info(RecapConfig config, PrintStream out) throws IOException {
    VectorsInfo info = VectorsInfo.open(config, Optional.ofNullable(input));
    out.println(VectorsInfo.of(info.header()));
    for (String word : list(words)) {
      out.println(info.nearest(word, Math.toIntExact(neighbours)));
    }
  }

  private static String required(String option, String value) {
    if (value == null) {
      throw new ConfigException("recap fasttext needs --" + option + " for this");
    }
    return value;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** A wrong value on the command line is wrong usage. */
  private static <T> T checked(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }
}
