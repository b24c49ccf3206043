package fr.recap.notebook;

import fr.recap.config.ConfigException;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.EvaluationText;
import fr.recap.pages.HtmlPage;
import fr.recap.report.EvaluationReport;
import java.util.Locale;

/** An evaluation of the campaign, of which each cell shows the part that it wants. */
public final class CampaignCell {
  private final Evaluation evaluation;

  CampaignCell(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** All figures. */
  public Evaluation figures() {
    return evaluation;
  }

  /** What was decided, and the shares of right codes by rank. */
  public Cell summary() {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addDecisions(page, evaluation);
    EvaluationReport.addRanks(page, evaluation);
    return cell(page);
  }

  /** Where the work is: coverage, precision and forms left for clerks by département. */
  public Cell map() {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addMap(page, evaluation);
    return cell(page);
  }

  /** Beside the coder of before, or another one: who codes what, and who is right. */
  public Cell comparison() {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addComparison(page, evaluation);
    return cell(page);
  }

  /** How good the probabilities are, with charts of calibration. */
  public Cell probabilities() {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addScores(page, evaluation);
    return cell(page);
  }

  /**
   * What one code gives by groups of forms, and its most frequent confusions.
   *
   * @param code siret, siren or a nomenclature
   */
  public Cell detail(String code) {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addCode(page, evaluation, checked(code));
    return cell(page);
  }

  /**
   * The forms that are wrong with the highest probability, each beside its candidates.
   *
   * @param code siret, siren or a nomenclature
   */
  public Cell errors(String code) {
    HtmlPage page = new HtmlPage("");
    EvaluationReport.addErrors(page, evaluation, checked(code));
    StringBuilder text = new StringBuilder();
    evaluation
        .codes()
        .get(code)
        .errors()
        .forEach(
            error ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s: %s, %s, probability %.3f%n",
                        error.cabbi(),
                        error.said(),
                        error.truth() == null ? "none is right" : "right is " + error.truth(),
                        error.probability())));
    return Cell.of(page, text.toString());
  }

  private String checked(String code) {
    if (!evaluation.codes().containsKey(code)) {
      throw new ConfigException(
          "A code must be one of %s, cannot be: %s".formatted(evaluation.codes().keySet(), code));
    }
    return code;
  }

  private Cell cell(HtmlPage page) {
    return Cell.of(page, EvaluationText.of(evaluation));
  }

  /** The measures as text. */
  @Override
  public String toString() {
    return EvaluationText.of(evaluation);
  }
}
