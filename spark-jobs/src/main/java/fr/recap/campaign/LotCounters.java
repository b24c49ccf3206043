package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.BiLot;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Rp;
import fr.recap.tables.VaguesReprise;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counters of new lots and waves; {@link CheckLots} holds the same rules in SQL for old ones. */
final class LotCounters {
  private static final String NEW = "N";

  private LotCounters() {}

  /**
   * The rows of {@link LotsReprise}, all new.
   *
   * @param plan what {@link LotPlan#plan} returns
   */
  static Dataset<Row> lots(Dataset<Row> plan) {
    Column act = col(Rp.I_REPRISE_ACT);
    Column prof = col(Rp.I_REPRISE_PROF);
    Column treated =
        coalesce(act, lit("V"))
            .equalTo("V")
            .and(coalesce(prof, lit("V")).equalTo("V"))
            .and(act.isNotNull().or(prof.isNotNull()));
    return LotsReprise.TABLE.select(
        plan.groupBy(BiLot.LOT_ID, BiLot.VAGUE_ID)
            .agg(
                count(lit(1)).as(LotsReprise.NB_BI),
                count(act).as(LotsReprise.NB_BI_REP_ACT),
                number(act.equalTo("A")).as(LotsReprise.NB_BI_REP_ACT_ATT),
                number(act.equalTo("V")).as(LotsReprise.NB_BI_REP_ACT_TRAITE),
                count(prof).as(LotsReprise.NB_BI_REP_PROF),
                number(prof.equalTo("A")).as(LotsReprise.NB_BI_REP_PROF_ATT),
                number(prof.equalTo("V")).as(LotsReprise.NB_BI_REP_PROF_TRAITE),
                number(coalesce(act, lit("")).equalTo("A").or(coalesce(prof, lit("")).equalTo("A")))
                    .as(LotsReprise.NB_BI_ATT),
                number(treated).as(LotsReprise.NB_BI_TRAITE))
            .withColumn(LotsReprise.LOT_STATUT, lit(NEW)));
  }

  /** The rows of {@link VaguesReprise} of lots that are all new. */
  static Dataset<Row> waves(Dataset<Row> lots) {
    return VaguesReprise.TABLE.select(
        lots.groupBy(LotsReprise.VAGUE_ID)
            .agg(count(lit(1)).as(VaguesReprise.NB_LOTS))
            .withColumn(VaguesReprise.VAGUE_STATUT, lit(NEW))
            .withColumn(VaguesReprise.NB_LOTS_EN_COURS, lit(0))
            .withColumn(VaguesReprise.NB_LOTS_TRAIT, lit(0)));
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1).otherwise(0)), lit(0));
  }
}
