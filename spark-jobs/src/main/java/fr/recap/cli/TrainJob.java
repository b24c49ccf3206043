package fr.recap.cli;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** {@code recap train}. */
final class TrainJob extends Job {
  private final List<String> models = new ArrayList<>();
  private Optional<String> from = Optional.empty();
  private boolean notesOnly;

  TrainJob() {
    super("train");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("model", models::add);
    options.text("from", "version", version -> from = Optional.of(version));
    options.flag("notes-only", () -> notesOnly = true);
  }

  @Override
  protected boolean selects() {
    return true;
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return List.copyOf(Coders.all(config).keySet());
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (models.isEmpty()) {
      throw new ConfigException("Say what to train: " + String.join(", ", words(config)));
    }
    List<Coder> coders = Coders.named(config, models);
    if (from.isPresent() || notesOnly) {
      if (models.size() > 1 || !config.nomenclatures().containsKey(models.get(0))) {
        throw new ConfigException(
            "--from and --notes-only need one nomenclature, one of %s, cannot be: %s"
                .formatted(config.nomenclatures().keySet(), models));
      }
    }
    if (notesOnly && !config.selection().all()) {
      throw new ConfigException("--notes-only reads no forms: leave --where and --limit out");
    }
    try {
      for (Coder coder : coders) {
        print(out, coder.train(spark(), new Coder.How(from, notesOnly)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
    }
  }

  private static void print(PrintStream out, Coder.Training training) {
    out.println("Training: " + training.path());
    new TreeMap<>(training.metrics())
        .forEach((name, value) -> out.printf("  %-40s %.4f%n", name, value));
    training.report().ifPresent(page -> out.println("Report: " + page));
  }
}
