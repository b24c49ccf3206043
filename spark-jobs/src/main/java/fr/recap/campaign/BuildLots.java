package fr.recap.campaign;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.BiLot;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Individus;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.RpOutput;
import fr.recap.tables.VaguesReprise;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Builds the lots and waves of a coded campaign and hands its forms to the clerks' schema.
 *
 * <p>All four tables become visible together. Lots that clerks have begun to work on are not built
 * anew unless that is asked for.
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
   * @throws RefusedInputException if the campaign is not coded, or clerks have begun
   */
  public Result execute() {
    Run run = Run.start("lots", config.rendered());
    TableSettings tables = config.tables();
    refuseIfBegun(tables.lotsReprise());
    Sessions.describe(
        spark, "Lots: cutting %s into lots of %d".formatted(tables.forms(), config.lots().size()));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> output = snapshot.read(tables.output(), RpOutput.TABLE);
      Dataset<Row> plan =
          LotPlan.plan(
                  output, snapshot.read(tables.results(), CodageAutoResults.TABLE), config.lots())
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
                          LotPlan.individus(output, plan), tables.individus(), Individus.TABLE)),
                  run.id(),
                  staged -> checkCounts(staged, forms));
      run.read(tables.output(), snapshot.count(tables.output()));
      written.forEach(part -> run.wrote(part.target(), part.rows()));
      RunManifests.save(config, run.ended("lots").finish(forms, forms, 0));
      return new Result(forms, written.get(1).rows(), written.get(2).rows(), written.get(3).rows());
    }
  }

  private static void checkCounts(List<Written> staged, long forms) {
    long inLots = staged.get(0).rows();
    if (inLots != forms) {
      throw new IllegalStateException(
          "%d forms were put into lots but %d are in %s: nothing is published"
              .formatted(forms, inLots, staged.get(0).target()));
    }
  }

  private void refuseIfBegun(TableName lots) {
    Postgres postgres = new Postgres(config.postgres());
    if (force || !postgres.exists(lots)) {
      return;
    }
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet begun =
            statement.executeQuery(
                "SELECT count(*) FROM %s WHERE lot_statut <> 'N'".formatted(lots.sql()))) {
      begun.next();
      if (begun.getLong(1) > 0) {
        throw new RefusedInputException(
            "Clerks have opened %d lots of %s: building lots anew would lose their work. Give --force to do it all the same"
                .formatted(begun.getLong(1), lots));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The lots of %s can't be read".formatted(lots), e);
    }
  }
}
