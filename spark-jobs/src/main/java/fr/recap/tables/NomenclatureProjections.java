package fr.recap.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code <name>_projections_YYYY}: the ten best codes of each form in a nomenclature. Columns are
 * named after it: {@code naf_proj}, {@code naf_code_0}, {@code naf_score_0}, ...
 */
public final class NomenclatureProjections {
  /** Ranks that are stored, 0 the best. */
  public static final int RANKS = 10;

  public static final String CODAGE_AUTO = "codage_auto";
  public static final String CODAGE_AUTO_PROBA = "codage_auto_proba";
  public static final String MODEL_VERSION = "model_version";

  private NomenclatureProjections() {}

  /** Column of the form's projection. */
  public static String proj(String nomenclature) {
    return nomenclature + "_proj";
  }

  /** Column of the code at a rank. */
  public static String code(String nomenclature, int rank) {
    return nomenclature + "_code_" + rank;
  }

  /** Column of the score at a rank. */
  public static String score(String nomenclature, int rank) {
    return nomenclature + "_score_" + rank;
  }

  /** The table of a nomenclature. */
  public static Table table(String nomenclature) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.key(Rp.CABBI, ColumnType.TEXT, "identifier of the form"));
    columns.add(
        Column.of(
            proj(nomenclature),
            ColumnType.DOUBLE_ARRAY,
            "projection, empty if the model has none"));
    for (int rank = 0; rank < RANKS; rank++) {
      columns.add(Column.text(code(nomenclature, rank), "code at rank " + rank));
    }
    for (int rank = 0; rank < RANKS; rank++) {
      columns.add(Column.of(score(nomenclature, rank), ColumnType.DOUBLE, "score at rank " + rank));
    }
    columns.add(
        Column.of(CODAGE_AUTO, ColumnType.BOOLEAN, "whether the first code is sure enough"));
    columns.add(
        Column.of(
            CODAGE_AUTO_PROBA, ColumnType.DOUBLE, "probability that the first code is right"));
    columns.add(Column.text(MODEL_VERSION, "published version of the model"));
    return new Table(nomenclature + "_projections", "one row a form", columns);
  }
}
