package fr.recap.coders;

import fr.recap.forms.Decision;
import fr.recap.tables.CodageAutoResults;
import java.util.List;
import java.util.Map;

/** The columns that every code has in {@link CodageAutoResults}. */
final class CodeColumns {
  private CodeColumns() {}

  /**
   * Writes them.
   *
   * @param code name that the columns begin with
   * @param codes the best first, perhaps none
   * @param scores as many
   * @param decision null where nothing was decided
   */
  static void write(
      Map<String, Object> cells,
      String code,
      List<String> codes,
      List<Double> scores,
      Decision decision,
      String error) {
    if (!codes.isEmpty()) {
      cells.put(CodageAutoResults.predictions(code), PredictionsJson.of(codes, scores));
      cells.put(code, codes.get(0));
      cells.put(CodageAutoResults.score(code), scores.get(0));
    }
    if (decision != null) {
      cells.put(CodageAutoResults.codageAutoProba(code), decision.probability());
    }
    cells.put(CodageAutoResults.codageAuto(code), decision != null && decision.automatic());
    cells.put(CodageAutoResults.error(code), error);
  }
}
