package fr.recap.tables;

import java.util.List;

/** {@code rp.lots_reprise}: lots of forms and their counters. */
public final class LotsReprise {
  /** Lot. */
  public static final String LOT_ID = "lot_id";

  /** Wave of the lot. */
  public static final String VAGUE_ID = "vague_id";

  /** N new, E under way, T done. */
  public static final String LOT_STATUT = "lot_statut";

  /** Forms. */
  public static final String NB_BI = "nb_bi";

  /** Forms whose activity is to be coded. */
  public static final String NB_BI_REP_ACT = "nb_bi_rep_act";

  /** Of these, waiting. */
  public static final String NB_BI_REP_ACT_ATT = "nb_bi_rep_act_att";

  /** Of these, done. */
  public static final String NB_BI_REP_ACT_TRAITE = "nb_bi_rep_act_traite";

  /** Forms whose profession is to be coded. */
  public static final String NB_BI_REP_PROF = "nb_bi_rep_prof";

  /** Of these, waiting. */
  public static final String NB_BI_REP_PROF_ATT = "nb_bi_rep_prof_att";

  /** Of these, done. */
  public static final String NB_BI_REP_PROF_TRAITE = "nb_bi_rep_prof_traite";

  /** Forms waiting in activity or profession. */
  public static final String NB_BI_ATT = "nb_bi_att";

  /** Forms done in all that is to be coded. */
  public static final String NB_BI_TRAITE = "nb_bi_traite";

  public static final Table TABLE =
      new Table(
          "lots_reprise",
          "one row a lot",
          List.of(
              Column.key(LOT_ID, ColumnType.INTEGER, "lot"),
              Column.of(VAGUE_ID, ColumnType.INTEGER, "wave of the lot"),
              Column.text(LOT_STATUT, "N new, E under way, T done"),
              Column.of(NB_BI, ColumnType.INTEGER, "forms"),
              Column.of(NB_BI_REP_ACT, ColumnType.INTEGER, "forms whose activity is to be coded"),
              Column.of(NB_BI_REP_ACT_ATT, ColumnType.INTEGER, "of these, waiting"),
              Column.of(NB_BI_REP_ACT_TRAITE, ColumnType.INTEGER, "of these, done"),
              Column.of(
                  NB_BI_REP_PROF, ColumnType.INTEGER, "forms whose profession is to be coded"),
              Column.of(NB_BI_REP_PROF_ATT, ColumnType.INTEGER, "of these, waiting"),
              Column.of(NB_BI_REP_PROF_TRAITE, ColumnType.INTEGER, "of these, done"),
              Column.of(NB_BI_ATT, ColumnType.INTEGER, "forms waiting in activity or profession"),
              Column.of(
                  NB_BI_TRAITE, ColumnType.INTEGER, "forms done in all that is to be coded")));

  private LotsReprise() {}
}
