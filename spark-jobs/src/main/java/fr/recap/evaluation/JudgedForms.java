package fr.recap.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.NomenclatureSettings;
import fr.recap.monitoring.Workplace;
import fr.recap.noncodable.NoncodableTarget;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import fr.recap.udfs.address.Departements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Each form with what the coders said of it and what is true, in one narrow row: {@code cabbi},
 * {@link #GROUPS}, and for each code the columns that {@link #truth} and its neighbours name.
 */
final class JudgedForms {
  /** The detection of forms that lead to no establishment, beside the codes. */
  static final String NON_CODABLE = CodageAutoResults.NON_CODABLE;

  /** The groups that a form belongs to, as {@code dimension=value}; {@link #ALL} first. */
  static final String GROUPS = "groups";

  static final String ALL = "";
  static final String DEPARTEMENT = "département";
  static final String SECTION = "section";
  static final String MODE = "mode";

  /** Whether the form is non-codable by a target of which the truth says nothing. */
  private static final String BY_FORM = "non_codable_by_form";

  /** Where the form ends, {@link End}. */
  static final String END = "end";

  /** Activity of the first establishment. */
  static final String SIRET_ACTIVITY = CodageAutoResults.SIRET_APET;

  /** Commune of the workplace, null where it is not known. */
  static final String COMMUNE = "commune";

  /**
   * The proposed establishments in their order; null where it is not known which is true, or where
   * the form lies.
   */
  static final String CANDIDATES = "candidates";

  private static final List<String> PRESENCES =
      List.of(Rp.RS_X, Rp.ACTET_X, Rp.PROFS_X, Rp.NOMVOI_X, Rp.CLT_X, Rp.CLT_C_C);
  private static final int SIREN_DIGITS = 9;
  private static final DataType CODES_TYPE = DataTypes.createArrayType(DataTypes.StringType);
  private static final UserDefinedFunction DEPARTEMENT_OF =
      udf((UDF1<String, String>) Departements::ofCommune, DataTypes.StringType);

  private static final UserDefinedFunction RANK =
      udf((UDF3<String, String, Integer, Integer>) PredictedCodes::rank, DataTypes.IntegerType);

  private static final UserDefinedFunction CODES =
      udf((UDF1<String, List<String>>) PredictedCodes::distinct, CODES_TYPE);

  private JudgedForms() {}

  /** Name of what the previous coder says of a code. */
  static String previous(String code) {
    return "previous_" + code;
  }

  /** The true code, null where it is not known. */
  static String truth(String code) {
    return code + "_true";
  }

  /** The first code, null if there is none. */
  static String said(String code) {
    return code + "_said";
  }

  /** Place of the true code among the predictions, 1 the first, 0 if it is not among them. */
  static String rank(String code) {
    return code + "_rank";
  }

  /** Whether the form was coded automatically. */
  static String auto(String code) {
    return code + "_auto";
  }

  /** Probability that the first code is right, null if there is none. */
  static String score(String code) {
    return code + "_proba";
  }

  /** Fields of forms whose presence makes groups. */
  static List<String> presences() {
    return PRESENCES;
  }

  /**
   * Joins results with forms and truth; each row of the results once.
   *
   * @param results with the columns of {@link CodageAutoResults#table}
   * @param forms with those of {@link Rp#TABLE}, as far as they are read
   * @param truths of {@link Truths#named}
   * @param target what makes a form non-codable: the truth says it, or the forms
   */
  static Dataset<Row> of(
      Dataset<Row> results,
      Dataset<Row> forms,
      Dataset<Row> truths,
      OtherCoder other,
      Scope scope,
      NoncodableTarget target) {
    String activity = scope.activity();
    Dataset<Row> joined =
        results
            .join(truths, Rp.CABBI, "left")
            .join(
                other.beside(forms, groupsOf(scope, Arrays.asList(forms.columns()), target)),
                Rp.CABBI,
                "left")
            .withColumn(SECTION, Sections.of(coalesce(col(truth(activity)), col(activity))));
    List<Column> columns = new ArrayList<>(List.of(col(Rp.CABBI), groups().as(GROUPS)));
    for (String code : scope.codes()) {
      boolean unit = code.equals(BiTopk.SIREN);
      Column predictions = col(CodageAutoResults.predictions(unit ? Scope.SIRET : code));
      int characters = unit ? SIREN_DIGITS : Integer.MAX_VALUE;
      columns.add(col(truth(code)));
      columns.add(col(code).as(said(code)));
      columns.add(RANK.apply(predictions, col(truth(code)), lit(characters)).as(rank(code)));
      columns.add(coalesce(col(CodageAutoResults.codageAuto(code)), lit(false)).as(auto(code)));
      columns.add(col(CodageAutoResults.codageAutoProba(code)).as(score(code)));
    }
    for (String code : other.codes()) {
      String previous = previous(code);
      columns.add(col(truth(code)).as(truth(previous)));
      columns.add(col(said(previous)));
      columns.add(
          when(col(said(previous)).equalTo(col(truth(code))), 1).otherwise(0).as(rank(previous)));
      columns.add(coalesce(col(auto(previous)), lit(false)).as(auto(previous)));
    }
    scope.codes().stream()
        .filter(code -> !code.equals(BiTopk.SIREN))
        .forEach(
            code ->
                columns.add(
                    coalesce(col(clerk(code)), when(col(byClerk(code)), col(truth(code))))
                        .as(clerk(code))));
    columns.add(col(COMMUNE));
    columns.add(
        when(
                col(truth(Scope.SIRET)).isNotNull().and(col(COMMUNE).isNotNull()),
                CODES.apply(col(CodageAutoResults.predictions(Scope.SIRET))))
            .as(CANDIDATES));
    columns.add(col(DEPARTEMENT));
    columns.add(Flow.end().as(END));
    columns.add(col(SECTION));
    columns.add(text(SIRET_ACTIVITY).as(SIRET_ACTIVITY));
    columns.add(
        (isOfForms(target) ? col(BY_FORM) : col(truth(NON_CODABLE))).as(truth(NON_CODABLE)));
    columns.add(coalesce(col(NON_CODABLE), lit(false)).as(said(NON_CODABLE)));
    columns.add(
        coalesce(col(CodageAutoResults.NON_CODABLE_SCORE), lit(0.0)).as(score(NON_CODABLE)));
    return joined.select(columns.toArray(Column[]::new));
  }

  /** The code by which a clerk tells which coder is right; null where none has coded the form. */
  static String clerk(String code) {
    return code + "_clerk";
  }

  /** Whether a clerk gave the form's final code. */
  private static String byClerk(String code) {
    return code + "_by_clerk";
  }

  private static Column groups() {
    List<Column> groups = new ArrayList<>(List.of(lit(ALL)));
    for (String dimension : List.of(DEPARTEMENT, SECTION, MODE)) {
      groups.add(concat(lit(dimension + "="), coalesce(col(dimension), lit(""))));
    }
    for (String field : PRESENCES) {
      groups.add(
          concat(lit(field + "="), when(col("filled_" + field), "filled").otherwise("empty")));
    }
    return array(groups.toArray(Column[]::new));
  }

  private static boolean isOfForms(NoncodableTarget target) {
    return target != NoncodableTarget.NO_FINAL_SIRET;
  }

  private static List<Column> groupsOf(Scope scope, List<String> present, NoncodableTarget target) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(Rp.CABBI),
                coalesce(
                        Workplace.COLUMNS.stream()
                            .map(column -> DEPARTEMENT_OF.apply(col(column)))
                            .toArray(Column[]::new))
                    .as(DEPARTEMENT),
                text(Rp.CLT_C_C).as(COMMUNE),
                when(col(Rp.TYPCOL).equalTo("0"), "paper")
                    .when(col(Rp.TYPCOL).equalTo("1"), "internet")
                    .as(MODE),
                col(Rp.I_SIRET_M)
                    .equalTo("1")
                    .and(text(Rp.SIRETM).isNotNull())
                    .as(byClerk(Scope.SIRET)),
                firstText(List.of()).as(clerk(Scope.SIRET))));
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      String done = nomenclature.ofProfession() ? Rp.I_REPRISE_PROF : Rp.I_REPRISE_ACT;
      columns.add(col(done).equalTo("V").as(byClerk(nomenclature.name())));
      columns.add(
          firstText(nomenclature.clerkCode().stream().filter(present::contains).toList())
              .as(clerk(nomenclature.name())));
    }
    if (isOfForms(target)) {
      columns.add(target.column().as(BY_FORM));
    }
    for (String field : PRESENCES) {
      columns.add(text(field).isNotNull().as("filled_" + field));
    }
    return columns;
  }

  /** The text of the first of some columns that is not blank, null if all are or there is none. */
  static Column firstText(List<String> columns) {
    return columns.isEmpty()
        ? lit(null).cast(DataTypes.StringType)
        : coalesce(columns.stream().map(JudgedForms::text).toArray(Column[]::new));
  }

  /** The text of a column, null if it is blank. */
  static Column text(String column) {
    Column text = trim(Table.at(column).cast(DataTypes.StringType));
    return when(text.notEqual(""), text);
  }
}
