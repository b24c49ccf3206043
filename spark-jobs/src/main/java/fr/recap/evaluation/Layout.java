package fr.recap.evaluation;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Reads the rows of {@link JudgedForms}.
 *
 * @param codes that were judged, those of the other coder by {@link JudgedForms#previous}
 * @param decisions of these, those that have a score, and {@link JudgedForms#NON_CODABLE}
 */
record Layout(List<String> codes, List<String> decisions) implements Serializable {

  JudgedCode code(Row row, String code) {
    return new JudgedCode(
        row.<Integer>getAs(JudgedForms.rank(code)),
        row.getAs(JudgedForms.said(code)) != null,
        row.getAs(JudgedForms.truth(code)) != null,
        row.<Boolean>getAs(JudgedForms.auto(code)));
  }

  Double score(Row row, String decision) {
    return row.getAs(JudgedForms.score(decision));
  }

  boolean known(Row row, String decision) {
    return row.getAs(JudgedForms.truth(decision)) != null;
  }

  /** Whether the first code is true, or the form leads to no establishment. */
  boolean right(Row row, String decision) {
    return decision.equals(JudgedForms.NON_CODABLE)
        ? Boolean.TRUE.equals(row.getAs(JudgedForms.truth(decision)))
        : row.<Integer>getAs(JudgedForms.rank(decision)) == 1;
  }
}
