package fr.recap.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * Matching of employers to establishments.
 *
 * @param deadClauses also send the clauses of the original's queries that never worked
 * @param historyTrustsSiretc also take the previous coder's SIRET as evidence in the history
 * @param trainingSample forms on which coefficients and the automatic coding are trained
 * @param targetPrecision precision in [0, 1] that the automatic coding is to reach
 * @param model published version; empty for the newest
 */
public record SiretSettings(
    boolean deadClauses,
    boolean historyTrustsSiretc,
    int trainingSample,
    double targetPrecision,
    Optional<String> model)
    implements Serializable {

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static SiretSettings read(Section section) {
    return new SiretSettings(
        section.flag("dead-clauses"),
        section.flag("history-trusts-siretc"),
        section.integer("training-sample", 10, 10_000_000),
        section.share("target-precision"),
        section.optionalText("model"));
  }
}
