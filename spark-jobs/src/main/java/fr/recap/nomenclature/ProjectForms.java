package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.Run;
import fr.recap.runtime.RunManifest;
import fr.recap.runtime.Sessions;
import fr.recap.tables.NomenclatureProjections;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Codes a table of forms to one nomenclature, any that the settings have: a table of projections
 * and nothing else. Whole campaigns, with establishments, are coded by {@code code}.
 */
public final class ProjectForms {
  private final SparkSession spark;
  private final RecapConfig config;
  private final NomenclatureSettings settings;

  public ProjectForms(SparkSession spark, RecapConfig config, String nomenclature) {
    this.spark = spark;
    this.config = config;
    this.settings = config.nomenclature(nomenclature);
  }

  /**
   * What was written.
   *
   * @param forms rows of the forms' table
   * @param rows of the projections
   * @param rejected forms without a usable key, told in the table of rejects
   */
  public record Result(String version, TableName target, long forms, long rows, long rejected) {}

  /**
   * Codes all forms and replaces the table of projections.
   *
   * @param forms table of the forms
   * @param target table of the projections
   * @throws fr.recap.config.RefusedInputException if the forms' table is missing or lacks a column
   * @throws fr.recap.config.ConfigException if no model is published
   */
  public Result execute(TableName forms, TableName target) throws IOException {
    Run run = Run.start("project", config.rendered());
    String name = TrainNomenclature.model(settings.name());
    ModelRef model = ModelRef.resolve(config, name, settings.model());
    run.used(Map.of(name, model.version())).fingerprints(Map.of(name, model.fingerprint()));
    return RunLock.holding(
        config,
        run,
        Map.of(target, NomenclatureProjections.table(settings.name())),
        () -> project(run, model, forms, target));
  }

  private Result project(Run run, ModelRef model, TableName forms, TableName target) {
    String name = TrainNomenclature.model(settings.name());
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> read =
          snapshot.read(
              forms,
              NomenclatureCoder.reading("project " + settings.name(), model),
              config.selection());
      Sessions.describe(
          spark, "%s: projecting %s, model %s".formatted(name, forms, model.version()));
      Dataset<Row> coded =
          CodeNomenclature.projections(
              CodeNomenclature.transform(
                  CodedFormRows.of(read), NomenclatureCoding.of(settings, model, false)),
              settings,
              model.version());
      Written written =
          new TableWriter(spark, config.postgres())
              .write(
                  List.of(
                      new Output(coded, target, NomenclatureProjections.table(settings.name()))),
                  run,
                  staged -> refuseTooManyRejects(forms, staged.get(0)),
                  null,
                  staged -> manifest(run, forms, staged.get(0)),
                  config.tables().runManifest())
              .get(0);
      return new Result(
          model.version(),
          target,
          written.rows() + written.rejected(),
          written.rows(),
          written.rejected());
    } finally {
      Sessions.describe(spark, null);
    }
  }

  private static RunManifest manifest(Run run, TableName forms, Written staged) {
    long all = staged.rows() + staged.rejected();
    return run.read(forms, all)
        .wrote(staged.target(), staged.rows())
        .ended("project")
        .finish(all, staged.rows(), staged.rejected());
  }

  private void refuseTooManyRejects(TableName forms, Written staged) {
    long all = staged.rows() + staged.rejected();
    if (staged.rejected() > config.maxRejectShare() * all) {
      throw new RefusedInputException(
          "%d of %d forms of %s have no usable key cabbi (null or doubled), more than max-reject-share allows (%s): key the table, or raise the share"
              .formatted(staged.rejected(), all, forms, config.maxRejectShare()));
    }
  }
}
