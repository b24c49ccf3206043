package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.models.ModelRef;
import fr.recap.monitoring.Drift;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.CodeNoncodable;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.siret.MatchInput;
import fr.recap.siret.MatchSiret;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Monitoring;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Noncodable;
import fr.recap.tables.Rejects;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Codes every form of a campaign to NAF, PCS and SIRET, and tells which lead to no establishment.
 *
 * <p>Each form has one row in each results table, with its codes or the reason why there is none.
 * Forms without a key, and all but one of those that share one, are rejects. All tables become
 * visible together, or none.
 */
public final class CodeCampaign {
  private static final int FORMS_OF_A_TASK = 200;

  private final SparkSession spark;
  private final RecapConfig config;

  public CodeCampaign(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * What was coded: formsIn = coded + rejected.
   *
   * @param models published version of each model
   * @param drifts how the forms differ from those that the coders were measured on
   */
  public record Result(
      String runId,
      long formsIn,
      long coded,
      long rejected,
      Map<String, String> models,
      List<Drift> drifts,
      Duration duration) {}

  private record Models(ModelRef naf, ModelRef pcs, ModelRef noncodable, ModelRef siret) {
    Map<String, String> versions() {
      return Map.of(
          "naf", naf.version(),
          "pcs", pcs.version(),
          "noncodable", noncodable.version(),
          "siret", siret.version());
    }

    Monitor monitor() {
      return new Monitor()
          .nomenclature("naf", naf)
          .nomenclature("pcs", pcs)
          .siret(siret)
          .noncodable(noncodable);
    }
  }

  /**
   * Codes.
   *
   * @throws RefusedInputException if the forms' table is missing or too many forms have no usable
   *     key; the old tables stay
   * @throws fr.recap.config.ConfigException if a model is not published or a server not reached
   */
  public Result execute() {
    Run run = Run.start("code", config.rendered());
    return RunLock.holding(config, run, targets(), () -> execute(run));
  }

  private Result execute(Run run) {
    Models models = models();
    run.used(models.versions());
    TableSettings tables = config.tables();
    List<Dataset<Row>> kept = new ArrayList<>();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      long formsIn = snapshot.count(tables.forms());
      Dataset<Row> all = keep(kept, snapshot.read(tables.forms(), Rp.TABLE));
      Dataset<Row> forms = keep(kept, UsableKeys.usable(all));
      long usable = forms.count();
      refuseTooManyRejects(formsIn, formsIn - usable);
      run.read(tables.forms(), formsIn).ended("read");
      NomenclatureSettings nafSettings = config.nomenclature("naf");
      Dataset<Row> activities =
          count(
              kept,
              models.naf(),
              DecidedThreshold.ofNomenclature(
                  "naf",
                  CodeNomenclature.evidence(forms, nafSettings, models.naf()),
                  models.naf()));
      Dataset<Row> naf = CodeNomenclature.published(activities, nafSettings);
      NomenclatureSettings pcsSettings = config.nomenclature("pcs");
      Dataset<Row> pcs =
          count(
              kept,
              models.pcs(),
              DecidedThreshold.ofNomenclature(
                  "pcs",
                  CodeNomenclature.transform(forms, pcsSettings, models.pcs()),
                  models.pcs()));
      run.ended("naf and pcs");
      Dataset<Row> siret = siret(kept, forms, snapshot, activities, models.siret(), usable);
      run.ended("siret");
      Sessions.describe(
          spark,
          "Non-codable: scoring %s, model %s"
              .formatted(tables.forms(), models.noncodable().version()));
      Dataset<Row> noncodable =
          keep(
              kept,
              DecidedThreshold.ofNoncodable(
                  CodeNoncodable.transform(forms, siret, models.noncodable()),
                  models.noncodable()));
      noncodable.count();
      run.ended("noncodable");
      Dataset<Row> results =
          keep(kept, CodedForms.results(forms, naf, pcs, noncodable, siret, pcsField()));
      Sessions.describe(spark, "Comparing %s with training forms".formatted(tables.forms()));
      List<Drift> drifts = models.monitor().compare(forms, results);
      run.ended("monitoring");
      List<Output> outputs =
          List.of(
              new Output(Drift.rows(spark, drifts), tables.monitoring(), Monitoring.TABLE),
              new Output(results, tables.results(), CodageAutoResults.TABLE),
              new Output(CodedForms.output(forms, results), tables.output(), RpOutput.TABLE),
              new Output(naf, nafSettings.projections(), NomenclatureProjections.table("naf")),
              new Output(pcs, pcsSettings.projections(), NomenclatureProjections.table("pcs")),
              new Output(noncodable, tables.noncodable(), Noncodable.TABLE),
              new Output(siret, tables.biTopk(), BiTopk.TABLE),
              new Output(
                  UsableKeys.rejects(all, run.id()),
                  tables.results().withSuffix("_rejects"),
                  Rejects.TABLE));
      new TableWriter(spark, config.postgres())
          .write(
              outputs,
              run,
              staged -> checkCounts(staged.subList(1, staged.size()), usable, formsIn - usable),
              null,
              staged -> {
                staged.forEach(output -> run.wrote(output.target(), output.rows()));
                return run.ended("write").finish(formsIn, usable, formsIn - usable);
              },
              tables.runManifest());
      return new Result(
          run.id(), formsIn, usable, formsIn - usable, models.versions(), drifts, run.elapsed());
    } finally {
      kept.forEach(Dataset::unpersist);
      Sessions.describe(spark, null);
    }
  }

  /** What this writes: locked, and looked at, before any work. */
  private Map<TableName, Table> targets() {
    TableSettings tables = config.tables();
    return Map.of(
        tables.monitoring(), Monitoring.TABLE,
        tables.results(), CodageAutoResults.TABLE,
        tables.output(), RpOutput.TABLE,
        config.nomenclature("naf").projections(), NomenclatureProjections.table("naf"),
        config.nomenclature("pcs").projections(), NomenclatureProjections.table("pcs"),
        tables.noncodable(), Noncodable.TABLE,
        tables.biTopk(), BiTopk.TABLE,
        tables.results().withSuffix("_rejects"), Rejects.TABLE);
  }

  private Models models() {
    try {
      return new Models(
          ModelRef.resolve(
              config, TrainNomenclature.model("naf"), config.nomenclature("naf").model()),
          ModelRef.resolve(
              config, TrainNomenclature.model("pcs"), config.nomenclature("pcs").model()),
          ModelRef.resolve(config, TrainNoncodable.MODEL, config.noncodable().model()),
          ModelRef.resolve(config, MatchSiret.MODEL, config.siret().model()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The models can't be read from " + config.store().root() + ": " + e.getMessage(), e);
    }
  }

  private Dataset<Row> count(List<Dataset<Row>> kept, ModelRef model, Dataset<Row> coded) {
    Sessions.describe(
        spark,
        "%s: coding %s, model %s"
            .formatted(model.name(), config.tables().forms(), model.version()));
    keep(kept, coded).count();
    return coded;
  }

  private Dataset<Row> siret(
      List<Dataset<Row>> kept,
      Dataset<Row> forms,
      PostgresSnapshot snapshot,
      Dataset<Row> activities,
      ModelRef model,
      long count) {
    int tasks =
        Math.toIntExact(
            Math.max(
                spark.sparkContext().defaultParallelism(),
                Math.min(10_000, count / FORMS_OF_A_TASK)));
    Sessions.describe(
        spark,
        "SIRET: searching for %s, model %s".formatted(config.tables().forms(), model.version()));
    Dataset<Row> geo =
        MatchInput.places(snapshot, new Postgres(config.postgres()), config.tables().formsGeo());
    Dataset<Row> known =
        MatchSiret.lookUp(MatchInput.of(forms, geo, activities), snapshot, model, config);
    Dataset<Row> input = MatchInput.spread(known, tasks);
    Dataset<Row> matched =
        keep(kept, DecidedThreshold.ofSiret(MatchSiret.transform(input, model, config), model));
    matched.count();
    return matched;
  }

  private static Dataset<Row> keep(List<Dataset<Row>> kept, Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  private void refuseTooManyRejects(long formsIn, long rejected) {
    if (rejected > config.maxRejectShare() * formsIn) {
      throw new RefusedInputException(
          "%d of %d forms of %s have no usable key cabbi (null or doubled), more than max-reject-share allows (%s): key the table, or raise the share"
              .formatted(rejected, formsIn, config.tables().forms(), config.maxRejectShare()));
    }
  }

  private static void checkCounts(List<Written> staged, long usable, long rejected) {
    for (Written output : staged) {
      boolean rejects = output.target().table().endsWith("_rejects");
      long expected = rejects ? rejected : usable;
      if (output.rows() != expected || output.rejected() != 0) {
        throw new IllegalStateException(
            "%s would have %d rows and %d rejects where %d rows are due: nothing is published"
                .formatted(output.target(), output.rows(), output.rejected(), expected));
      }
    }
  }

  /** Which of profs_c, profi_c, profa_c the first declared profession fills. */
  private static Column pcsField() {
    return when(filled(Rp.PROFS_X), Rp.PROFS_C)
        .when(filled(Rp.PROFI_X), Rp.PROFI_C)
        .when(filled(Rp.PROFA_X), Rp.PROFA_C);
  }

  private static Column filled(String column) {
    return org.apache.spark.sql.functions.trim(coalesce(col(column), lit(""))).notEqual("");
  }
}
