package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.indexing.BuildIndex;
import fr.recap.indexing.IndexSource;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code recap index}. */
final class IndexJob extends Job {
  private static final List<String> KINDS = List.of("sirus", "bi", "history", "validated");

  private final List<String> kinds = new ArrayList<>();

  IndexJob() {
    super("index", "PostgreSQL -> Elasticsearch: index " + String.join(", ", KINDS));
  }

  @Override
  protected void declare(Options options) {
    options.arguments(
        "what",
        "sirus (the register), bi (the campaign's forms), history (the training year's forms), validated (the campaign's forms that clerks have validated so far)",
        kinds::add);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (kinds.isEmpty()) {
      throw new ConfigException("Say what to index: " + String.join(", ", KINDS));
    }
    List<IndexSource> sources = kinds.stream().map(kind -> source(config, kind)).toList();
    for (IndexSource source : sources) {
      BuildIndex.Result result = new BuildIndex(spark(), config, source).execute();
      out.printf(
          "%s: %,d rows read, %,d documents, %,d rejected, in %d s; %s points to %s%n",
          source.table(),
          result.in(),
          result.indexed(),
          result.rejected(),
          result.duration().toSeconds(),
          source.alias(),
          result.index());
      result.changed().forEach((change, times) -> out.printf("  %s: %,d%n", change, times));
      if (result.rejected() > 0) {
        out.println("Rejects and their reasons: " + source.rejects());
      }
    }
  }

  private static IndexSource source(RecapConfig config, String kind) {
    return switch (kind) {
      case "sirus" -> IndexSource.sirus(config);
      case "bi" -> IndexSource.forms(config);
      case "history" -> IndexSource.trainingForms(config);
      case "validated" -> IndexSource.validatedForms(config);
      default ->
          throw new ConfigException(
              "There is no index %s; it must be one of %s%s"
                  .formatted(kind, String.join(", ", KINDS), Nearest.hint(kind, KINDS)));
    };
  }
}
