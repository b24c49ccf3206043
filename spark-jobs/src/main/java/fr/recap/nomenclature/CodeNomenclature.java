package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.models.ModelRef;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Codes a table of forms to a nomenclature. */
public final class CodeNomenclature {
  private CodeNomenclature() {}

  /** Column with the reason why a form has no code, null if it has one. */
  public static String error(String nomenclature) {
    return nomenclature + "_error";
  }

  /**
   * One row a form, in the forms' order: the columns of {@link NomenclatureProjections#table} and
   * {@link #error}. The projection is null for a form without a word, or a model without an
   * encoder.
   *
   * @param forms with the columns that the model reads, and {@code cabbi}
   * @throws RefusedInputException if the forms lack a column
   */
  public static Dataset<Row> transform(
      Dataset<Row> forms, NomenclatureSettings settings, ModelRef model) {
    return transform(forms, settings.name(), new Coding(model, false, settings.withoutMainField()));
  }

  /**
   * As {@link #transform}, with codes by the other fields where the main one is empty, whatever the
   * settings say: evidence for other coders. {@link #published} gives what the settings let out.
   */
  public static Dataset<Row> evidence(
      Dataset<Row> forms, NomenclatureSettings settings, ModelRef model) {
    return transform(forms, settings.name(), new Coding(model, false, true));
  }

  /**
   * As {@link #evidence}, for forms that the model may have learned: each is coded by a coder that
   * has not, as forms that are to come will be. Such coders lie in the training that the model
   * comes from; if it has none or is gone, the log says so and the model itself codes them.
   */
  public static Dataset<Row> unlearnedEvidence(
      Dataset<Row> forms, NomenclatureSettings settings, ModelRef model) {
    return CrossFitted.trainingOf(model)
        .map(training -> transform(forms, settings.name(), new Coding(training, true, true)))
        .orElseGet(() -> evidence(forms, settings, model));
  }

  /** The rows of {@link #transform} out of those of {@link #evidence}. */
  public static Dataset<Row> published(Dataset<Row> evidence, NomenclatureSettings settings) {
    if (settings.withoutMainField()) {
      return evidence;
    }
    Column error = functions.col(error(settings.name()));
    Column withheld = error.endsWith(NomenclatureCoder.BY_OTHER_FIELDS);
    Dataset<Row> rows =
        evidence.withColumn(
            NomenclatureProjections.CODAGE_AUTO_PROBA,
            functions
                .when(withheld, null)
                .otherwise(functions.col(NomenclatureProjections.CODAGE_AUTO_PROBA)));
    for (int rank = 0; rank < NomenclatureProjections.RANKS; rank++) {
      for (String column :
          List.of(
              NomenclatureProjections.code(settings.name(), rank),
              NomenclatureProjections.score(settings.name(), rank))) {
        rows =
            rows.withColumn(
                column, functions.when(withheld, null).otherwise(functions.col(column)));
      }
    }
    return rows.withColumn(
        error(settings.name()),
        functions.regexp_replace(error, NomenclatureCoder.BY_OTHER_FIELDS + "$", ""));
  }

  private static Dataset<Row> transform(Dataset<Row> forms, String nomenclature, Coding coding) {
    List<String> present = Arrays.asList(forms.columns());
    for (String column : coding.coder("").columns()) {
      if (!present.contains(column)) {
        throw new RefusedInputException(
            "The forms lack the column %s, which the model %s reads; they have %s"
                .formatted(column, coding.model().version(), present));
      }
    }
    StructType schema =
        NomenclatureProjections.table(nomenclature)
            .schema()
            .add(error(nomenclature), DataTypes.StringType);
    return forms.map(coding, Encoders.row(schema));
  }

  /**
   * @param crossFitted whether the model is a training, whose coders share the forms
   */
  private record Coding(ModelRef model, boolean crossFitted, boolean withoutMainField)
      implements MapFunction<Row, Row>, Serializable {
    NomenclatureCoder coder(String cabbi) {
      return crossFitted ? CrossFitted.of(model).of(cabbi) : NomenclatureCoder.of(model);
    }

    @Override
    public Row call(Row form) {
      NomenclatureCoder coder = coder(form.getAs(Rp.CABBI));
      UnaryOperator<String> columns = column -> text(form.getAs(column));
      Prediction prediction =
          withoutMainField ? coder.predictWithoutMainField(columns) : coder.predict(columns);
      List<Object> cells = new ArrayList<>();
      cells.add(form.getAs(Rp.CABBI));
      cells.add(doubles(coder.project(columns)));
      addPadded(cells, prediction.codes());
      addPadded(cells, prediction.scores());
      cells.add(prediction.automatic());
      cells.add(prediction.codes().isEmpty() ? null : prediction.probability());
      cells.add(model.version());
      cells.add(prediction.error());
      return RowFactory.create(cells.toArray());
    }

    private static double[] doubles(float[] projection) {
      double[] doubles = new double[projection.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = projection[i];
      }
      return doubles.length == 0 ? null : doubles;
    }

    private static String text(Object cell) {
      return cell == null ? null : cell.toString();
    }

    private static void addPadded(List<Object> cells, List<?> values) {
      for (int rank = 0; rank < NomenclatureProjections.RANKS; rank++) {
        cells.add(rank < values.size() ? values.get(rank) : null);
      }
    }
  }
}
