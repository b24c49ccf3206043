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
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.udfs.codes.Identifier;
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
 * Blocking on an exact key, the name of the employer and its commune, before any search: forms that
 * {@link ExactRule} leads to an establishment need none. Immutable, and as large as the register.
 */
final class ExactMatches {
  private static final String JOB = "looking up employers by their exact name";

  private static final Reading REGISTER =
      Sirus.namedBy(JOB)
          .only(
              Stream.concat(
                      ExactKeys.names().stream(),
                      Stream.of(Sirus.SIRUS_ID, Sirus.NIC, Sirus.APET, Sirus.ADR_ET_LOC_GEO))
                  .toList());

  private static final Reading HISTORY =
      Rp.readBy(JOB).only(List.of(Rp.RS_X, Rp.CLT_C_C, Rp.SIRET_DEC, Rp.SIRETM, Rp.I_REPRISE_ACT));

  private static final String KEY = "exact_key";
  private static final String SIRET = "leads_to";
  private static final String DIVISION = "division";
  private static final String EARLIER = "earlier";
  private static final String OF_REGISTER = "of_register";
  private static final String OF_HISTORY = "of_history";
  private static final String FORMS = "forms_of_key";
  private static final String CODES = "activities";

  private static final StructType LEADS =
      new StructType()
          .add(KEY, DataTypes.StringType, false)
          .add(SIRET, DataTypes.StringType, false)
          .add(DIVISION, DataTypes.StringType)
          .add(EARLIER, DataTypes.BooleanType, false);

  private final Dataset<Row> keys;
  private final Identifier sirets;

  private ExactMatches(Dataset<Row> keys, Identifier sirets) {
    this.keys = keys;
    this.sirets = sirets;
  }

  /**
   * The keys that lead to one establishment.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param history earlier forms, with the columns of {@link Rp#TABLE}
   * @param sirets what the SIRET of an earlier form must be to count
   */
  static ExactMatches of(Dataset<Row> register, Dataset<Row> history, Identifier sirets) {
    FlatMapFunction<Row, Row> names = ExactMatches::named;
    FlatMapFunction<Row, Row> wordings = form -> worded(form, sirets);
    Dataset<Row> named =
        register.select(columns(REGISTER.table().names())).flatMap(names, Encoders.row(LEADS));
    Dataset<Row> worded =
        history.select(columns(HISTORY.table().names())).flatMap(wordings, Encoders.row(LEADS));
    return new ExactMatches(
        named
            .union(worded)
            .groupBy(KEY)
            .agg(
                only(functions.not(col(EARLIER))).as(OF_REGISTER),
                only(col(EARLIER)).as(OF_HISTORY),
                max(DIVISION).as(DIVISION),
                sum(col(EARLIER).cast(DataTypes.IntegerType)).as(FORMS))
            .filter(col(OF_REGISTER).isNotNull().or(col(OF_HISTORY).isNotNull())),
        sirets);
  }

  /** Those of the tables that the indices of the settings are made from. */
  static ExactMatches read(PostgresSnapshot snapshot, Postgres postgres, RecapConfig config) {
    Dataset<Row> register = snapshot.read(config.tables().sirus(), REGISTER);
    Dataset<Row> history =
        register.sparkSession().createDataFrame(List.of(), HISTORY.table().schema());
    for (IndexSource source : IndexSource.history(config)) {
      if (postgres.exists(source.table())) {
        history = history.union(source.select(snapshot.read(source.table(), HISTORY)));
      }
    }
    return of(register, history, config.siret().evidence());
  }

  /** The same, computed once for several uses; to be closed with {@link #unpersist}. */
  ExactMatches persist() {
    return new ExactMatches(keys.persist(), sirets);
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
    Identifier counting = sirets;
    UDF1<Row, Row> exact = form -> exact(form, counting);
    Column led =
        functions
            .udf(exact, PartRows.EXACT)
            .asNondeterministic()
            .apply(
                functions.struct(
                    col(OF_REGISTER),
                    col(DIVISION),
                    col(OF_HISTORY),
                    col(FORMS),
                    CodedFormRows.form(Rp.SIRET_DEC).as(Rp.SIRET_DEC),
                    CodedFormRows.form(Rp.SIRETM).as(Rp.SIRETM),
                    col(CodedFormRows.prediction(activity)).getField("codes").as(CODES)));
    return flow.withColumn(KEY, key)
        .join(keys, new String[] {KEY}, "left")
        .withColumn(CodedFormRows.EXACT, led)
        .drop(KEY, OF_REGISTER, OF_HISTORY, DIVISION, FORMS);
  }

  /** Where a form leads whose key is known. */
  private static Row exact(Row form, Identifier sirets) {
    Long known = form.getAs(FORMS);
    if (known == null) {
      return null;
    }
    // A form with a checked SIRET is itself one of the history.
    boolean own = !ExactKeys.checkedSiret(column -> Rows.text(form, column), sirets).isEmpty();
    ExactRule rule =
        new ExactRule(
            form.getAs(OF_REGISTER),
            form.getAs(DIVISION),
            form.getAs(OF_HISTORY),
            known.intValue() - (own ? 1 : 0));
    return PartRows.of(rule.match(form.getList(form.fieldIndex(CODES))));
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
  private static Iterator<Row> worded(Row form, Identifier sirets) {
    String key = ExactKeys.ofForm(column -> Rows.text(form, column));
    String siret = ExactKeys.checkedSiret(column -> Rows.text(form, column), sirets);
    return key == null || siret.isEmpty()
        ? Collections.emptyIterator()
        : List.of(RowFactory.create(key, siret, null, true)).iterator();
  }
}
