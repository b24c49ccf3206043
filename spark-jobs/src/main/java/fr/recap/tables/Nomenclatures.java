package fr.recap.tables;

import java.util.List;

/** {@code nomenclatures}: levels of each nomenclature, from its root down. */
public final class Nomenclatures {
  /** Identifier of the level. */
  public static final String NCT_ID = "nct_id";

  /** Label of the level. */
  public static final String LIBELLE = "libelle";

  /** Identifier of the level above; empty for a root. */
  public static final String NCT_AGR = "nct_agr";

  /** Short code of the nomenclature. */
  public static final String CODE = "code";

  public static final Table TABLE =
      new Table(
          "nomenclatures",
          "one row a level of a nomenclature",
          List.of(
              Column.key(NCT_ID, ColumnType.TEXT, "identifier of the level"),
              Column.text(LIBELLE, "label of the level"),
              Column.text(NCT_AGR, "identifier of the level above; empty for a root"),
              Column.text(CODE, "short code of the nomenclature")));

  private Nomenclatures() {}
}
