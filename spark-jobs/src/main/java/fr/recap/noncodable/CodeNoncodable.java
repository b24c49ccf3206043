package fr.recap.noncodable;

import fr.recap.config.RefusedInputException;
import fr.recap.models.ModelRef;
import fr.recap.tables.Noncodable;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Says of each form of a table whether it leads to no establishment. */
public final class CodeNoncodable {
  private CodeNoncodable() {}

  /**
   * One row a form with the columns of {@link Noncodable#TABLE}. Every form has a score: an empty
   * one too tells something.
   *
   * @param forms with {@code cabbi} and the columns of {@link NoncodableScorer#columns}
   * @throws RefusedInputException if the forms lack a column
   */
  public static Dataset<Row> transform(Dataset<Row> forms, ModelRef model) {
    List<String> present = Arrays.asList(forms.columns());
    for (String column : NoncodableScorer.columns()) {
      if (!present.contains(column)) {
        throw new RefusedInputException(
            "The forms lack the column %s, which the non-codable model reads; they have %s"
                .formatted(column, present));
      }
    }
    return forms.map(new Scoring(model), Encoders.row(Noncodable.TABLE.schema()));
  }

  private record Scoring(ModelRef model) implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row form) {
      NoncodableScorer scorer = NoncodableScorer.of(model);
      double score = scorer.score(column -> text(form.getAs(column)));
      return RowFactory.create(
          form.getAs(Rp.CABBI), scorer.isNoncodable(score), score, model.version());
    }

    private static String text(Object cell) {
      return cell == null ? null : cell.toString();
    }
  }
}
