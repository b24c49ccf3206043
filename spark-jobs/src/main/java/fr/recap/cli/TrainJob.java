package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.siret.TrainSiret;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code recap train}. */
final class TrainJob extends Job {
  private static final String NONCODABLE = "noncodable";
  private static final String SIRET = "siret";

  private final List<String> models = new ArrayList<>();
  private Optional<String> from = Optional.empty();
  private boolean notesOnly;

  TrainJob() {
    super("train", "trains a model: train naf, pcs, noncodable, siret");
  }

  @Override
  protected void declare(Options options) {
    options.arguments(
        "model", "a nomenclature of the settings (naf, pcs), noncodable or siret", models::add);
    options.text(
        "from",
        "version",
        "a nomenclature: goes on from the encoders of a published version (NAF_2026-11-24) or training",
        version -> from = Optional.of(version));
    options.flag(
        "notes-only",
        "a nomenclature: learns its labels, notes and extra texts, no form; codes nothing automatically",
        () -> notesOnly = true);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    List<String> known = new ArrayList<>(config.nomenclatures().keySet());
    known.addAll(List.of(NONCODABLE, SIRET));
    if (models.isEmpty()) {
      throw new ConfigException("Say what to train: " + String.join(", ", known));
    }
    for (String model : models) {
      if (!known.contains(model)) {
        throw new ConfigException(
            "There is no model %s; it must be one of %s%s"
                .formatted(model, String.join(", ", known), Nearest.hint(model, known)));
      }
    }
    if (from.isPresent() || notesOnly) {
      if (models.size() > 1 || !config.nomenclatures().containsKey(models.get(0))) {
        throw new ConfigException(
            "--from and --notes-only need one nomenclature, one of %s, cannot be: %s"
                .formatted(config.nomenclatures().keySet(), models));
      }
    }
    try {
      for (String model : models) {
        train(config, model, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read or written: %s"
              .formatted(config.store().root(), e.getMessage()),
          e);
    }
  }

  private void train(RecapConfig config, String model, PrintStream out) throws IOException {
    switch (model) {
      case NONCODABLE -> {
        TrainNoncodable.Result result = new TrainNoncodable(spark(), config).execute();
        print(out, result.training(), result.metrics());
      }
      case SIRET -> {
        TrainSiret.Result result = new TrainSiret(spark(), config).execute();
        print(out, result.training(), result.metrics());
      }
      default -> {
        TrainNomenclature.Result result =
            new TrainNomenclature(
                    spark(), config, model, new TrainNomenclature.How(from, notesOnly))
                .execute();
        print(out, result.training(), result.metrics());
        result.report().ifPresent(page -> out.println("Report: " + page));
      }
    }
  }

  private static void print(PrintStream out, String training, Map<String, Double> metrics) {
    out.println("Training: " + training);
    new TreeMap<>(metrics).forEach((name, value) -> out.printf("  %-40s %.4f%n", name, value));
  }
}
