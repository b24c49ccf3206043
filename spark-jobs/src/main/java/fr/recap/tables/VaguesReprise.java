package fr.recap.tables;

import java.util.List;

/** {@code rp.vagues_reprise}: waves of lots and their counters. */
public final class VaguesReprise {
  /** Wave. */
  public static final String VAGUE_ID = "vague_id";

  /** N new, E under way, T done. */
  public static final String VAGUE_STATUT = "vague_statut";

  /** Lots. */
  public static final String NB_LOTS = "nb_lots";

  /** Lots under way. */
  public static final String NB_LOTS_EN_COURS = "nb_lots_en_cours";

  /** Lots done. */
  public static final String NB_LOTS_TRAIT = "nb_lots_trait";

  public static final Table TABLE =
      new Table(
          "vagues_reprise",
          "one row a wave",
          List.of(
              Column.key(VAGUE_ID, ColumnType.INTEGER, "wave"),
              Column.text(VAGUE_STATUT, "N new, E under way, T done"),
              Column.of(NB_LOTS, ColumnType.INTEGER, "lots"),
              Column.of(NB_LOTS_EN_COURS, ColumnType.INTEGER, "lots under way"),
              Column.of(NB_LOTS_TRAIT, ColumnType.INTEGER, "lots done")));

  private VaguesReprise() {}
}
