package fr.recap.cli;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.EvaluationText;
import fr.recap.report.EvaluationReport;
import fr.recap.texts.Texts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** {@code recap evaluate}. */
final class EvaluateJob extends Job {
  private Path folder;
  private Optional<TableName> against = Optional.empty();

  EvaluateJob() {
    super("evaluate");
  }

  @Override
  protected void declare(Options options) {
    options.text("output", "folder", value -> folder = Path.of(value));
    options.text("against", "table", value -> against = Optional.of(TableName.parse(value)));
  }

  @Override
  protected boolean selects() {
    return true;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    Path target =
        folder == null
            ? config.workDirectory().resolve("reports").resolve(String.valueOf(config.year()))
            : folder;
    Evaluation evaluation = new Evaluate(spark(), config, against).execute();
    out.println(EvaluationText.of(evaluation));
    EvaluationReport.writeFigures(evaluation, target);
    EvaluationReport.page(Texts.of(config.language()), config.year(), evaluation)
        .writtenNow()
        .write(target.resolve("report.html"));
    out.println("Report: " + target.resolve("report.html").toAbsolutePath());
    out.println("Figures: " + target.resolve("evaluation.json").toAbsolutePath());
  }
}
