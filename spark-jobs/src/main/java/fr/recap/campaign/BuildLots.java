package fr.recap.campaign;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.EarlierOutputs;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Mode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Puts the forms of a coded campaign that clerks have to code into lots and waves, and hands them
 * to the clerks' schema: those that are in no lot yet ({@link AddedLots}), or all of them anew.
 *
 * <p>All four tables become visible together. What clerks have begun stays, also where they begin
 * while this runs; only {@link Way#FORCE} overrules them.
 */
public final class BuildLots {
  /** Clerks begin a form that is about to be changed once in a while, not each time. */
  private static final int TRIES = 5;

  private final SparkSession spark;
  private final RecapConfig config;
  private final Way way;

  /** What becomes of lots that are there. */
  public enum Way {
    /** They stay, and lots of the forms that are in none are added. */
    ADD,
    /** All lots are built anew, unless clerks have begun. */
    REBUILD,
    /** All lots are built anew: what clerks have done is lost. */
    FORCE
  }

  /** A run. */
  public BuildLots(SparkSession spark, RecapConfig config, Way way) {
    this.spark = spark;
    this.config = config;
    this.way = way;
  }

  /**
   * What was built.
   *
   * @param forms forms that were put into lots
   * @param lots new ones
   * @param waves new ones
   * @param individus rows of the clerks' forms that were written
   * @param before forms that were in lots before and stay there
   */
  public record Result(long forms, long lots, long waves, long individus, long before) {}

  /** Clerks have begun a form that this run was about to change: it has to look again. */
  private static final class BegunMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Builds.
   *
   * @throws RefusedInputException if the campaign is not coded, another run writes the lots, or
   *     lots are to be built anew and clerks have begun: before this run, or while it worked
   */
  public Result execute() {
    Run run = Run.start("lots", config.rendered());
    Clerks clerks = Clerks.of(config);
    return RunLock.holding(config, run, targets(clerks), () -> build(run, clerks));
  }

  /**
   * The clerks' forms.
   *
   * @param coded columns of the coded forms that they get: the users' and those that code has
   *     added, but for whether it coded a SIRET
   * @param individus all columns
   */
  private record Clerks(UsersTable coded, Table individus) {
    private static Clerks of(RecapConfig config) {
      UsersTable output = UsersTables.of(config.postgres(), config.tables().output());
      return new Clerks(output.without(RpOutput.I_SIRET_C), BuildLots.individus(output));
    }
  }

  /**
   * The columns of the clerks' forms.
   *
   * @param output the coded forms
   */
  public static Table individus(UsersTable output) {
    return output.without(RpOutput.I_SIRET_C).copy(Individus.TABLE, LotPlan.WRITTEN);
  }

  private Map<TableName, Table> targets(Clerks clerks) {
    TableSettings tables = config.tables();
    Map<TableName, Table> targets = new LinkedHashMap<>();
    targets.put(tables.lots(), BiLot.TABLE);
    targets.put(tables.lotsReprise(), LotsReprise.TABLE);
    targets.put(tables.vaguesReprise(), VaguesReprise.TABLE);
    targets.put(tables.individus(), clerks.individus());
    return targets;
  }

  private Result build(Run run, Clerks clerks) {
    Postgres postgres = new Postgres(config.postgres());
    if (way == Way.FORCE) {
      return rebuild(run, clerks, connection -> {});
    }
    Optional<String> anew =
        way == Way.REBUILD
            ? Optional.of("--rebuild")
            : EarlierOutputs.unlike(postgres, targets(clerks));
    if (anew.isEmpty()) {
      return add(run, clerks);
    }
    TableWriter.Recheck refusing =
        connection -> ClerksWork.refuse(connection, config.tables(), anew.get());
    postgres.inTransaction(
        connection -> {
          refusing.run(connection);
          return anew;
        });
    return rebuild(run, clerks, refusing);
  }

  private Result add(Run run, Clerks clerks) {
    for (int attempt = 1; ; attempt++) {
      try {
        return addOnce(run, clerks);
      } catch (BegunMeanwhile e) {
        if (attempt == TRIES) {
          throw new RefusedInputException(
              "Clerks began forms of %s that were about to be changed each of %d times: nothing was written, run the job again"
                  .formatted(config.tables().individus(), TRIES));
        }
      }
    }
  }

  private Result addOnce(Run run, Clerks clerks) {
    TableSettings tables = config.tables();
    Sessions.describe(
        spark, "Lots: cutting forms of %s that are in none".formatted(tables.forms()));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Reading reading = Rp.readBy("lots");
      Dataset<Row> output = snapshot.read(tables.output(), reading, clerks.coded());
      AddedLots added =
          AddedLots.of(snapshot, config, output, reading, results(snapshot), clerks.individus());
      List<String> filled = ClerksWork.filled(clerks.individus());
      TableName staged = TableWriter.staged(run.id(), tables.individus(), clerks.individus());
      return publish(
          run,
          added.plan(),
          new Output(added.individus(), tables.individus(), clerks.individus(), Mode.MERGE),
          added.before(),
          snapshot.count(tables.output()),
          connection -> {
            if (ClerksWork.begunOf(connection, tables, staged, filled) > 0) {
              throw new BegunMeanwhile();
            }
          });
    }
  }

  private Result rebuild(Run run, Clerks clerks, TableWriter.Recheck recheck) {
    TableSettings tables = config.tables();
    Sessions.describe(
        spark, "Lots: cutting %s into lots of %d".formatted(tables.forms(), config.lots().size()));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Reading reading = Rp.readBy("lots");
      Dataset<Row> output = snapshot.read(tables.output(), reading, clerks.coded());
      Dataset<Row> plan =
          LotPlan.plan(
                  reading.of(output),
                  results(snapshot),
                  config.lots(),
                  LotPlan.Coded.of(config),
                  LotPlan.Taken.NONE)
              .cache();
      return publish(
          run,
          plan,
          new Output(
              LotPlan.individus(output, plan, clerks.individus()),
              tables.individus(),
              clerks.individus()),
          -1,
          snapshot.count(tables.output()),
          recheck);
    }
  }

  /**
   * Publishes all four tables.
   *
   * @param before forms that are in lots and stay; negative if none do
   * @param coded forms of the campaign
   */
  private Result publish(
      Run run,
      Dataset<Row> plan,
      Output individus,
      long before,
      long coded,
      TableWriter.Recheck recheck) {
    TableSettings tables = config.tables();
    Mode mode = before >= 0 ? Mode.MERGE : Mode.REPLACE;
    long forms = plan.count();
    Dataset<Row> lots = LotCounters.lots(plan).cache();
    List<Written> written =
        new TableWriter(spark, config.postgres())
            .write(
                List.of(
                    new Output(BiLot.TABLE.select(plan), tables.lots(), BiLot.TABLE, mode),
                    new Output(lots, tables.lotsReprise(), LotsReprise.TABLE, mode),
                    new Output(
                        LotCounters.waves(lots), tables.vaguesReprise(), VaguesReprise.TABLE, mode),
                    individus),
                run.id(),
                staged -> checkCounts(staged, forms),
                recheck);
    run.read(tables.output(), coded);
    run.counted("forms that were in lots before", Math.max(0, before));
    written.forEach(part -> run.wrote(part.target(), part.rows()));
    RunManifests.save(config, run.ended("lots").finish(forms, forms, 0));
    return new Result(
        forms,
        written.get(1).rows(),
        written.get(2).rows(),
        written.get(3).rows(),
        Math.max(0, before));
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
}
