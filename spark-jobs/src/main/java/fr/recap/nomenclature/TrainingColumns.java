package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.tables.Rp;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns of training forms that a nomenclature's training reads. */
final class TrainingColumns {
  private TrainingColumns() {}

  /**
   * The key, the fields and the truth.
   *
   * @param table that the forms come from
   * @throws RefusedInputException if the forms lack one
   */
  static List<String> of(NomenclatureSettings settings, Dataset<Row> forms, TableName table) {
    List<String> columns = of(new FormText(settings.inputs()), settings.truth());
    List<String> present = Arrays.asList(forms.columns());
    List<String> missing = columns.stream().filter(column -> !present.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedInputException(
          "%s: %s lacks the column(s) %s; it has %s. Add them, or change inputs or truth of nomenclatures.%s"
              .formatted(
                  TrainNomenclature.model(settings.name()),
                  table,
                  missing,
                  present,
                  settings.name()));
    }
    return columns;
  }

  /** The key, the fields and the truth, whatever the forms have. */
  static List<String> of(FormText form, String truth) {
    Set<String> columns = new LinkedHashSet<>(List.of(Rp.CABBI));
    columns.addAll(form.columns());
    columns.addAll(FormText.truthColumns(truth));
    return List.copyOf(columns);
  }
}
