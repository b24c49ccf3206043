package fr.recap.tables;

import java.util.ArrayList;
import java.util.List;

/** {@code bi_topk_YYYY}: the ten best establishments of each form; columns start with its rank. */
public final class BiTopk {
  /** Ranks that are stored, 1 the best. */
  public static final int RANKS = 10;

  public static final String EMBDEDDING = "embdedding";
  public static final String SIRET = "siret";
  public static final String SIMILARITE_FINAL = "similarite_final";
  public static final String SIMILARITE = "similarite";
  public static final String NB_FOIS_TROUVE = "nb_fois_trouve";
  public static final String NAF_SCORE = "naf_score";
  public static final String CODAGE_AUTO = "codage_auto";
  public static final String CODAGE_AUTO_PROBA = "codage_auto_proba";

  public static final String PROBA = "proba";
  public static final String EXPLICATION = "explication";
  public static final String SIREN = "siren";
  public static final String SIREN_CODAGE_AUTO = "siren_codage_auto";
  public static final String SIREN_CODAGE_AUTO_PROBA = "siren_codage_auto_proba";

  public static final Table TABLE = new Table("bi_topk", "one row a form", columns());

  private BiTopk() {}

  /** A column of a rank, such as {@code top_1_siret}. */
  public static String top(int rank, String what) {
    return "top_" + rank + "_" + what;
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.key(Rp.CABBI, ColumnType.TEXT, "identifier of the form"));
    columns.add(
        Column.of(EMBDEDDING, ColumnType.REAL_ARRAY, "projection (so spelt), empty if none"));
    for (int rank = 1; rank <= RANKS; rank++) {
      columns.add(Column.text(top(rank, SIRET), "establishment"));
      columns.add(
          Column.of(top(rank, SIMILARITE_FINAL), ColumnType.DOUBLE, "score it is ranked by"));
      columns.add(Column.of(top(rank, SIMILARITE), ColumnType.DOUBLE, "similarity of the texts"));
      columns.add(
          Column.of(
              top(rank, NB_FOIS_TROUVE), ColumnType.INTEGER, "times that the queries found it"));
      columns.add(
          Column.of(top(rank, NAF_SCORE), ColumnType.DOUBLE, "the form's score of its activity"));
      columns.add(
          Column.of(top(rank, CODAGE_AUTO), ColumnType.BOOLEAN, "sure enough (rank 1 only)"));
      columns.add(
          Column.of(top(rank, CODAGE_AUTO_PROBA), ColumnType.DOUBLE, "probability (rank 1 only)"));
    }
    for (int rank = 1; rank <= RANKS; rank++) {
      columns.add(
          Column.of(
              top(rank, PROBA), ColumnType.DOUBLE, "probability that it is the establishment"));
      columns.add(Column.text(top(rank, EXPLICATION), "why it stands here, in words"));
    }
    columns.add(Column.text(SIREN, "legal unit of the first establishment"));
    columns.add(
        Column.of(
            SIREN_CODAGE_AUTO,
            ColumnType.BOOLEAN,
            "whether the legal unit is sure enough, be the establishment or not"));
    columns.add(
        Column.of(SIREN_CODAGE_AUTO_PROBA, ColumnType.DOUBLE, "probability that it is right"));
    return columns;
  }
}
