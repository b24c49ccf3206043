package fr.recap.cli;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.models.Publish;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** {@code recap publish}. */
final class PublishJob extends Job {
  private final List<String> trainings = new ArrayList<>();

  PublishJob() {
    super("publish");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("training", trainings::add);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return Coders.all(config).values().stream().map(Coder::model).toList();
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (trainings.isEmpty()) {
      throw new ConfigException("Say what to publish: " + Coders.verifiers(config).keySet());
    }
    try {
      for (String training : trainings) {
        Publish.Result result = new Publish(config, training, Coders.verifiers(config)).execute();
        out.printf("%s is published as %s%n", result.training(), result.version());
        out.printf("Its fingerprint is %s%n", result.fingerprint());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
    }
  }
}
