package fr.recap.forms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fr.recap.udfs.text.Blanks;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The {@link Profession} of rows of forms. */
public final class ProfessionRows {
  private ProfessionRows() {}

  /** Which of profs_c, profi_c and profa_c the code belongs to; null if no profession is filled. */
  public static Column codeColumn() {
    return codeColumn(functions::col);
  }

  /**
   * The same of a form whose columns are elsewhere.
   *
   * @param form gives a column of the forms' table
   */
  public static Column codeColumn(Function<String, Column> form) {
    return first(form, i -> lit(Profession.CODES.get(i)));
  }

  /** The code in that column, perhaps null. */
  public static Column code() {
    return first(functions::col, i -> col(Profession.CODES.get(i)));
  }

  /** Whether a profession is filled. */
  public static Column isFilled() {
    return codeColumn().isNotNull();
  }

  /** Whether a text is filled, as {@link Form#filled} has it. */
  public static Column filled(Column text) {
    return coalesce(text.cast(DataTypes.StringType).rlike(Blanks.FILLED), lit(false));
  }

  private static Column first(Function<String, Column> form, IntFunction<Column> value) {
    List<String> texts = Profession.TEXTS;
    Column first = when(filled(form.apply(texts.get(0))), value.apply(0));
    for (int i = 1; i < texts.size(); i++) {
      first = first.when(filled(form.apply(texts.get(i))), value.apply(i));
    }
    return first;
  }
}
