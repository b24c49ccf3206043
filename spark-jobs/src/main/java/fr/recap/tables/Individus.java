package fr.recap.tables;

import java.util.List;

/** {@code rp.individus}: the forms in the clerks' schema, with the lot that each belongs to. */
public final class Individus {
  /** Lot of the form; empty if no clerk has to code it. */
  public static final String LOT_ID = "lot_id";

  public static final Table TABLE =
      Rp.TABLE.with(
          "individus",
          "one row a form that clerks see",
          List.of(Column.of(LOT_ID, ColumnType.INTEGER, "lot of the form")));

  private Individus() {}
}
