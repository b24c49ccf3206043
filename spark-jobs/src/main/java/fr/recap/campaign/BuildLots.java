package fr.recap.campaign;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.postgres.UsersTables;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.BiLot;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Individus;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import fr.recap.tables.VaguesReprise;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Builds the lots and waves of a coded campaign and hands its forms to the clerks' schema.
 *
 * <p>All four tables become visible together. Lots that clerks have begun to work on are not built
 * anew unless that is asked for, also where they begin while this runs.
 */
public final class BuildLots {
  private final SparkSession spark;
  private final RecapConfig config;
  private final boolean force;

  /**
   * A run.
   *
   * @param force whether lots that clerks have opened may be replaced, which loses their work
   */
  public BuildLots(SparkSession spark, RecapConfig config, boolean force) {
    this.spark = spark;
    this.config = config;
    this.force = force;
  }

  /**
   * What was built.
   *
   * @param forms forms in lots
   */
  public record Result(long forms, long lots, long waves, long individus) {}

  /**
   * Builds.
   *
   * @throws RefusedInputException if the campaign is not coded, another run writes the lots, or
   *     clerks have begun: before this run, or while it worked
   */
  public Result execute() {
    Run run = Run.start("lots", config.rendered());
    TableSettings tables = config.tables();
    // The users' columns, and those that code has added; whether it coded a SIRET is no clerk's.
    UsersTable output =
        UsersTables.of(config.postgres(), tables.output()).without(RpOutput.I_SIRET_C);
    Table individus = output.copy(Individus.TABLE, LotPlan.WRITTEN);
    Map<TableName, Table> targets =
        Map.of(
            tables.lots(), BiLot.TABLE,
            tables.lotsReprise(), LotsReprise.TABLE,
            tables.vaguesReprise(), VaguesReprise.TABLE,
            tables.individus(), individus);
    return RunLock.holding(config, run, targets, () -> build(run, tables, output, individus));
  }

  private Result build(Run run, TableSettings tables, UsersTable users, Table individus) {
    new Postgres(config.postgres()).inTransaction(this::refuseIfBegun);
    Sessions.describe(
        spark, "Lots: cutting %s into lots of %d".formatted(tables.forms(), config.lots().size()));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Reading reading = Rp.readBy("lots");
      Dataset<Row> output = snapshot.read(tables.output(), reading, users);
      Dataset<Row> plan =
          LotPlan.plan(
                  reading.of(output), results(snapshot), config.lots(), LotPlan.Coded.of(config))
              .cache();
      long forms = plan.count();
      Dataset<Row> lots = LotCounters.lots(plan).cache();
      List<Written> written =
          new TableWriter(spark, config.postgres())
              .write(
                  List.of(
                      new Output(BiLot.TABLE.select(plan), tables.lots(), BiLot.TABLE),
                      new Output(lots, tables.lotsReprise(), LotsReprise.TABLE),
                      new Output(
                          LotCounters.waves(lots), tables.vaguesReprise(), VaguesReprise.TABLE),
                      new Output(
                          LotPlan.individus(output, plan, individus),
                          tables.individus(),
                          individus)),
                  run.id(),
                  staged -> checkCounts(staged, forms),
                  this::refuseIfBegun);
      run.read(tables.output(), snapshot.count(tables.output()));
      written.forEach(part -> run.wrote(part.target(), part.rows()));
      RunManifests.save(config, run.ended("lots").finish(forms, forms, 0));
      return new Result(forms, written.get(1).rows(), written.get(2).rows(), written.get(3).rows());
    }
  }

  private Dataset<Row> results(PostgresSnapshot snapshot) {
    return snapshot.read(
        config.tables().results(),
        CodageAutoResults.TABLE,
        CodageAutoResults.table(config.codedNames()));
  }

  private static void checkCounts(List<Written> staged, long forms) {
    long inLots = staged.get(0).rows();
    if (inLots != forms) {
      throw new IllegalStateException(
          "%d forms were put into lots but %d are in %s: nothing is published"
              .formatted(forms, inLots, staged.get(0).target()));
    }
  }

  /** Clerks may begin while this runs: what they do until the tables are locked counts. */
  private Void refuseIfBegun(Connection connection) throws SQLException {
    if (!force) {
      ClerksWork.refuse(connection, config.tables());
    }
    return null;
  }
}
