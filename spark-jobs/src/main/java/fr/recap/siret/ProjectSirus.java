package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.models.ModelRef;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.register.RegisterEntry;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.siret.RegisterProjections.ScorerSource;
import fr.recap.tables.SirusProjections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;

/**
 * Stores where the establishments of the register lie in the space of the pair encoder. A refresh
 * encodes only those that are new, whose texts have changed, or that another version projected; the
 * others are taken over from the table as it was. Establishments that left the register leave the
 * table.
 *
 * <p>The table is for users (nearest neighbours, maps of the register): coding does not read it, as
 * each task encodes the candidates that it meets, and remembers them.
 */
public final class ProjectSirus {
  private final SparkSession spark;
  private final RecapConfig config;

  /**
   * What was written.
   *
   * @param rows of the projections
   * @param encoded those of them that were encoded; of a task that was retried, twice
   * @param rejected establishments without a usable key, told in the table of rejects
   */
  public record Result(String version, TableName target, long rows, long encoded, long rejected) {}

  public ProjectSirus(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Projects the register and replaces the table of projections.
   *
   * @param target table of the projections
   * @throws ConfigException if no matcher is published, or the one that is asked for has no encoder
   * @throws RefusedInputException if a table lacks a column or too many keys are unusable
   */
  public Result execute(TableName target) throws IOException {
    ModelRef model = ModelRef.resolve(config, SiretModel.NAME, config.siret().model());
    if (SiretModel.of(model).pairs().encoder() == null) {
      throw new ConfigException(
          "The matcher %s has no encoder to project the register with: train one with siret.encoder = true and publish it, or name another version as siret.model"
              .formatted(model.version()));
    }
    return project(target, model.version(), () -> SiretModel.of(model).pairs());
  }

  Result project(TableName target, String version, ScorerSource pairs) {
    Run run = Run.start("project", config.rendered());
    run.used(Map.of(SiretModel.NAME, version));
    return RunLock.holding(
        config,
        run,
        Map.of(target, SirusProjections.TABLE),
        () -> project(run, target, version, pairs));
  }

  private Result project(Run run, TableName target, String version, ScorerSource pairs) {
    LongAccumulator encoded = spark.sparkContext().longAccumulator();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Sessions.describe(
          spark, "SIRET: projecting %s, model %s".formatted(config.tables().sirus(), version));
      Dataset<Row> rows =
          RegisterProjections.transform(
              snapshot.read(config.tables().sirus(), RegisterEntry.reading("project sirus")),
              earlier(snapshot, target, version),
              version,
              pairs,
              encoded);
      Written written = write(rows, target, run, snapshot);
      return new Result(version, target, written.rows(), encoded.value(), written.rejected());
    } finally {
      Sessions.describe(spark, null);
    }
  }

  /** Ends the snapshot once all is staged: it may hold the table that is about to be altered. */
  private Written write(Dataset<Row> rows, TableName target, Run run, PostgresSnapshot snapshot) {
    return new TableWriter(spark, config.postgres())
        .write(
            List.of(new Output(rows, target, SirusProjections.TABLE)),
            run,
            staged -> {
              refuseTooManyRejects(staged.get(0));
              snapshot.close();
            },
            null,
            staged -> {
              long all = staged.get(0).rows() + staged.get(0).rejected();
              return run.read(config.tables().sirus(), all)
                  .wrote(target, staged.get(0).rows())
                  .ended("project")
                  .finish(all, staged.get(0).rows(), staged.get(0).rejected());
            },
            config.tables().runManifest())
        .get(0);
  }

  /** What this version projected before; no rows at the first time. */
  private Dataset<Row> earlier(PostgresSnapshot snapshot, TableName target, String version) {
    return new Postgres(config.postgres()).exists(target)
        ? snapshot
            .read(target, SirusProjections.TABLE)
            .filter(functions.col(SirusProjections.MODEL_VERSION).equalTo(version))
        : spark.createDataFrame(List.of(), SirusProjections.TABLE.schema());
  }

  private void refuseTooManyRejects(Written staged) {
    long all = staged.rows() + staged.rejected();
    if (staged.rejected() > config.maxRejectShare() * all) {
      throw new RefusedInputException(
          "%d of %d establishments of %s have no usable key sirus_id and nic (null or doubled), more than max-reject-share allows (%s): key the table, or raise the share"
              .formatted(staged.rejected(), all, config.tables().sirus(), config.maxRejectShare()));
    }
  }
}
