package fr.recap.noncodable;

import fr.recap.config.RefusedInputException;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.PartRows;
import fr.recap.models.ModelRef;
import fr.recap.tables.Noncodable;
import fr.recap.tables.Rp;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Says of each form whether it leads to no establishment. */
public final class CodeNoncodable {
  private CodeNoncodable() {}

  /**
   * Adds the detections, lazily. Every form has a score, an empty one too, but those whose search
   * failed, if the model reads what the matcher says: they are left to clerks.
   *
   * @param flow rows of {@link CodedFormRows}, whose forms have the columns of {@link
   *     NoncodableScorer#columns}, with what the matcher says if the model reads it
   * @param threshold that people have chosen, if they have
   * @throws RefusedInputException if the forms lack a column
   */
  public static Dataset<Row> transform(
      Dataset<Row> flow, ModelRef model, OptionalDouble threshold) {
    StructType form = (StructType) flow.schema().apply(CodedFormRows.FORM).dataType();
    List<String> present = Arrays.asList(form.fieldNames());
    for (String column : NoncodableScorer.columns()) {
      if (!present.contains(column)) {
        throw new RefusedInputException(
            "The forms lack the column %s, which the non-codable model reads; they have %s"
                .formatted(column, present));
      }
    }
    // An OptionalDouble can't be sent to executors.
    Double chosen = threshold.isPresent() ? threshold.getAsDouble() : null;
    boolean matched = Arrays.asList(flow.columns()).contains(CodedFormRows.MATCH);
    return CodedFormRows.with(
        flow,
        CodedFormRows.DETECTION,
        PartRows.DETECTION,
        coded ->
            PartRows.of(
                NoncodableScorer.of(model).detect(coded.form(), coded.match(), optional(chosen))),
        matched ? new String[] {CodedFormRows.MATCH} : new String[0]);
  }

  private static OptionalDouble optional(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The rows of {@link Noncodable#TABLE}: one a form, with the version of the model. */
  public static Dataset<Row> table(Dataset<Row> flow, String version) {
    return flow.select(
        CodedFormRows.form(Rp.CABBI).as(Noncodable.CABBI),
        functions.col(CodedFormRows.DETECTION).getField("non_codable").as(Noncodable.NON_CODABLE),
        functions.col(CodedFormRows.DETECTION).getField("score").as(Noncodable.SCORE),
        functions.lit(version).as(Noncodable.MODEL_VERSION));
  }
}
