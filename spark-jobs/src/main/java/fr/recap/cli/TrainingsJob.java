package fr.recap.cli;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.models.CompareTrainings;
import fr.recap.models.ListTrainings;
import fr.recap.models.ModelManifest;
import fr.recap.models.PullVersion;
import fr.recap.models.RemoveVersion;
import fr.recap.models.TrainingsText;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code recap trainings}. */
final class TrainingsJob extends Job {
  private final List<String> names = new ArrayList<>();
  private boolean compare;
  private Optional<String> pull = Optional.empty();
  private Optional<Path> output = Optional.empty();
  private Optional<String> remove = Optional.empty();

  TrainingsJob() {
    super("trainings");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("model", names::add);
    options.flag("compare", () -> compare = true);
    options.text("pull", "version", version -> pull = Optional.of(version));
    options.text("output", "folder", folder -> output = Optional.of(Path.of(folder)));
    options.text("remove", "version", version -> remove = Optional.of(version));
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return Coders.all(config).values().stream().map(Coder::model).toList();
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    refuseContradictions();
    try {
      if (pull.isPresent()) {
        ModelManifest pulled = new PullVersion(config, pull.get(), output.get()).execute();
        out.printf(
            "%s: %d files, %s, in %s%n",
            pulled.version(),
            pulled.files().size(),
            TrainingsText.size(pulled.size()),
            output.get().toAbsolutePath());
      } else if (remove.isPresent()) {
        ModelManifest removed = new RemoveVersion(config, remove.get()).execute();
        out.printf("%s is removed, %s%n", remove.get(), TrainingsText.size(removed.size()));
      } else if (compare) {
        out.print(
            TrainingsText.of(new CompareTrainings(config, names.get(0), names.get(1)).execute()));
      } else {
        out.print(TrainingsText.of(new ListTrainings(config, names).execute()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
    }
  }

  private void refuseContradictions() {
    int ways = (compare ? 1 : 0) + (pull.isPresent() ? 1 : 0) + (remove.isPresent() ? 1 : 0);
    if (ways > 1) {
      throw new ConfigException(
          "--compare, --pull and --remove are one at a time: leave out others");
    }
    if (pull.isPresent() != output.isPresent()) {
      throw new ConfigException(
          "--pull and --output belong together, such as: recap trainings --pull NAF_2026-11-24 --output naf");
    }
    if (compare && names.size() != 2) {
      throw new ConfigException(
          "--compare needs two versions, cannot be: %s (recap trainings lists them)"
              .formatted(names));
    }
    if (!names.isEmpty() && (pull.isPresent() || remove.isPresent())) {
      throw new ConfigException(
          "--pull and --remove name their version themselves: leave out %s"
              .formatted(String.join(" ", names)));
    }
  }
}
