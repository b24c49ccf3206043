package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import fr.recap.config.NomenclatureSettings;
import fr.recap.forms.ProfessionRows;
import fr.recap.tables.BiTopk;
import fr.recap.tables.Rp;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** The true codes of forms, in the layout of {@link Truth} and by {@link JudgedForms#truth}. */
final class Truths {
  private static final int SIREN_DIGITS = 9;

  private Truths() {}

  /**
   * The final codes that clerks and earlier coders left in the forms, as a table of true codes.
   *
   * @param forms with the columns of {@link Scope#forms}, as far as they have them
   */
  static Dataset<Row> ofForms(Dataset<Row> forms, Scope scope) {
    List<String> present = Arrays.asList(forms.columns());
    Column siret = coalesce(JudgedForms.text(Rp.SIRET_DEC), JudgedForms.text(Rp.SIRETM));
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(Truth.CABBI, col(Rp.CABBI));
    columns.put(Truth.SIRET, siret);
    columns.put(Truth.NON_CODABLE, siret.isNull());
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      columns.putIfAbsent(nomenclature.evaluationTruth(), ofForm(nomenclature.truth(), present));
    }
    return forms.select(
        columns.entrySet().stream()
            .map(entry -> entry.getValue().as(entry.getKey()))
            .toArray(Column[]::new));
  }

  private static Column ofForm(String column, List<String> present) {
    if (column.equals(NomenclatureSettings.PROFESSION_CODE)) {
      return ProfessionRows.code();
    }
    return present.contains(column) ? col(column) : unknown();
  }

  /**
   * The true codes by the names that forms are judged by; a nomenclature that the table lacks is
   * not known.
   *
   * @param table with the columns of {@link Scope#truths}, as far as it has them
   */
  static Dataset<Row> named(Dataset<Row> table, Scope scope) {
    List<String> present = Arrays.asList(table.columns());
    Column siret = JudgedForms.text(Truth.SIRET);
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(Rp.CABBI),
                siret.as(JudgedForms.truth(Scope.SIRET)),
                substring(siret, 1, SIREN_DIGITS).as(JudgedForms.truth(BiTopk.SIREN)),
                col(Truth.NON_CODABLE).as(JudgedForms.truth(JudgedForms.NON_CODABLE))));
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      String column = nomenclature.evaluationTruth();
      columns.add(
          (present.contains(column) ? JudgedForms.text(column) : unknown())
              .as(JudgedForms.truth(nomenclature.name())));
    }
    return table.select(columns.toArray(Column[]::new));
  }

  private static Column unknown() {
    return lit(null).cast(DataTypes.StringType);
  }
}
