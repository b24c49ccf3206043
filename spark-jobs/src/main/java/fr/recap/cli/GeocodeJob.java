package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.geocoding.GeocodeSource;
import fr.recap.geocoding.GeocodeTable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code recap geocode}. */
final class GeocodeJob extends Job {
  private static final List<String> KINDS = List.of("sirus", "training-forms", "forms");

  private final List<String> kinds = new ArrayList<>();
  private boolean keep;

  GeocodeJob() {
    super("geocode");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("what", kinds::add);
    options.flag("keep", () -> keep = true);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return KINDS;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (kinds.isEmpty()) {
      throw new ConfigException("Say what to geocode: " + String.join(", ", KINDS));
    }
    List<GeocodeSource> sources = kinds.stream().map(kind -> source(config, kind)).toList();
    for (GeocodeSource source : sources) {
      GeocodeTable.Result result = new GeocodeTable(spark(), config, source, keep).execute();
      out.printf(
          "%s: %,d rows read, %,d in %s (%,d kept), %,d rejected, in %d s%n",
          source.table(),
          result.in(),
          result.written(),
          source.target(),
          result.kept(),
          result.rejected(),
          result.duration().toSeconds());
      if (result.unusable() > 0) {
        out.printf(
            "  %,10d coordinates of the old table are no place (off the globe, 0/0, swapped, not a number): found anew%n",
            result.unusable());
      }
      result.calls().forEach((end, count) -> out.printf("  %,10d questions, %s%n", count, end));
      result
          .outcomes()
          .forEach(o -> out.printf("  %,10d %-14s %s%n", o.rows(), o.type(), o.reason()));
    }
  }

  private static GeocodeSource source(RecapConfig config, String kind) {
    return switch (kind) {
      case "sirus" -> GeocodeSource.sirus(config);
      case "training-forms" -> GeocodeSource.trainingForms(config);
      case "forms" -> GeocodeSource.forms(config);
      default ->
          throw new ConfigException(
              "There is nothing to geocode called %s; it must be one of %s%s"
                  .formatted(kind, String.join(", ", KINDS), Nearest.hint(kind, KINDS)));
    };
  }
}
