package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import java.io.PrintStream;

/** Stands in the list for a job of a jar of its own, and says how to get it. */
final class MissingJob extends Job {
  MissingJob(String name) {
    super(name);
  }

  @Override
  protected void declare(Options options) {
    throw new ConfigException(
        "the job's jar is not on the class path: start it by submit/recap, which adds spark-jobs/%1$s/target/recap-%1$s-*.jar"
            .formatted(name()));
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    throw new IllegalStateException("Options of " + name() + " are never read");
  }
}
