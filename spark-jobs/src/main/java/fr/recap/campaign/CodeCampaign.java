package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.coders.Statement;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.monitoring.Drift;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Output;
import fr.recap.postgres.TableWriter.Written;
import fr.recap.postgres.UsersTables;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.siret.MatchInput;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Monitoring;
import fr.recap.tables.Reading;
import fr.recap.tables.Rejects;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Codes every form of a campaign by all {@link Coders} of the settings.
 *
 * <p>Each form has one row in each results table, with its codes or the reason why there is none.
 * Forms without a key, and all but one of those that share one, are rejects. All tables become
 * visible together, or none.
 */
public final class CodeCampaign {
  private final SparkSession spark;
  private final RecapConfig config;

  public CodeCampaign(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * What was coded: formsIn = coded + rejected.
   *
   * @param misplaced forms that were coded without a place, since their coordinates are none
   * @param failed forms that a coder could not cope with, by its name; they have the reason
   * @param models published version by name of coder
   * @param drifts how the forms differ from those that the coders were measured on
   * @param stages time of each stage, in their order
   */
  public record Result(
      String runId,
      long formsIn,
      long coded,
      long rejected,
      long misplaced,
      Map<String, Long> failed,
      Map<String, String> models,
      List<Drift> drifts,
      Map<String, Duration> stages,
      Duration duration) {}

  /**
   * Codes.
   *
   * @throws RefusedInputException if the forms' table is missing, or too many forms have no usable
   *     key or could not be coded; the old tables stay
   * @throws fr.recap.config.ConfigException if a setting is wrong, a model is not published or a
   *     server not reached
   */
  public Result execute() {
    UsersTable users = UsersTables.of(config.postgres(), config.tables().forms());
    CodedForms.refuseUnknownColumns(config, users.names());
    Run run = Run.start("code", config.rendered());
    return RunLock.holding(config, run, targets(output(users)), () -> execute(run, users));
  }

  private Table output(UsersTable users) {
    return users.copy(RpOutput.TABLE, CodedForms.written(config));
  }

  private Result execute(Run run, UsersTable users) {
    Map<Coder, ModelRef> coders = published();
    Map<String, String> versions = new LinkedHashMap<>();
    Map<String, String> fingerprints = new LinkedHashMap<>();
    coders.forEach(
        (coder, model) -> {
          versions.put(coder.name(), model.version());
          fingerprints.put(coder.name(), model.fingerprint());
          coder
              .beside(model)
              .forEach(
                  (name, version) -> {
                    versions.put(name, version.version());
                    fingerprints.put(name, version.fingerprint());
                  });
        });
    run.used(versions).fingerprints(fingerprints);
    TableSettings tables = config.tables();
    List<Dataset<Row>> kept = new ArrayList<>();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      long formsIn = snapshot.count(tables.forms());
      Reading reading = reading(coders);
      Dataset<Row> all = keep(kept, snapshot.read(tables.forms(), reading, users));
      Dataset<Row> forms = keep(kept, UsableKeys.usable(all));
      long usable = forms.count();
      refuseTooManyRejects(formsIn, formsIn - usable);
      run.read(tables.forms(), formsIn).ended("read");
      Dataset<Row> flow = code(CodedFormRows.of(reading.of(forms)), coders, snapshot, kept, run);
      Sessions.describe(spark, "Comparing %s with training forms".formatted(tables.forms()));
      List<Drift> drifts = monitor(coders).compare(flow);
      run.ended("monitoring");
      Map<String, Long> failed =
          new FailedForms(tables.forms(), config.maxRejectShare())
              .count(flow, coders.keySet(), usable);
      long misplaced =
          MatchInput.misplaced(
              MatchInput.places(snapshot, new Postgres(config.postgres()), tables.formsGeo()));
      run.counted("forms without a place, as their coordinates are none", misplaced);
      failed.forEach((coder, rows) -> run.counted("forms that failed: " + coder, rows));
      new TableWriter(spark, config.postgres())
          .write(
              outputs(
                  flow,
                  coders,
                  fittingOutput(flow, forms, users),
                  UsableKeys.rejects(all, run.id()),
                  drifts),
              run,
              staged -> checkCounts(staged.subList(1, staged.size()), usable, formsIn - usable),
              null,
              staged -> {
                staged.forEach(output -> run.wrote(output.target(), output.rows()));
                return run.ended("write").finish(formsIn, usable, formsIn - usable);
              },
              tables.runManifest());
      return new Result(
          run.id(),
          formsIn,
          usable,
          formsIn - usable,
          misplaced,
          failed,
          versions,
          drifts,
          run.stages(),
          run.elapsed());
    } finally {
      kept.forEach(Dataset::unpersist);
      Sessions.describe(spark, null);
    }
  }

  /** What this writes: locked, and looked at, before any work. */
  private Map<TableName, Table> targets(Table output) {
    TableSettings tables = config.tables();
    Map<TableName, Table> targets = new LinkedHashMap<>();
    targets.put(tables.monitoring(), Monitoring.TABLE);
    targets.put(tables.results(), results());
    targets.put(tables.output(), output);
    Coders.ofCampaign(config)
        .forEach(coder -> targets.put(coder.target().name(), coder.target().table()));
    targets.put(tables.results().withSuffix("_rejects"), Rejects.TABLE);
    return targets;
  }

  private Table results() {
    return CodageAutoResults.table(config.codedNames());
  }

  /** What coders read of forms, and the columns of the users' own that are filled. */
  private Reading reading(Map<Coder, ModelRef> coders) {
    Reading reading = Rp.readBy("code").with(CodedForms.written(config));
    for (Map.Entry<Coder, ModelRef> coder : coders.entrySet()) {
      reading = coder.getKey().demand(reading, coder.getValue());
    }
    return reading;
  }

  /** The output, with types that can hold what is written. */
  private Output fittingOutput(Dataset<Row> flow, Dataset<Row> forms, UsersTable users) {
    Table output = output(users);
    Dataset<Row> rows = CodedForms.output(flow, forms, output, config);
    Table fitting = UsersTable.fitting(output, CodedForms.written(config), rows);
    return new Output(rows, config.tables().output(), fitting);
  }

  /** The users' own nomenclatures that this campaign is not coded to. */
  private List<String> uncoded() {
    return config.nomenclatures().keySet().stream()
        .filter(CodageAutoResults.CODES::contains)
        .filter(name -> !config.nomenclature(name).coded())
        .toList();
  }

  private Map<Coder, ModelRef> published() {
    try {
      Map<Coder, ModelRef> coders = new LinkedHashMap<>();
      for (Coder coder : Coders.ofCampaign(config)) {
        ModelRef model = ModelRef.resolve(config, coder.model(), coder.version());
        coders.put(coder.pinned(model), model);
      }
      return coders;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The models can't be read from " + config.store().root() + ": " + e.getMessage(), e);
    }
  }

  /** Codes in one pass a stage. */
  private Dataset<Row> code(
      Dataset<Row> forms,
      Map<Coder, ModelRef> coders,
      PostgresSnapshot snapshot,
      List<Dataset<Row>> kept,
      Run run) {
    Dataset<Row> flow = forms;
    List<String> sentences = new ArrayList<>();
    List<Coder> order = List.copyOf(coders.keySet());
    for (int i = 0; i < order.size(); i++) {
      Coder coder = order.get(i);
      ModelRef model = coders.get(coder);
      flow = coder.code(flow, model, snapshot);
      sentences.add(
          "%s: %s %s, model %s"
              .formatted(
                  coder.model(), coder.activity(), config.tables().forms(), model.version()));
      if (i + 1 == order.size() || !order.get(i + 1).stage().equals(coder.stage())) {
        Sessions.describe(spark, String.join("; ", sentences));
        flow = keep(kept, flow);
        flow.count();
        run.ended(coder.stage());
        sentences.clear();
      }
    }
    return flow;
  }

  private static Monitor monitor(Map<Coder, ModelRef> coders) {
    Monitor monitor = new Monitor();
    coders.forEach((coder, model) -> monitor.watch(model, coder.statement(model)));
    return monitor;
  }

  /** Monitoring first, rejects last. */
  private List<Output> outputs(
      Dataset<Row> flow,
      Map<Coder, ModelRef> coders,
      Output output,
      Dataset<Row> rejects,
      List<Drift> drifts) {
    TableSettings tables = config.tables();
    List<Statement> statements = new ArrayList<>();
    coders.forEach((coder, model) -> statements.add(coder.statement(model)));
    Table results = results();
    List<Output> outputs = new ArrayList<>();
    outputs.add(new Output(Drift.rows(spark, drifts), tables.monitoring(), Monitoring.TABLE));
    outputs.add(
        new Output(
            CodedForms.results(flow, statements, uncoded(), results), tables.results(), results));
    outputs.add(output);
    coders.forEach(
        (coder, model) ->
            outputs.add(
                new Output(
                    coder.rows(flow, model), coder.target().name(), coder.target().table())));
    outputs.add(new Output(rejects, tables.results().withSuffix("_rejects"), Rejects.TABLE));
    return outputs;
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
}
