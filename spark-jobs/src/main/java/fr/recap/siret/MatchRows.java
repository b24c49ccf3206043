package fr.recap.siret;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import fr.recap.forms.CodedFormRows;
import fr.recap.tables.BiTopk;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Matches in the layout of the users' table. */
public final class MatchRows {
  private static final int SIREN_DIGITS = 9;

  private MatchRows() {}

  /**
   * The rows of {@link BiTopk#TABLE}.
   *
   * @param flow forms with what {@link MatchSiret} says of them
   */
  public static Dataset<Row> biTopk(Dataset<Row> flow) {
    return flow.select(columns().toArray(Column[]::new));
  }

  /** The columns of {@link BiTopk#TABLE} out of those of a flow. */
  static List<Column> columns() {
    Column match = col(CodedFormRows.MATCH);
    Column ranked = match.getField("ranked");
    Column establishment = match.getField("establishment");
    Column unit = match.getField("unit");
    List<Column> columns = new ArrayList<>();
    columns.add(CodedFormRows.form(Rp.CABBI).as(Rp.CABBI));
    columns.add(match.getField("projection").as(BiTopk.EMBDEDDING));
    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      Column one = get(ranked, lit(rank - 1));
      boolean first = rank == 1;
      columns.add(top(rank, BiTopk.SIRET, one.getField("siret")));
      columns.add(top(rank, BiTopk.SIMILARITE_FINAL, one.getField("score")));
      columns.add(top(rank, BiTopk.SIMILARITE, one.getField("similarity")));
      columns.add(top(rank, BiTopk.NB_FOIS_TROUVE, one.getField("times_found")));
      columns.add(top(rank, BiTopk.NAF_SCORE, one.getField("activity_score")));
      columns.add(
          top(rank, BiTopk.CODAGE_AUTO, first ? establishment.getField("automatic") : lit(false)));
      columns.add(
          top(
              rank,
              BiTopk.CODAGE_AUTO_PROBA,
              first ? establishment.getField("probability") : lit(0.0)));
    }
    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      Column one = get(ranked, lit(rank - 1));
      columns.add(top(rank, BiTopk.PROBA, one.getField("probability")));
      columns.add(top(rank, BiTopk.EXPLICATION, one.getField("explanation")));
    }
    columns.add(substring(get(ranked, lit(0)).getField("siret"), 1, SIREN_DIGITS).as(BiTopk.SIREN));
    columns.add(unit.getField("automatic").as(BiTopk.SIREN_CODAGE_AUTO));
    columns.add(unit.getField("probability").as(BiTopk.SIREN_CODAGE_AUTO_PROBA));
    return columns;
  }

  private static Column top(int rank, String what, Column value) {
    return value.as(BiTopk.top(rank, what));
  }
}
