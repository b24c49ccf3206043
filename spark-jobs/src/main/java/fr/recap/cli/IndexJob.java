package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings;
import fr.recap.indexing.BuildIndex;
import fr.recap.indexing.IndexSource;
import fr.recap.register.BuildRegister;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** {@code recap index}. */
final class IndexJob extends Job {
  private static final String REGISTER = "register";
  private static final List<String> KINDS =
      List.of("sirus", "bi", "history", "validated", REGISTER);

  /** What the index of the register is made of too. */
  private static final List<String> OF_REGISTER = List.of("sirus", "history", "validated");

  private final List<String> kinds = new ArrayList<>();

  IndexJob() {
    super("index");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("what", kinds::add);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return KINDS;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (kinds.isEmpty()) {
      throw new ConfigException("Say what to index: " + String.join(", ", KINDS));
    }
    List<String> inElasticsearch = kinds.stream().filter(kind -> !kind.equals(REGISTER)).toList();
    List<IndexSource> sources = inElasticsearch.stream().map(kind -> source(config, kind)).toList();
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
    if (kinds.contains(REGISTER) || makesRegister(config)) {
      register(config, out);
    }
  }

  /** Whether the plan searches in an index of what is indexed here: both belong together. */
  private boolean makesRegister(RecapConfig config) {
    return config.siret().plan() == SiretSettings.Plan.REGISTER
        && kinds.stream().anyMatch(OF_REGISTER::contains);
  }

  private void register(RecapConfig config, PrintStream out) {
    try {
      BuildRegister.Result result = new BuildRegister(spark(), config).execute();
      out.printf(
          "%s: %,d rows read, %,d establishments, %,d rejected, %,d wordings of earlier forms, %,d MB, in %d s; published as %s%n",
          config.tables().sirus(),
          result.in(),
          result.establishments(),
          result.rejected(),
          result.wordings(),
          result.bytes() >> 20,
          result.duration().toSeconds(),
          result.version());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s or the work directory can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
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
