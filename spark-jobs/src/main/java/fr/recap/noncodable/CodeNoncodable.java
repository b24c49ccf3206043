package fr.recap.noncodable;

import fr.recap.config.RefusedInputException;
import fr.recap.forms.Match;
import fr.recap.models.ModelRef;
import fr.recap.siret.FlatColumns;
import fr.recap.tables.Noncodable;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/** Says of each form of a table whether it leads to no establishment. */
public final class CodeNoncodable {
  private static final String MATCH = "match_";

  private CodeNoncodable() {}

  /**
   * One row a form with the columns of {@link Noncodable#TABLE}. Every form has a score, an empty
   * one too, but those whose search failed, if the model reads matches: they are left to clerks.
   *
   * @param forms with {@code cabbi} and the columns of {@link NoncodableScorer#columns}
   * @param matches what {@link FlatColumns#matched} says of the forms, {@code cabbi} being their
   *     key; it is not read if the model doesn't read matches
   * @throws RefusedInputException if the forms or the matches lack a column
   */
  public static Dataset<Row> transform(Dataset<Row> forms, Dataset<Row> matches, ModelRef model) {
    NoncodableScorer scorer = NoncodableScorer.of(model);
    refuseMissing("forms", forms, NoncodableScorer.columns());
    refuseMissing("matches", matches, scorer.matchColumns());
    return joined(forms, matches, scorer.matchColumns())
        .map(new Scoring(model), Encoders.row(Noncodable.TABLE.schema()));
  }

  /** Forms with the matcher's columns beside theirs, under names that they don't have. */
  static Dataset<Row> joined(Dataset<Row> forms, Dataset<Row> matches, List<String> columns) {
    if (columns.isEmpty()) {
      return forms;
    }
    List<Column> named = new ArrayList<>(List.of(functions.col(Rp.CABBI)));
    columns.forEach(column -> named.add(functions.col(column).as(MATCH + column)));
    return forms.join(
        matches.select(named.toArray(Column[]::new)), new String[] {Rp.CABBI}, "left");
  }

  /** The matcher's column of a joined form. */
  static Function<String, Object> match(Row joined) {
    return column -> joined.getAs(MATCH + column);
  }

  /** Whether the matcher's search of a joined form failed, so that it says nothing of the form. */
  static boolean searchFailed(Row joined) {
    String error = joined.getAs(MATCH + FlatColumns.SIRET_ERROR);
    return error != null && error.startsWith(Match.SEARCH_FAILED);
  }

  private static void refuseMissing(String what, Dataset<Row> rows, List<String> columns) {
    List<String> present = Arrays.asList(rows.columns());
    for (String column : columns) {
      if (!present.contains(column)) {
        throw new RefusedInputException(
            "The %s lack the column %s, which the non-codable model reads; they have %s"
                .formatted(what, column, present));
      }
    }
  }

  static String text(Object cell) {
    return cell == null ? null : cell.toString();
  }

  private record Scoring(ModelRef model) implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row form) {
      NoncodableScorer scorer = NoncodableScorer.of(model);
      if (scorer.readsMatches() && searchFailed(form)) {
        return RowFactory.create(form.getAs(Rp.CABBI), false, null, model.version());
      }
      double score = scorer.score(column -> text(form.getAs(column)), match(form));
      return RowFactory.create(
          form.getAs(Rp.CABBI), scorer.isNoncodable(score), score, model.version());
    }
  }
}
