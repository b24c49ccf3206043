package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableSettings;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.BiLot;
import fr.recap.tables.Individus;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import fr.recap.tables.VaguesReprise;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * What comes to the lots that are there: new lots of forms that are in none, with numbers that go
 * on, and the rows of {@code individus} that are new or, where no clerk has begun the form, have
 * changed. A form stays in its lot, also if it was coded automatically since; there is still to do
 * what was.
 *
 * @param plan the new lots, as {@link LotPlan#plan} gives them
 * @param individus rows of {@link Individus} to be written
 * @param before forms that are in lots already
 */
record AddedLots(Dataset<Row> plan, Dataset<Row> individus, long before) {
  private static final String KEY = "earlier_cabbi";
  private static final String EARLIER = "earlier";
  private static final String STATE_OF = "state_of";
  private static final String BEGUN = "begun";

  /**
   * Looks.
   *
   * @param output all columns of the coded forms
   * @param reading which of them tell employer, place and profession
   * @param results what the coders say of them
   * @param individus columns of the clerks' forms
   */
  static AddedLots of(
      PostgresSnapshot snapshot,
      RecapConfig config,
      Dataset<Row> output,
      Reading reading,
      Dataset<Row> results,
      Table individus) {
    TableSettings tables = config.tables();
    Dataset<Row> inLots = snapshot.read(tables.lots(), BiLot.TABLE);
    Dataset<Row> lots = snapshot.read(tables.lotsReprise(), LotsReprise.TABLE);
    Dataset<Row> waves = snapshot.read(tables.vaguesReprise(), VaguesReprise.TABLE);
    Dataset<Row> clerks =
        snapshot
            .read(tables.individus(), individus)
            .join(
                lots.select(col(LotsReprise.LOT_ID).as(STATE_OF), col(LotsReprise.LOT_STATUT)),
                col(Individus.LOT_ID).equalTo(col(STATE_OF)),
                "left")
            .drop(STATE_OF)
            .withColumn(Individus.LOT_ID, col(Individus.LOT_ID).cast(DataTypes.IntegerType))
            .withColumn(BEGUN, ClerksWork.begun())
            .cache();
    Dataset<Row> settled =
        inLots
            .select(BiLot.CABBI)
            .union(clerks.where(col(Individus.LOT_ID).isNotNull().or(col(BEGUN))).select(Rp.CABBI));
    LotPlan.Taken taken =
        new LotPlan.Taken(
            Math.max(
                highest(inLots, BiLot.LOT_ID),
                Math.max(highest(lots, LotsReprise.LOT_ID), highest(clerks, Individus.LOT_ID))),
            Math.max(
                Math.max(highest(inLots, BiLot.VAGUE_ID), highest(lots, LotsReprise.VAGUE_ID)),
                highest(waves, VaguesReprise.VAGUE_ID)));
    Dataset<Row> forms = reading.of(output);
    Dataset<Row> plan =
        LotPlan.plan(
                forms.join(
                    settled, forms.col(Rp.CABBI).equalTo(settled.col(Rp.CABBI)), "left_anti"),
                results,
                config.lots(),
                LotPlan.Coded.of(config),
                taken)
            .cache();
    return new AddedLots(plan, individus(output, plan, clerks, individus), inLots.count());
  }

  private static Dataset<Row> individus(
      Dataset<Row> output, Dataset<Row> plan, Dataset<Row> clerks, Table table) {
    Dataset<Row> placed =
        clerks
            .where(col(Individus.LOT_ID).isNotNull())
            .select(
                col(Rp.CABBI),
                col(Individus.LOT_ID),
                lit(null).cast(DataTypes.IntegerType).as(BiLot.VAGUE_ID),
                col(Rp.I_REPRISE_ACT),
                col(Rp.I_REPRISE_PROF));
    Column[] columns = table.names().stream().map(name -> Table.at(name)).toArray(Column[]::new);
    Dataset<Row> earlier =
        clerks.select(col(Rp.CABBI).as(KEY), struct(columns).as(EARLIER), col(BEGUN));
    Dataset<Row> now = LotPlan.individus(output, plan.unionByName(placed), table);
    // A SIRET that a clerk has given without another sign of it is work that is under way.
    Column untouched =
        ClerksWork.filled(table).stream()
            .map(name -> col(name).eqNullSafe(col(EARLIER).getField(name)))
            .reduce(not(col(BEGUN)), Column::and);
    return now.join(earlier, col(Rp.CABBI).equalTo(col(KEY)), "left")
        .where(col(KEY).isNull().or(untouched.and(not(struct(columns).eqNullSafe(col(EARLIER))))))
        .drop(KEY, EARLIER, BEGUN)
        .cache();
  }

  private static int highest(Dataset<Row> rows, String column) {
    Row highest = rows.agg(max(column)).head();
    return highest.isNullAt(0) ? 0 : highest.getInt(0);
  }
}
