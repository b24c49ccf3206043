package fr.recap.demo;

import fr.recap.cli.Job;
import fr.recap.cli.Options;
import fr.recap.config.RecapConfig;
import fr.recap.config.Redaction;
import fr.recap.evaluation.EvaluationText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code recap demo}; the launcher starts the sandbox before it. */
public final class DemoJob extends Job {
  private static final Sizes USUAL = new Sizes(10_000, 12_000, 100_000, 500);

  /** Of who only wants to see it; its trainings have too few forms to be good. */
  private static final Sizes SMALL = new Sizes(1_000, 3_000, 10_000, 0);

  private boolean small;
  private OptionalLong forms = OptionalLong.empty();
  private OptionalLong trainingForms = OptionalLong.empty();
  private OptionalLong establishments = OptionalLong.empty();
  private OptionalLong yardstick = OptionalLong.empty();
  private long seed = 1;
  private double noise = 1;
  private double difficulty = 1;
  private Path register;

  private record Sizes(long forms, long trainingForms, long establishments, long yardstick) {}

  public DemoJob() {
    super("demo");
  }

  @Override
  protected void declare(Options options) {
    options.flag("small", () -> small = true);
    options.number("forms", 100, 100_000_000, n -> forms = OptionalLong.of(n));
    options.number("training-forms", 1_000, 100_000_000, n -> trainingForms = OptionalLong.of(n));
    options.number("establishments", 1_000, 90_000_000, n -> establishments = OptionalLong.of(n));
    options.number("seed", 0, Long.MAX_VALUE, n -> seed = n);
    options.decimal("noise", 0, 10, x -> noise = x);
    options.decimal("difficulty", 0, 2, x -> difficulty = x);
    options.number("yardstick-forms", 0, 100_000, n -> yardstick = OptionalLong.of(n));
    options.text("register", "file", value -> register = Path.of(value));
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    Sizes sizes = small ? SMALL : USUAL;
    DemoConfig demo =
        new DemoConfig(
            forms.orElse(sizes.forms()),
            trainingForms.orElse(sizes.trainingForms()),
            establishments.orElse(sizes.establishments()),
            seed,
            noise,
            difficulty,
            Optional.ofNullable(register),
            config.trainingYear(),
            config.year());
    RunDemo.Result result =
        new RunDemo(
                spark(), config, demo, Math.toIntExact(yardstick.orElse(sizes.yardstick())), out)
            .execute();
    Path report =
        DemoReport.write(result, config, config.workDirectory().resolve("demo").resolve("report"));
    out.println();
    out.println(EvaluationText.of(result.evaluation()));
    out.println("Report:  " + report.toAbsolutePath());
    out.println("Figures: " + report.resolveSibling("evaluation.json").toAbsolutePath());
    out.println("Files:   " + result.files() + " (CSV and typing files of every table)");
    out.println(
        "Tables:  %s, %s and more in %s"
            .formatted(
                config.tables().results(),
                config.tables().output(),
                Redaction.of(config.postgres().url())));
  }
}
