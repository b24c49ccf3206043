package fr.recap.evaluation;

import static org.apache.spark.sql.functions.col;

import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Forms with a wrong first code, to be read beside their candidates. */
final class ErrorForms {
  /** Shown of each code. */
  private static final int FORMS = 12;

  private static final List<String> FIELDS =
      List.of(
          Rp.RS_X,
          Rp.ACTET_X,
          Rp.PROFS_X,
          Rp.PROFI_X,
          Rp.PROFA_X,
          Rp.NUMVOI_X,
          Rp.TYPEVOI_X,
          Rp.NOMVOI_X,
          Rp.CLT_X,
          Rp.DLT_X);

  private ErrorForms() {}

  /** The errors of each code with the highest probability, so many that they can be read. */
  static Map<String, List<Evaluation.ErrorForm>> of(
      Dataset<Row> judged, Dataset<Row> results, Dataset<Row> forms, Scope scope) {
    Map<String, List<Row>> errors = new LinkedHashMap<>();
    Set<Object> keys = new HashSet<>();
    for (String code : scope.codes()) {
      errors.put(code, errors(judged, code));
      errors.get(code).forEach(row -> keys.add(row.getAs(Rp.CABBI)));
    }
    Column wanted = col(Rp.CABBI).isin(keys.toArray());
    Map<String, Row> told = byKey(results.where(wanted));
    Map<String, Row> texts = byKey(forms.where(wanted));
    Map<String, List<Evaluation.ErrorForm>> shown = new LinkedHashMap<>();
    errors.forEach(
        (code, rows) ->
            shown.put(
                code,
                rows.stream()
                    .map(
                        row -> {
                          String cabbi = row.getAs(Rp.CABBI);
                          return shown(code, row, told.get(cabbi), texts.get(cabbi));
                        })
                    .toList()));
    return shown;
  }

  private static List<Row> errors(Dataset<Row> judged, String code) {
    return judged
        .where(col(JudgedForms.said(code)).isNotNull().and(col(JudgedForms.rank(code)).notEqual(1)))
        .sort(col(JudgedForms.score(code)).desc_nulls_last(), col(Rp.CABBI))
        .limit(FORMS)
        .collectAsList();
  }

  private static Evaluation.ErrorForm shown(String code, Row error, Row result, Row form) {
    // The candidates of a legal unit are its establishments.
    boolean establishment = Scope.isEstablishment(code);
    String coder = establishment ? Scope.SIRET : code;
    Double probability = error.getAs(JudgedForms.score(code));
    return new Evaluation.ErrorForm(
        error.getAs(Rp.CABBI),
        fields(form),
        error.getAs(JudgedForms.truth(code)),
        error.getAs(JudgedForms.said(code)),
        probability == null ? Double.NaN : probability,
        error.<Boolean>getAs(JudgedForms.auto(code)),
        result.getAs(CodageAutoResults.predictions(coder)),
        establishment ? result.getAs(CodageAutoResults.SIRET_EXPLICATION) : null);
  }

  private static Map<String, Row> byKey(Dataset<Row> rows) {
    Map<String, Row> byKey = new LinkedHashMap<>();
    rows.collectAsList().forEach(row -> byKey.put(row.getAs(Rp.CABBI), row));
    return byKey;
  }

  private static Map<String, String> fields(Row form) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (form != null) {
      for (String field : FIELDS) {
        Object value = form.getAs(field);
        if (value != null && !value.toString().isBlank()) {
          fields.put(field, value.toString());
        }
      }
    }
    return fields;
  }
}
