package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.nomenclature.ProjectForms;
import fr.recap.siret.ProjectSirus;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code recap project}. */
final class ProjectJob extends Job {
  private static final String SIRUS = "sirus";

  private final List<String> nomenclatures = new ArrayList<>();
  private Optional<String> forms = Optional.empty();
  private Optional<String> output = Optional.empty();

  ProjectJob() {
    super("project");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("what", nomenclatures::add);
    options.text("forms", "table", table -> forms = Optional.of(table));
    options.text("output", "table", table -> output = Optional.of(table));
  }

  @Override
  protected boolean selects() {
    return true;
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return Stream.concat(config.nomenclatures().keySet().stream(), Stream.of(SIRUS)).toList();
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (nomenclatures.equals(List.of(SIRUS))) {
      projectRegister(config, out);
      return;
    }
    Set<String> known = config.nomenclatures().keySet();
    if (nomenclatures.size() != 1 || !known.contains(nomenclatures.get(0))) {
      throw new ConfigException(
          "project needs sirus or one nomenclature of %s, cannot be: %s%s"
              .formatted(
                  known,
                  nomenclatures,
                  nomenclatures.isEmpty() ? "" : Nearest.hint(nomenclatures.get(0), known)));
    }
    String nomenclature = nomenclatures.get(0);
    TableName target =
        output
            .map(TableName::parse)
            .orElseGet(() -> config.nomenclature(nomenclature).projections());
    refuseTableOfAnother(config, nomenclature, target);
    try {
      ProjectForms.Result result =
          new ProjectForms(spark(), config, nomenclature)
              .execute(forms.map(TableName::parse).orElse(config.tables().forms()), target);
      out.printf(
          "%,d forms: %,d rows in %s by %s, %,d rejected%n",
          result.forms(), result.rows(), result.target(), result.version(), result.rejected());
    } catch (IOException e) {
      throw unreadable(config, e);
    }
  }

  private void projectRegister(RecapConfig config, PrintStream out) {
    if (forms.isPresent()) {
      throw new ConfigException(
          "project sirus reads tables.sirus and no forms: leave --forms %s out"
              .formatted(forms.get()));
    }
    if (!config.selection().all()) {
      throw new ConfigException("project sirus reads no forms: leave --where and --limit out");
    }
    TableName target =
        output.map(TableName::parse).orElseGet(() -> config.tables().sirusProjections());
    try {
      ProjectSirus.Result result = new ProjectSirus(spark(), config).execute(target);
      out.printf(
          "%,d establishments in %s by %s, %,d of them encoded anew, %,d rejected%n",
          result.rows(), result.target(), result.version(), result.encoded(), result.rejected());
    } catch (IOException e) {
      throw unreadable(config, e);
    }
  }

  private static UncheckedIOException unreadable(RecapConfig config, IOException e) {
    return new UncheckedIOException(
        "The store %s can't be read: %s".formatted(config.store().root(), e.getMessage()), e);
  }

  /** A nomenclature that sets no table has that of naf, which must not be replaced by it. */
  private static void refuseTableOfAnother(
      RecapConfig config, String nomenclature, TableName target) {
    for (String other : config.nomenclatures().keySet()) {
      if (!other.equals(nomenclature) && config.nomenclature(other).projections().equals(target)) {
        throw new ConfigException(
            "%s is the table of %s: set nomenclatures.%s.projections or give --output"
                .formatted(target, other, nomenclature));
      }
    }
  }
}
