package fr.recap.geocoding;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.Run;
import fr.recap.runtime.RunManifest;
import fr.recap.runtime.Sessions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds coordinates for a table of forms or establishments: one row a row, with coordinates or the
 * reason why there are none.
 *
 * <p>It may keep what is there: then rows of the existing table that have coordinates with a score
 * above 0, or better ones than a commune's centre, stay as they are. Only their commune, its score
 * and the reason are filled in where they are missing.
 */
public final class GeocodeTable {
  /**
   * What was done.
   *
   * @param in rows read
   * @param written rows of the new table
   * @param kept rows of the new table that have the coordinates of the old one
   * @param unusable rows of the old table whose coordinates are no place ({@link
   *     fr.recap.udfs.address.Coordinates#valid}) and were not kept; 0 if none were to be kept
   * @param rejected rows without a usable key; in = written + rejected
   * @param calls how the questions to services ended, by service; empty without services
   * @param outcomes number of rows by type of place ({@code none} where there are no coordinates)
   *     and reason
   */
  public record Result(
      long in,
      long written,
      long kept,
      long unusable,
      long rejected,
      Map<String, Long> calls,
      List<Outcomes.Outcome> outcomes,
      Duration duration) {}

  private final SparkSession spark;
  private final RecapConfig config;
  private final GeocodeSource source;
  private final boolean keep;

  /**
   * A geocoding.
   *
   * @param keep whether good coordinates of the existing table stay; without a table there are none
   */
  public GeocodeTable(SparkSession spark, RecapConfig config, GeocodeSource source, boolean keep) {
    this.spark = spark;
    this.config = config;
    this.source = source;
    this.keep = keep;
  }

  /**
   * Geocodes and replaces the table of coordinates; rows of it that have no row in the forms or
   * establishments any more are gone.
   *
   * @throws RefusedInputException if a table is missing or lacks columns, or too many rows have no
   *     usable key; the old coordinates are in place
   * @throws ConfigException if a server can't be reached, a file is missing, or no coordinates can
   *     come from anywhere
   */
  public Result execute() {
    Run run = Run.start("geocode", config.rendered());
    return RunLock.holding(
        config, run, Map.of(source.target(), source.kind().written()), () -> execute(run));
  }

  private Result execute(Run run) {
    Communes gazetteer = communes();
    run.ended("communes");
    Postgres postgres = new Postgres(config.postgres());
    Existing existing = keep && postgres.exists(source.target()) ? existing() : none();
    Dataset<Row> kept = existing.kept();
    Broadcast<Communes> communes =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(gazetteer);
    ServiceCounts counts = new ServiceCounts(spark.sparkContext());
    AnswerCache cache = new AnswerCache(postgres, config.tables().geocodingCache());
    if (!config.geocoding().services().none()) {
      cache.create();
    }
    CallBudget budget =
        CallBudget.open(
            postgres,
            config.tables().geocodingCache(),
            run.id(),
            config.geocoding().services().none() ? 0 : config.geocoding().budget(),
            config.geocoding().timeBudget());
    try {
      Counted counted =
          write(
              run,
              kept,
              communes,
              new LocatePartition(config.geocoding(), communes, cache, budget, counts));
      Written written = counted.written();
      long in = written.rows() + written.rejected();
      return new Result(
          in,
          written.rows(),
          counted.kept(),
          existing.unusable(),
          written.rejected(),
          counts.values(),
          Outcomes.count(config, source.target()),
          run.elapsed());
    } finally {
      Sessions.describe(spark, null);
      budget.close();
      kept.unpersist();
      communes.destroy();
    }
  }

  /** Read before, since a table that a snapshot holds can't be replaced. */
  private Existing existing() {
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Sessions.describe(spark, "Keeping coordinates of " + source.target());
      GeocodeSource.Kind kind = source.kind();
      Dataset<Row> all = snapshot.read(source.target(), kind.least(), kind.written());
      Dataset<Row> kept = KeptRows.of(all, source).persist(StorageLevel.MEMORY_AND_DISK());
      kept.count();
      return new Existing(kept, KeptRows.countUnusable(all));
    }
  }

  private Existing none() {
    return new Existing(
        KeptRows.of(spark.createDataFrame(List.of(), source.kind().written().schema()), source), 0);
  }

  private record Existing(Dataset<Row> kept, long unusable) {}

  private record Counted(Written written, long kept) {}

  private Counted write(
      Run run, Dataset<Row> kept, Broadcast<Communes> communes, LocatePartition services) {
    Dataset<Row> answers = null;
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> rows = snapshot.read(source.table(), source.kind().read());
      Dataset<Row> placed = PlaceRows.transform(rows, kept, source, communes);
      // All answers are in before anything is written: no transaction waits for a service.
      answers = config.geocoding().services().none() ? null : answers(placed, services);
      Dataset<Row> located = answers == null ? placed : AddressRows.join(placed, answers);
      Sessions.describe(spark, "Geocoding " + source.table());
      long stay =
          keep ? KeptRows.count(snapshot.read(source.table(), source.keys()), kept, source) : 0;
      Written written =
          new TableWriter(spark, config.postgres())
              .write(
                  List.of(new Output(located, source.target(), source.kind().written())),
                  run,
                  staged -> check(snapshot.count(source.table()), staged.get(0)),
                  null,
                  staged -> manifest(run, staged.get(0)),
                  config.tables().runManifest())
              .get(0);
      return new Counted(written, stay);
    } finally {
      if (answers != null) {
        answers.unpersist();
      }
    }
  }

  private Dataset<Row> answers(Dataset<Row> placed, LocatePartition services) {
    Sessions.describe(spark, "Asking address services for addresses of " + source.table());
    Dataset<Row> answers =
        AddressRows.locate(placed, services).persist(StorageLevel.MEMORY_AND_DISK());
    answers.count();
    return answers;
  }

  private RunManifest manifest(Run run, Written staged) {
    long in = staged.rows() + staged.rejected();
    return run.read(source.table(), in)
        .wrote(source.target(), staged.rows())
        .ended("geocode")
        .finish(in, staged.rows(), staged.rejected());
  }

  private Communes communes() {
    Communes read = Communes.read(config.geocoding().communes().stream().map(Path::of).toList());
    // The register's own coordinates would otherwise come from what this run replaces.
    Communes completed =
        source.kind() == GeocodeSource.Kind.ESTABLISHMENTS
            ? read
            : read.withCentres(RegisterCentres.read(config, read.withoutCentre()));
    boolean nowhere = completed.withoutCentre().size() == completed.all().size();
    if (nowhere && config.geocoding().services().none()) {
      throw new ConfigException(
          "No coordinates can be found for %s: no commune has a centre and no address service is set. Name a file with lat and lon in geocoding.communes%s, or a service in geocoding.services"
              .formatted(
                  source.table(),
                  source.kind() == GeocodeSource.Kind.ESTABLISHMENTS
                      ? ""
                      : ", fill " + config.tables().sirusGeo()));
    }
    return completed;
  }

  private void check(long in, Written staged) {
    long all = staged.rows() + staged.rejected();
    if (all != in) {
      throw new IllegalStateException(
          "%s has %d rows but %d were geocoded: nothing is published"
              .formatted(source.table(), in, all));
    }
    if (staged.rejected() > config.maxRejectShare() * all) {
      throw new RefusedInputException(
          "%d of %d rows of %s have no usable key %s (null or doubled), more than max-reject-share allows (%s): key the table, or raise the share"
              .formatted(
                  staged.rejected(), all, source.table(), source.key(), config.maxRejectShare()));
    }
  }
}
