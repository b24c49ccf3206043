package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.models.ModelRef;
import fr.recap.monitoring.Drift;
import fr.recap.postgres.EarlierOutputs;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RejectsTable;
import fr.recap.postgres.RunLock;
import fr.recap.postgres.TableWriter;
import fr.recap.postgres.TableWriter.Mode;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Codes the forms of a campaign by all {@link Coders} of the settings: those that earlier runs have
 * not coded yet, as they are now and by these coders ({@link Delivery}), or all of them; of these,
 * the ones that the settings select.
 *
 * <p>Each form that is or was selected has one row in each results table, with its codes or the
 * reason why there is none. Forms without a key, and all but one of those that share one, are
 * rejects. All tables become visible together, or none.
 */
public final class CodeCampaign {
  /** Fewer forms tell little of a campaign: they aren't compared with those of the training. */
  private static final int COMPARED = 1000;

  /** No coders have this fingerprint. */
  private static final String NONE = "";

  private final SparkSession spark;
  private final RecapConfig config;
  private final boolean all;

  /** A run that leaves as they are the forms that are coded. */
  public CodeCampaign(SparkSession spark, RecapConfig config) {
    this(spark, config, false);
  }

  /**
   * A run.
   *
   * @param all whether forms are coded again that are coded
   */
  public CodeCampaign(SparkSession spark, RecapConfig config, boolean all) {
    this.spark = spark;
    this.config = config;
    this.all = all;
  }

  /**
   * What was coded: formsIn = coded + left + waiting + rejected.
   *
   * @param coded forms that this run has coded
   * @param left forms that were coded before and are left as they are
   * @param waiting forms that are not coded yet, as they were not selected; they have no row
   * @param resumed those of the coded forms that a run which died had coded
   * @param removed forms that were coded before and are gone, with their rows
   * @param anew why all forms were coded; empty if only those were that had to be
   * @param misplaced forms without a place, since their coordinates are none
   * @param failed forms that a coder could not cope with, by its name; they have the reason
   * @param models published version by name of coder
   * @param drifts how the forms of this run differ from those that the coders were measured on;
   *     empty for a delivery that is too small to tell
   * @param stages time of each stage, in their order
   */
  public record Result(
      String runId,
      long formsIn,
      long coded,
      long left,
      long waiting,
      long rejected,
      long resumed,
      long removed,
      Optional<String> anew,
      long misplaced,
      Map<String, Long> failed,
      Map<String, String> models,
      List<Drift> drifts,
      Map<String, Duration> stages,
      Duration duration) {
    /** Whether the tables of the campaign are as they were. */
    public boolean nothingToDo() {
      return anew.isEmpty() && coded == 0 && removed == 0;
    }
  }

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
    return RunLock.holding(config, run, targets(output(config, users)), () -> execute(run, users));
  }

  /**
   * The columns of the output: all of the users', and those of ours that these lack.
   *
   * @param users the forms
   */
  public static Table output(RecapConfig config, UsersTable users) {
    return users.copy(RpOutput.TABLE, CodedForms.written(config));
  }

  private Result execute(Run run, UsersTable users) {
    PublishedCoders coders = PublishedCoders.resolve(config);
    run.used(coders.versions()).fingerprints(coders.fingerprints());
    TableSettings tables = config.tables();
    Postgres postgres = new Postgres(config.postgres());
    List<Dataset<Row>> kept = new ArrayList<>();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres());
        CodingCheckpoints checkpoints =
            CodingCheckpoints.open(spark, config, coders.fingerprint(config), all, run.id())) {
      long formsIn = snapshot.count(tables.forms());
      Reading reading = coders.reading(config);
      Dataset<Row> read = keep(kept, snapshot.read(tables.forms(), reading, users));
      Dataset<Row> usable = UsableKeys.usable(read);
      Table output = output(config, users);
      Dataset<Row> places = MatchInput.places(snapshot, postgres, tables.formsGeo());
      Optional<String> anew = whyAll(postgres, snapshot, output);
      Sessions.describe(spark, "Looking for forms of %s to code".formatted(tables.forms()));
      Delivery delivery =
          chosen(
              delivery(FormFingerprint.flow(usable, reading, places), coders, snapshot, anew),
              snapshot,
              kept);
      long rejected = formsIn - delivery.all() - delivery.waiting();
      refuseTooManyRejects(formsIn, rejected);
      run.read(tables.forms(), formsIn).ended("read");
      List<Drift> drifts = new ArrayList<>();
      Map<String, Long> failed = new LinkedHashMap<>();
      List<Output> outputs = new ArrayList<>();
      long resumed = 0;
      if (anew.isPresent() || delivery.toCode() > 0 || delivery.removed() > 0) {
        CodingCheckpoints.Coded done =
            checkpoints.code(
                delivery.forms(),
                delivery.toCode(),
                CodedForms.failed(coders.coders()),
                (forms, persisted, group) ->
                    code(forms, coders.models(), snapshot, persisted, run, group),
                kept);
        Dataset<Row> flow = done.rows();
        resumed = done.resumed();
        run.ended("checkpoints");
        boolean compared =
            delivery.left() + delivery.waiting() == 0 || delivery.toCode() >= COMPARED;
        if (compared) {
          Sessions.describe(spark, "Comparing %s with training forms".formatted(tables.forms()));
          drifts.addAll(coders.monitor().compare(flow));
          outputs.add(new Output(Drift.rows(spark, drifts), tables.monitoring(), Monitoring.TABLE));
        }
        run.ended("monitoring");
        failed.putAll(
            new FailedForms(tables.forms(), config.maxRejectShare())
                .count(flow, coders.coders(), delivery.toCode(), delivery.all()));
        Dataset<Row> coded = CodedForms.output(flow, usable, output, config);
        outputs.addAll(
            outputs(
                flow,
                new Output(
                    coded,
                    tables.output(),
                    UsersTable.fitting(output, CodedForms.written(config), coded)),
                coders,
                delivery,
                snapshot));
      }
      outputs.add(
          new Output(
              UsableKeys.rejects(read, run.id()),
              RejectsTable.of(tables.results()),
              Rejects.TABLE));
      long misplaced = MatchInput.misplaced(places);
      tell(run, delivery, resumed, misplaced, failed);
      new TableWriter(spark, config.postgres())
          .write(
              outputs,
              run,
              staged -> checkCounts(staged, delivery, rejected),
              null,
              staged -> {
                staged.forEach(part -> run.wrote(part.target(), part.rows()));
                return run.ended("write")
                    .finish(formsIn - delivery.waiting(), delivery.all(), rejected);
              },
              tables.runManifest());
      if (config.selection().all()) {
        checkpoints.delete();
      }
      return new Result(
          run.id(),
          formsIn,
          delivery.toCode(),
          delivery.left(),
          delivery.waiting(),
          rejected,
          resumed,
          delivery.removed(),
          anew,
          misplaced,
          failed,
          coders.versions(),
          drifts,
          run.stages(),
          run.elapsed());
    } finally {
      kept.forEach(Dataset::unpersist);
      Sessions.describe(spark, null);
    }
  }

  private static void tell(
      Run run, Delivery delivery, long resumed, long misplaced, Map<String, Long> failed) {
    run.counted("forms coded by this run", delivery.toCode());
    run.counted("of these, forms taken from a run that died", resumed);
    run.counted("forms left as they were", delivery.left());
    run.counted("forms not selected, which wait to be coded", delivery.waiting());
    run.counted("forms removed, as they are gone", delivery.removed());
    run.counted("forms without a place, as their coordinates are none", misplaced);
    failed.forEach((coder, rows) -> run.counted("forms that failed: " + coder, rows));
  }

  /** Why nothing can be left as it is; empty if earlier runs have left results to add to. */
  private Optional<String> whyAll(Postgres postgres, PostgresSnapshot snapshot, Table output) {
    boolean some = !config.selection().all();
    if (all && !some) {
      return Optional.of("--all was given");
    }
    Map<TableName, Table> outputs = ofForms(output);
    Optional<String> obstacle =
        EarlierOutputs.obstacle(postgres, outputs).or(() -> unequal(snapshot, outputs.keySet()));
    if (some && obstacle.isPresent() && outputs.keySet().stream().anyMatch(postgres::exists)) {
      throw new RefusedInputException(
          "Some forms alone can't be coded, since the tables that there are can't be added to: %s. Run code without --where and --limit"
              .formatted(obstacle.get()));
    }
    return obstacle;
  }

  private Optional<String> unequal(PostgresSnapshot snapshot, Set<TableName> outputs) {
    TableName results = config.tables().results();
    String keys = snapshot.fingerprint(results, List.of(Rp.CABBI));
    return outputs.stream()
        .filter(table -> !snapshot.fingerprint(table, List.of(Rp.CABBI)).equals(keys))
        .findFirst()
        .map(table -> "%s has not the forms of %s".formatted(table, results));
  }

  private Delivery delivery(
      Dataset<Row> flow, PublishedCoders coders, PostgresSnapshot snapshot, Optional<String> anew) {
    if (anew.isPresent()) {
      return Delivery.ofAll(flow);
    }
    Table read =
        results()
            .only(
                List.of(
                    Rp.CABBI,
                    CodageAutoResults.FORM_FINGERPRINT,
                    CodageAutoResults.CODERS_FINGERPRINT));
    return Delivery.of(
        flow,
        snapshot.read(config.tables().results(), read),
        all ? NONE : coders.fingerprint(config));
  }

  /** Those of its forms that the settings select. */
  private Delivery chosen(Delivery delivery, PostgresSnapshot snapshot, List<Dataset<Row>> kept) {
    kept.add(delivery.judged());
    if (config.selection().all()) {
      return delivery;
    }
    Delivery chosen = delivery.only(selected(snapshot), config.selection().limit());
    kept.add(chosen.judged());
    return chosen;
  }

  /** Keys of the forms for which the condition is true; empty if there is none. */
  private Optional<Dataset<Row>> selected(PostgresSnapshot snapshot) {
    return config
        .selection()
        .where()
        .map(
            where ->
                snapshot.read(
                    config.tables().forms(),
                    Rp.readBy("code").only(List.of(Rp.CABBI)),
                    new Selection(Optional.of(where), OptionalInt.empty())));
  }

  /** What this writes: locked, and looked at, before any work. */
  private Map<TableName, Table> targets(Table output) {
    TableSettings tables = config.tables();
    Map<TableName, Table> targets = ofForms(output);
    targets.put(tables.monitoring(), Monitoring.TABLE);
    targets.put(RejectsTable.of(tables.results()), Rejects.TABLE);
    return targets;
  }

  /** Those with one row a form, the results first. */
  private Map<TableName, Table> ofForms(Table output) {
    Map<TableName, Table> targets = new LinkedHashMap<>();
    targets.put(config.tables().results(), results());
    targets.put(config.tables().output(), output);
    Coders.ofCampaign(config)
        .forEach(coder -> targets.put(coder.target().name(), coder.target().table()));
    return targets;
  }

  private Table results() {
    return CodageAutoResults.table(config.codedNames());
  }

  /** The users' own nomenclatures that this campaign is not coded to. */
  private List<String> uncoded() {
    return config.nomenclatures().keySet().stream()
        .filter(CodageAutoResults.CODES::contains)
        .filter(name -> !config.nomenclature(name).coded())
        .toList();
  }

  /**
   * Codes in one pass a stage.
   *
   * @param group which forms these are, behind the description of each pass
   */
  private Dataset<Row> code(
      Dataset<Row> forms,
      Map<Coder, ModelRef> coders,
      PostgresSnapshot snapshot,
      List<Dataset<Row>> kept,
      Run run,
      String group) {
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
        Sessions.describe(spark, String.join("; ", sentences) + group);
        flow = keep(kept, flow);
        flow.count();
        run.ended(coder.stage());
        sentences.clear();
      }
    }
    return flow;
  }

  /** The tables with one row a form. */
  private List<Output> outputs(
      Dataset<Row> flow,
      Output output,
      PublishedCoders coders,
      Delivery delivery,
      PostgresSnapshot snapshot) {
    TableSettings tables = config.tables();
    Table results = results();
    List<Output> coded = new ArrayList<>();
    coded.add(
        new Output(
            CodedForms.results(
                flow,
                coders.statements(),
                uncoded(),
                results,
                CodedForms.fingerprints(coders.coders(), coders.fingerprint(config))),
            tables.results(),
            results));
    coded.add(output);
    coders
        .models()
        .forEach(
            (coder, model) ->
                coded.add(
                    new Output(
                        coder.rows(flow, model), coder.target().name(), coder.target().table())));
    return coded.stream().map(each -> beside(each, delivery, snapshot)).toList();
  }

  /** An output beside the rows of the forms that are left as they are. */
  private static Output beside(Output coded, Delivery delivery, PostgresSnapshot snapshot) {
    if (delivery.left() == 0) {
      return coded;
    }
    if (delivery.removed() == 0) {
      return new Output(coded.rows(), coded.target(), coded.table(), Mode.MERGE);
    }
    Dataset<Row> left = delivery.ofLeft(snapshot.read(coded.target(), coded.table()));
    return new Output(
        coded.table().select(coded.rows()).union(left), coded.target(), coded.table());
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

  private void checkCounts(List<Written> staged, Delivery delivery, long rejected) {
    Set<TableName> ofForms = ofForms(RpOutput.TABLE).keySet();
    long due = delivery.removed() == 0 ? delivery.toCode() : delivery.all();
    for (Written output : staged) {
      if (output.target().equals(config.tables().monitoring())) {
        continue;
      }
      long expected = ofForms.contains(output.target()) ? due : rejected;
      if (output.rows() != expected || output.rejected() != 0) {
        throw new IllegalStateException(
            "%s would have %d rows and %d rejects where %d rows are due: nothing is published"
                .formatted(output.target(), output.rows(), output.rejected(), expected));
      }
    }
  }
}
