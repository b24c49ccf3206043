package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.monitoring.Drift;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RejectsTable;
import fr.recap.runtime.Kept;
import fr.recap.runtime.Sessions;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Monitoring;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures a coded campaign against the true codes: those of the truth table if there is one, else
 * the final codes of the forms themselves.
 *
 * <p>Nothing but aggregates reaches the driver.
 */
public final class Evaluate {
  /** True codes, and pairs of confused ones, that are told apart. */
  public static final int CODES_SHOWN = 50;

  /** What is measured of no form at all. */
  private static final Measures NONE = new CodeCounts().measures();

  private final SparkSession spark;
  private final RecapConfig config;
  private final Optional<TableName> against;

  /** Compares with the previous coder, whose codes stand in the forms. */
  public Evaluate(SparkSession spark, RecapConfig config) {
    this(spark, config, Optional.empty());
  }

  /**
   * Compares with another results table.
   *
   * @param against empty for the previous coder
   */
  public Evaluate(SparkSession spark, RecapConfig config, Optional<TableName> against) {
    this.spark = spark;
    this.config = config;
    this.against = against;
  }

  /**
   * Measures.
   *
   * @throws fr.recap.config.RefusedInputException if a table, or the codes of the activity, are
   *     missing
   */
  public Evaluation execute() {
    TableName results = config.tables().results();
    boolean kept = new Postgres(config.postgres()).exists(config.tables().truth());
    TableName truth = kept ? config.tables().truth() : config.tables().forms();
    Sessions.describe(spark, "Evaluating %s against %s".formatted(results, truth));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Scope scope =
          Scope.of(config).within(results, snapshot.columns(results)).withActivity(results);
      List<String> present = snapshot.columns(config.tables().forms());
      Dataset<Row> forms =
          snapshot.read(config.tables().forms(), scope.forms(present, kept), config.selection());
      Dataset<Row> truths =
          kept ? snapshot.read(truth, Truth.TABLE, scope.truths()) : Truths.ofForms(forms, scope);
      List<String> notes = new ArrayList<>();
      Dataset<Row> coded = snapshot.read(results, CodageAutoResults.TABLE, scope.results());
      Evaluation evaluation =
          evaluate(
              new Input(
                  selected(coded, forms),
                  forms,
                  truths,
                  config.selection().all()
                      ? results.toString()
                      : "%s (%s)".formatted(results, config.selection().text()),
                  truth.toString(),
                  kept,
                  register(snapshot, notes)),
              other(snapshot, scope, present),
              scope,
              DetectionTarget.of(config, present));
      long waiting = waiting(forms, coded);
      if (waiting > 0) {
        notes.add("%d forms are not coded yet: run recap code.".formatted(waiting));
      }
      return evaluation.with(notes, drifts(snapshot), waiting, rejected(snapshot));
    }
  }

  /** The results of the selected forms. */
  private Dataset<Row> selected(Dataset<Row> results, Dataset<Row> forms) {
    return config.selection().all()
        ? results
        : results.join(
            forms.select(Rp.CABBI),
            results.col(Rp.CABBI).equalTo(forms.col(Rp.CABBI)),
            "left_semi");
  }

  /** Where establishments lie, if that is known; else a sentence says what is missing. */
  private Optional<Dataset<Row>> register(PostgresSnapshot snapshot, List<String> notes) {
    TableName sirus = config.tables().sirus();
    List<String> missing = List.of();
    boolean there = new Postgres(config.postgres()).exists(sirus);
    if (there) {
      List<String> present = snapshot.columns(sirus);
      missing = CommuneFirst.REGISTER.stream().filter(name -> !present.contains(name)).toList();
      if (missing.isEmpty()) {
        return Optional.of(
            snapshot.read(sirus, Sirus.readBy("evaluate").only(CommuneFirst.REGISTER)));
      }
    }
    notes.add(
        there
            ? "SIRET is not measured with the commune's candidates first: %s lacks %s."
                .formatted(sirus, String.join(", ", missing))
            : "SIRET is not measured with the commune's candidates first: %s is not there."
                .formatted(sirus));
    return Optional.empty();
  }

  private OtherCoder other(PostgresSnapshot snapshot, Scope scope, List<String> ofForms) {
    if (against.isEmpty()) {
      return OtherCoder.previous(scope).within(config.tables().forms(), ofForms);
    }
    Scope theirs = scope.within(against.get(), snapshot.columns(against.get()));
    return OtherCoder.results(
        against.get().toString(),
        snapshot.read(against.get(), CodageAutoResults.TABLE, theirs.results()),
        theirs);
  }

  /** Forms that have no row of results yet, though they have a key. */
  private static long waiting(Dataset<Row> forms, Dataset<Row> results) {
    return forms
        .select(Rp.CABBI)
        .where(col(Rp.CABBI).isNotNull())
        .join(
            results.select(Rp.CABBI),
            forms.col(Rp.CABBI).equalTo(results.col(Rp.CABBI)),
            "left_anti")
        .distinct()
        .count();
  }

  /** Forms without a usable key; of some forms alone they can't be told. */
  private long rejected(PostgresSnapshot snapshot) {
    TableName table = RejectsTable.of(config.tables().results());
    return config.selection().all() && new Postgres(config.postgres()).exists(table)
        ? snapshot.count(table)
        : 0;
  }

  private List<Drift> drifts(PostgresSnapshot snapshot) {
    TableName table = config.tables().monitoring();
    return new Postgres(config.postgres()).exists(table)
        ? Drift.read(snapshot.read(table, Monitoring.TABLE))
        : List.of();
  }

  /**
   * Results, forms and truth as tables, with their names.
   *
   * @param results with the columns of {@link CodageAutoResults#table}
   * @param truths with those of {@link Truth#TABLE}, and of further nomenclatures
   * @param truthKeptAside whether the true codes come from a table of their own, and so from no
   *     coder
   * @param register where establishments lie, with the columns {@link CommuneFirst#REGISTER}; empty
   *     where that is not known
   */
  public record Input(
      Dataset<Row> results,
      Dataset<Row> forms,
      Dataset<Row> truths,
      String resultsName,
      String truthName,
      boolean truthKeptAside,
      Optional<Dataset<Row>> register) {}

  /** Measures, and compares with another coder; forms are non-codable as the truth says. */
  public static Evaluation evaluate(Input input, OtherCoder other, Scope scope) {
    return evaluate(input, other, scope, DetectionTarget.usual());
  }

  /** Measures, and compares with another coder. */
  static Evaluation evaluate(Input input, OtherCoder other, Scope scope, DetectionTarget detected) {
    Layout layout = layout(other, scope);
    Dataset<Row> all =
        JudgedForms.of(
            input.results(),
            input.forms(),
            Truths.named(input.truths(), scope),
            other,
            scope,
            detected.target());
    try (Kept kept = Kept.of(all)) {
      Dataset<Row> judged = kept.rows();
      CampaignCounts counts = CampaignCounts.of(judged, layout);
      Map<String, Evaluation.CodeEvaluation> codes = new LinkedHashMap<>();
      Map<String, List<Evaluation.ErrorForm>> errors =
          ErrorForms.of(judged, input.results(), input.forms(), scope);
      for (String code : scope.codes()) {
        codes.put(code, evaluate(judged, code, counts, errors.get(code), scope));
      }
      Map<String, Measures> measures = new LinkedHashMap<>();
      Map<String, Comparison> comparisons = new LinkedHashMap<>();
      for (String code : other.codes()) {
        measures.put(
            code, counts.measures(JudgedForms.previous(code)).getOrDefault(JudgedForms.ALL, NONE));
        Column judge =
            col(input.truthKeptAside() ? JudgedForms.truth(code) : JudgedForms.clerk(code));
        comparisons.put(code, Comparison.of(judged, code, other.name(code), judge, scope));
      }
      return new Evaluation(
          input.resultsName(),
          input.truthName(),
          codes.get(Scope.SIRET).overall().forms(),
          scope.activity(),
          codes,
          nonCodable(judged, detected),
          counts.curve(JudgedForms.NON_CODABLE, ranks(judged, JudgedForms.NON_CODABLE)),
          measures,
          comparisons,
          orders(judged, input.register()),
          other.leftOut(),
          List.of(),
          List.of(),
          Flow.of(judged),
          branches(judged, scope));
    }
  }

  private static Map<String, List<Evaluation.Branch>> branches(Dataset<Row> judged, Scope scope) {
    Map<String, List<Evaluation.Branch>> branches = new LinkedHashMap<>();
    scope.codes().stream()
        .filter(code -> !Scope.isEstablishment(code))
        .forEach(code -> branches.put(code, Branches.of(judged, code, scope)));
    return branches;
  }

  private static Map<String, Measures> orders(
      Dataset<Row> judged, Optional<Dataset<Row>> register) {
    if (register.isEmpty()) {
      return Map.of();
    }
    CampaignCounts counts =
        CampaignCounts.of(
            CommuneFirst.of(judged, register.get()),
            new Layout(List.of(CommuneFirst.CODE), List.of()));
    return Map.of(
        CommuneFirst.CODE, counts.measures(CommuneFirst.CODE).getOrDefault(JudgedForms.ALL, NONE));
  }

  private static Layout layout(OtherCoder other, Scope scope) {
    List<String> codes = new ArrayList<>(scope.codes());
    other.codes().forEach(code -> codes.add(JudgedForms.previous(code)));
    List<String> decisions = new ArrayList<>(scope.codes());
    decisions.add(JudgedForms.NON_CODABLE);
    return new Layout(codes, decisions);
  }

  private static Evaluation.CodeEvaluation evaluate(
      Dataset<Row> judged,
      String code,
      CampaignCounts counts,
      List<Evaluation.ErrorForm> errors,
      Scope scope) {
    Map<String, Map<String, Measures>> groups = new LinkedHashMap<>();
    Measures overall = NONE;
    for (Map.Entry<String, Measures> group : counts.measures(code).entrySet()) {
      int equals = group.getKey().indexOf('=');
      if (equals < 0) {
        overall = group.getValue();
      } else {
        groups
            .computeIfAbsent(group.getKey().substring(0, equals), d -> new LinkedHashMap<>())
            .put(group.getKey().substring(equals + 1), group.getValue());
      }
    }
    return new Evaluation.CodeEvaluation(
        overall,
        groups,
        counts.curve(code, ranks(judged, code)),
        CodeErrors.byCode(judged, code, scope, CODES_SHOWN),
        CodeErrors.confusions(judged, code, scope, CODES_SHOWN),
        errors);
  }

  private static RankMeasures ranks(Dataset<Row> judged, String decision) {
    Column right =
        decision.equals(JudgedForms.NON_CODABLE)
            ? col(JudgedForms.truth(decision))
            : col(JudgedForms.rank(decision)).equalTo(1);
    return RankMeasures.of(
        judged.where(col(JudgedForms.truth(decision)).isNotNull()),
        col(JudgedForms.score(decision)),
        right);
  }

  private static Evaluation.DetectionCounts nonCodable(
      Dataset<Row> judged, DetectionTarget detected) {
    Column said = col(JudgedForms.said(JudgedForms.NON_CODABLE));
    Column is = col(JudgedForms.truth(JudgedForms.NON_CODABLE));
    Row row =
        judged
            .where(is.isNotNull())
            .agg(
                number(said.and(is)),
                number(said.and(is.equalTo(false))),
                number(said.equalTo(false).and(is)),
                number(said.equalTo(false).and(is.equalTo(false))))
            .head();
    return new Evaluation.DetectionCounts(
        row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3), detected);
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }
}
