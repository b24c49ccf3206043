package fr.recap.notebook;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.forms.ProfessionRows;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.NomenclatureCoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Codes the rows of a Dataset with the SQL function {@code recap_code}. */
final class CodedColumns {
  private static final String FUNCTION = "recap_code";
  private static final String ANSWER = "recap_answer";

  private CodedColumns() {}

  /**
   * Adds {@code <name>_code}, {@code _label}, {@code _probability}, {@code _automatic} and {@code
   * _error}.
   *
   * @param forms with the columns of the nomenclature's inputs, of which only the main one must be
   *     there
   * @throws ConfigException if it is not there
   */
  static Dataset<Row> of(Dataset<Row> forms, NomenclatureSettings settings, ModelRef model) {
    List<String> present = Arrays.asList(forms.columns());
    List<Column> arguments = new ArrayList<>(List.of(lit(settings.name())));
    for (String input : settings.inputs()) {
      List<String> columns =
          new FormText(List.of(input)).columns().stream().filter(present::contains).toList();
      if (columns.isEmpty() && arguments.size() == 1) {
        throw new ConfigException(
            "To be coded to %s, rows need %s; they have %s"
                .formatted(settings.name(), new FormText(List.of(input)).columns(), present));
      }
      arguments.add(
          columns.isEmpty()
              ? lit(null).cast(DataTypes.StringType)
              : coalesce(columns.stream().map(CodedColumns::filled).toArray(Column[]::new)));
    }
    return answered(forms, settings.name(), model, arguments);
  }

  /** The same for a column with the main field alone. */
  static Dataset<Row> of(
      Dataset<Row> texts, String column, NomenclatureSettings settings, ModelRef model) {
    return answered(texts, settings.name(), model, List.of(lit(settings.name()), filled(column)));
  }

  private static Dataset<Row> answered(
      Dataset<Row> rows, String name, ModelRef model, List<Column> arguments) {
    Column code = col(ANSWER + ".code");
    return rows.withColumn(ANSWER, call_udf(FUNCTION, arguments.toArray(Column[]::new)))
        .withColumn(name + "_code", code)
        .withColumn(name + "_label", label(model).apply(code))
        .withColumn(name + "_probability", col(ANSWER + ".probability"))
        .withColumn(name + "_automatic", col(ANSWER + ".automatic"))
        .withColumn(name + "_error", col(ANSWER + ".error"))
        .drop(ANSWER);
  }

  private static UserDefinedFunction label(ModelRef model) {
    UDF1<String, String> label =
        code -> {
          if (code == null) {
            return null;
          }
          Nomenclature tree = NomenclatureCoder.of(model).tree();
          return tree.label(tree.find(code).orElseThrow());
        };
    return udf(label, DataTypes.StringType);
  }

  private static Column filled(String column) {
    Column text = col(column).cast(DataTypes.StringType);
    return when(ProfessionRows.filled(text), text);
  }
}
