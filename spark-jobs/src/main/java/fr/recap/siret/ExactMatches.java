package fr.recap.siret;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.PartRows;
import fr.recap.indexing.ExactKeys;
import fr.recap.indexing.IndexKind;
import fr.recap.indexing.IndexSource;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Table;
import fr.recap.udfs.codes.Naf;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Blocking on an exact key, the name of the employer and its commune, before any search: forms
 * whose employer bears a name that one establishment alone has in that commune, if it does what the
 * form's activity is predicted to be, or whose wording has so far led to one establishment alone,
 * need none. Immutable, and as large as the register.
 */
final class ExactMatches {
  /** Earlier forms of a wording that must agree, the form itself left out. */
  static final int AGREEING = 3;

  /**
   * Predicted activities among which the establishment's division must be: a name alone may be that
   * of a family, with several businesses.
   */
  static final int PREDICTED = 3;

  private static final Table REGISTER =
      Sirus.TABLE.only(
          Stream.concat(
                  ExactKeys.names().stream(),
                  Stream.of(Sirus.SIRUS_ID, Sirus.NIC, Sirus.APET, Sirus.ADR_ET_LOC_GEO))
              .toList());

  private static final Table HISTORY =
      Rp.TABLE.only(List.of(Rp.RS_X, Rp.CLT_C_C, Rp.SIRET_DEC, Rp.SIRETM, Rp.I_REPRISE_ACT));

  private static final String KEY = "exact_key";
  private static final String SIRET = "leads_to";
  private static final String DIVISION = "division";
  private static final String EARLIER = "earlier";
  private static final String OF_REGISTER = "of_register";
  private static final String OF_HISTORY = "of_history";
  private static final String FORMS = "forms_of_key";
  private static final String LED = "led_to";

  private static final StructType LEADS =
      new StructType()
          .add(KEY, DataTypes.StringType, false)
          .add(SIRET, DataTypes.StringType, false)
          .add(DIVISION, DataTypes.StringType)
          .add(EARLIER, DataTypes.BooleanType, false);

  private final Dataset<Row> keys;

  private ExactMatches(Dataset<Row> keys) {
    this.keys = keys;
  }

  /**
   * The keys that lead to one establishment.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param history earlier forms, with the columns of {@link Rp#TABLE}
   */
  static ExactMatches of(Dataset<Row> register, Dataset<Row> history) {
    FlatMapFunction<Row, Row> names = ExactMatches::named;
    FlatMapFunction<Row, Row> wordings = ExactMatches::worded;
    Dataset<Row> named =
        register.select(columns(REGISTER.names())).flatMap(names, Encoders.row(LEADS));
    Dataset<Row> worded =
        history.select(columns(HISTORY.names())).flatMap(wordings, Encoders.row(LEADS));
    return new ExactMatches(
        named
            .union(worded)
            .groupBy(KEY)
            .agg(
                only(functions.not(col(EARLIER))).as(OF_REGISTER),
                only(col(EARLIER)).as(OF_HISTORY),
                max(DIVISION).as(DIVISION),
                sum(col(EARLIER).cast(DataTypes.IntegerType)).as(FORMS))
            .filter(col(OF_REGISTER).isNotNull().or(col(OF_HISTORY).isNotNull())));
  }

  /** Those of the tables that the indices of the settings are made from. */
  static ExactMatches read(PostgresSnapshot snapshot, Postgres postgres, RecapConfig config) {
    Dataset<Row> register = snapshot.read(config.tables().sirus(), REGISTER);
    Dataset<Row> history = register.sparkSession().createDataFrame(List.of(), HISTORY.schema());
    for (IndexSource source : IndexSource.history(config)) {
      if (postgres.exists(source.table())) {
        history = history.union(source.select(snapshot.read(source.table(), HISTORY)));
      }
    }
    return of(register, history);
  }

  /** The same, computed once for several uses; to be closed with {@link #unpersist}. */
  ExactMatches persist() {
    return new ExactMatches(keys.persist());
  }

  /** Frees what {@link #persist} keeps. */
  void unpersist() {
    keys.unpersist();
  }

  /** How many keys there are. */
  long count() {
    return keys.count();
  }

  /**
   * Tells forms where their exact name leads. One that has a checked SIRET counts as one of the
   * history, so that it is no evidence for itself.
   *
   * @param flow forms ({@link CodedFormRows}) with their predictions and where they lie
   * @param activity name of the nomenclature whose codes are activities of establishments
   * @return the flow with the column {@link CodedFormRows#EXACT}, null where it leads nowhere
   */
  Dataset<Row> fill(Dataset<Row> flow, String activity) {
    // Forms without a key lead nowhere, and not all to the same task either.
    Column key = coalesce(key(flow), concat(lit("-"), CodedFormRows.form(Rp.CABBI)));
    UDF1<Row, Integer> inHistory =
        row -> ExactKeys.checkedSiret(column -> Rows.text(row, column)).isEmpty() ? 0 : 1;
    Column own =
        functions
            .udf(inHistory, DataTypes.IntegerType)
            .apply(
                functions.struct(
                    CodedFormRows.form(Rp.SIRET_DEC).as(Rp.SIRET_DEC),
                    CodedFormRows.form(Rp.SIRETM).as(Rp.SIRETM)));
    Column others = col(FORMS).minus(own);
    Column history = when(others.geq(AGREEING), col(OF_HISTORY));
    Column predicted =
        functions.exists(
            functions.slice(
                col(CodedFormRows.prediction(activity)).getField("codes"), 1, PREDICTED),
            code -> code.startsWith(col(DIVISION)));
    Column register = when(predicted, col(OF_REGISTER));
    Column contradicted = register.notEqual(history);
    Column siret =
        when(coalesce(contradicted, lit(false)), lit(null)).otherwise(coalesce(register, history));
    Column forms = when(col(LED).equalTo(history), others.cast(DataTypes.IntegerType)).otherwise(0);
    return flow.withColumn(KEY, key)
        .join(keys, new String[] {KEY}, "left")
        .withColumn(LED, siret)
        .withColumn(
            CodedFormRows.EXACT,
            when(
                col(LED).isNotNull(),
                functions.struct(col(LED).as("siret"), forms.as("forms")).cast(PartRows.EXACT)))
        .drop(KEY, OF_REGISTER, OF_HISTORY, DIVISION, FORMS, LED);
  }

  /** The key of a form, null without one. */
  private static Column key(Dataset<Row> flow) {
    UDF1<Row, String> keyOf =
        row -> {
          CodedForm form = CodedFormRows.read(row);
          return ExactKeys.of(FormQuery.name(form.form()), FormQuery.communeCode(form));
        };
    Column named =
        functions
            .struct(
                FormQuery.NAME_AND_COMMUNE.stream().map(CodedFormRows::form).toArray(Column[]::new))
            .as(CodedFormRows.FORM);
    boolean located = List.of(flow.columns()).contains(CodedFormRows.LOCATION);
    return functions
        .udf(keyOf, DataTypes.StringType)
        .apply(
            located
                ? functions.struct(named, col(CodedFormRows.LOCATION))
                : functions.struct(named));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  /** The one SIRET that the rows of a group have where it holds, else null. */
  private static Column only(Column rows) {
    Column siret = when(rows, col(SIRET));
    return when(min(siret).equalTo(max(siret)), min(siret));
  }

  /** An establishment under each of its names. */
  private static Iterator<Row> named(Row establishment) {
    String siret = IndexKind.SIRUS.id(column -> Rows.text(establishment, column));
    if (siret == null) {
      return Collections.emptyIterator();
    }
    String division = Naf.division(Rows.text(establishment, Sirus.APET));
    return ExactKeys.ofEstablishment(column -> Rows.text(establishment, column)).stream()
        .map(key -> RowFactory.create(key, siret, division, false))
        .iterator();
  }

  /** An earlier form under its wording, if it was checked where it leads. */
  private static Iterator<Row> worded(Row form) {
    String key = ExactKeys.ofForm(column -> Rows.text(form, column));
    String siret = ExactKeys.checkedSiret(column -> Rows.text(form, column));
    return key == null || siret.isEmpty()
        ? Collections.emptyIterator()
        : List.of(RowFactory.create(key, siret, null, true)).iterator();
  }
}
