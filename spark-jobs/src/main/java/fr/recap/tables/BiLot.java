package fr.recap.tables;

import java.util.List;

/** {@code bi_lot_YYYY}: which lot and wave a form went to. */
public final class BiLot {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Lot. */
  public static final String LOT_ID = "lot_id";

  /** Wave. */
  public static final String VAGUE_ID = "vague_id";

  public static final Table TABLE =
      new Table(
          "bi_lot",
          "one row a form that clerks have to code",
          List.of(
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.of(LOT_ID, ColumnType.INTEGER, "lot"),
              Column.of(VAGUE_ID, ColumnType.INTEGER, "wave")));

  private BiLot() {}
}
