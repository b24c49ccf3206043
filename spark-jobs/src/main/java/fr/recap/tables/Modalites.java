package fr.recap.tables;

import java.util.List;

/** {@code modalites}: nodes of each nomenclature. */
public final class Modalites {
  /** Level that the node belongs to. */
  public static final String NCT_ID = "nct_id";

  /** Code of the node. */
  public static final String CODE = "code";

  /** Label of the node. */
  public static final String LIBELLE = "libelle";

  /** Code of the parent node; empty at the top. */
  public static final String CODE_AGR = "code_agr";

  /** Help text. */
  public static final String AIDE = "aide";

  public static final Table TABLE =
      new Table(
          "modalites",
          "one row a node of a nomenclature",
          List.of(
              Column.key(NCT_ID, ColumnType.TEXT, "level that the node belongs to"),
              Column.key(CODE, ColumnType.TEXT, "code of the node"),
              Column.text(LIBELLE, "label of the node"),
              Column.text(CODE_AGR, "code of the parent node; empty at the top"),
              Column.text(AIDE, "help text")));

  private Modalites() {}
}
