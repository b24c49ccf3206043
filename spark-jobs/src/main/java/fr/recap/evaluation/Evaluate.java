package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Sessions;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.Truth;
import fr.recap.udfs.address.Departements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Measures a coded campaign against the true codes: those of the truth table if there is one, else
 * the final codes of the forms themselves.
 *
 * <p>Nothing but aggregates reaches the driver.
 */
public final class Evaluate {
  /** True codes that are told apart. */
  public static final int CODES_SHOWN = 50;

  private static final String DEPARTEMENT = "evaluated_departement";
  private static final String TRUE = "true_";
  private static final String PREVIOUS = "previous_";
  private static final Map<String, String> TRUTHS =
      Map.of(
          "siret",
          TRUE + Truth.SIRET,
          BiTopk.SIREN,
          TRUE + BiTopk.SIREN,
          "naf",
          TRUE + Truth.ACTET,
          "pcs",
          TRUE + Truth.PROF);

  /** What is measured, in this order. */
  private static final List<String> CODES = List.of("siret", BiTopk.SIREN, "naf", "pcs");

  private static final int SIREN_DIGITS = 9;
  private static final UserDefinedFunction DEPARTEMENT_OF =
      udf((UDF1<String, String>) Departements::ofCommune, DataTypes.StringType);

  private final SparkSession spark;
  private final RecapConfig config;

  public Evaluate(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Measures.
   *
   * @throws fr.recap.config.RefusedInputException if a table is missing
   */
  public Evaluation execute() {
    TableName results = config.tables().results();
    boolean kept = new Postgres(config.postgres()).exists(config.tables().truth());
    TableName truth = kept ? config.tables().truth() : config.tables().forms();
    Sessions.describe(spark, "Evaluating %s against %s".formatted(results, truth));
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> forms = snapshot.read(config.tables().forms(), Rp.TABLE);
      Dataset<Row> truths =
          kept ? snapshot.read(config.tables().truth(), Truth.TABLE) : truthOf(forms);
      return evaluate(
          snapshot.read(results, CodageAutoResults.TABLE),
          forms,
          truths,
          results.toString(),
          truth.toString());
    }
  }

  static Evaluation evaluate(
      Dataset<Row> results,
      Dataset<Row> forms,
      Dataset<Row> truths,
      String resultsName,
      String truthName) {
    Dataset<Row> joined =
        withUnits(results)
            .join(known(truths), Rp.CABBI, "left")
            .join(previousCoder(forms), Rp.CABBI, "left")
            .cache();
    try {
      Map<String, Evaluation.CodeEvaluation> codes = new LinkedHashMap<>();
      for (String code : CODES) {
        codes.put(code, evaluate(joined, code));
      }
      return new Evaluation(
          resultsName, truthName, joined.count(), codes, nonCodable(joined), previous(joined));
    } finally {
      joined.unpersist();
    }
  }

  private static Evaluation.CodeEvaluation evaluate(Dataset<Row> joined, String code) {
    String truth = TRUTHS.get(code);
    String shown = code.startsWith("sire") ? TRUTHS.get("naf") : truth;
    List<Evaluation.OneCode> byCode =
        CodeMeasures.by(joined, code, truth, shown).entrySet().stream()
            .filter(entry -> !entry.getKey().isEmpty())
            .map(entry -> new Evaluation.OneCode(entry.getKey(), entry.getValue()))
            .sorted(
                java.util.Comparator.comparingLong(
                        (Evaluation.OneCode one) -> -one.measures().forms())
                    .thenComparing(Evaluation.OneCode::code))
            .limit(CODES_SHOWN)
            .toList();
    return new Evaluation.CodeEvaluation(
        CodeMeasures.overall(joined, code, truth),
        CodeMeasures.by(joined, code, truth, DEPARTEMENT),
        byCode);
  }

  /**
   * Adds the legal units of the predicted establishments, each once, as predictions of their own.
   */
  private static Dataset<Row> withUnits(Dataset<Row> results) {
    return results.withColumn(
        CodageAutoResults.predictions(BiTopk.SIREN),
        functions.expr(
            "to_json(transform(array_distinct(transform(from_json(`%s`, 'array<array<string>>'), p -> substring(p[0], 1, %d))), u -> array(u)))"
                .formatted(CodageAutoResults.predictions("siret"), SIREN_DIGITS)));
  }

  /** The true codes, under names that results don't have. */
  private static Dataset<Row> known(Dataset<Row> truths) {
    return truths.select(
        col(Rp.CABBI),
        col(Truth.SIRET).as(TRUE + Truth.SIRET),
        functions.substring(col(Truth.SIRET), 1, SIREN_DIGITS).as(TRUE + BiTopk.SIREN),
        col(Truth.ACTET).as(TRUE + Truth.ACTET),
        col(Truth.PROF).as(TRUE + Truth.PROF),
        col(Truth.NON_CODABLE).as(TRUE + Truth.NON_CODABLE));
  }

  /** The previous coder's first codes, in the layout that measures read. */
  private static Dataset<Row> previousCoder(Dataset<Row> forms) {
    return forms.select(
        col(Rp.CABBI),
        coalesce(DEPARTEMENT_OF.apply(col(Rp.CLT_C_C)), DEPARTEMENT_OF.apply(col(Rp.DEPCOM_CODE)))
            .as(DEPARTEMENT),
        col(Rp.SIRETC).as(PREVIOUS + "siret"),
        coalesce(col(Rp.I_MCA_C), lit("")).equalTo("C").as(PREVIOUS + "siret_auto"),
        col(Rp.ACTET_C_C).as(PREVIOUS + "naf"),
        col(Rp.ACTET_C_C).isNotNull().as(PREVIOUS + "naf_auto"));
  }

  private static Map<String, Measures> previous(Dataset<Row> joined) {
    Map<String, Measures> measures = new LinkedHashMap<>();
    for (String code : List.of("siret", "naf")) {
      Column first = col(PREVIOUS + code);
      Dataset<Row> rows =
          joined.select(
              col(TRUTHS.get(code)),
              first.as(code),
              functions
                  .concat(lit("[[\""), first, lit("\"]]"))
                  .as(CodageAutoResults.predictions(code)),
              col(PREVIOUS + code + "_auto").as(CodageAutoResults.codageAuto(code)));
      measures.put(code, CodeMeasures.overall(rows, code, TRUTHS.get(code)));
    }
    return measures;
  }

  private static Evaluation.Detection nonCodable(Dataset<Row> joined) {
    Column said = coalesce(col(CodageAutoResults.NON_CODABLE), lit(false));
    Column is = col(TRUE + Truth.NON_CODABLE);
    Row row =
        joined
            .where(is.isNotNull())
            .agg(
                number(said.and(is)),
                number(said.and(is.equalTo(false))),
                number(said.equalTo(false).and(is)),
                number(said.equalTo(false).and(is.equalTo(false))),
                count(lit(1)))
            .head();
    return new Evaluation.Detection(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  /** The final codes that clerks and earlier coders left in the forms. */
  private static Dataset<Row> truthOf(Dataset<Row> forms) {
    Column field =
        when(filled(Rp.PROFS_X), "profs_c")
            .when(filled(Rp.PROFI_X), "profi_c")
            .when(filled(Rp.PROFA_X), "profa_c");
    Column siret = coalesce(col(Rp.SIRET_DEC), col(Rp.SIRETM));
    return forms.select(
        col(Rp.CABBI),
        siret.as(Truth.SIRET),
        col(Rp.ACTET_C).as(Truth.ACTET),
        when(field.equalTo("profs_c"), col(Rp.PROFS_C))
            .when(field.equalTo("profi_c"), col(Rp.PROFI_C))
            .when(field.equalTo("profa_c"), col(Rp.PROFA_C))
            .as(Truth.PROF),
        field.as(Truth.PCS_FIELD),
        siret.isNull().as(Truth.NON_CODABLE));
  }

  private static Column filled(String column) {
    return coalesce(col(column), lit("")).notEqual("");
  }
}
