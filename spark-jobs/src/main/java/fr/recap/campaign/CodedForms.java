package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import fr.recap.coders.Coder;
import fr.recap.coders.Statement;
import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Profession;
import fr.recap.forms.ProfessionRows;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import fr.recap.tables.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Puts what the coders say of each form into the layouts of the users' tables. */
final class CodedForms {
  private static final String USERS = "users";
  private static final String USERS_KEY = "users_key";
  private static final String NOT_CODED = "not coded: nomenclatures.%s.coded is false";

  private CodedForms() {}

  /**
   * Refuses settings by which codes would go nowhere.
   *
   * @param users columns of the forms' table
   * @throws ConfigException if a nomenclature fills a column that the output lacks
   */
  static void refuseUnknownColumns(RecapConfig config, List<String> users) {
    Set<String> known = new LinkedHashSet<>(users);
    known.addAll(RpOutput.TABLE.names());
    for (NomenclatureSettings nomenclature : config.coded()) {
      String column = nomenclature.fills().orElse(NomenclatureSettings.PROFESSION_CODE);
      if (!column.equals(NomenclatureSettings.PROFESSION_CODE) && !known.contains(column)) {
        throw new ConfigException(
            "nomenclatures.%s.fills is %s, which is no column of %s%s: give one, %s or null"
                .formatted(
                    nomenclature.name(),
                    column,
                    config.tables().output(),
                    Nearest.hint(column, known),
                    NomenclatureSettings.PROFESSION_CODE));
      }
    }
  }

  /**
   * The rows of {@link CodageAutoResults}: one a form.
   *
   * @param flow rows of {@link CodedFormRows} that all coders have coded
   * @param statements of these coders
   * @param uncoded nomenclatures of the table that the settings leave out
   * @param fingerprints columns of the flow that tell what each form was coded from, the last ones
   *     of the table
   */
  static Dataset<Row> results(
      Dataset<Row> flow,
      List<Statement> statements,
      List<String> uncoded,
      Table table,
      Column... fingerprints) {
    List<Statement> all = List.copyOf(statements);
    List<String> without = List.copyOf(uncoded);
    List<String> said = table.names().subList(0, table.names().size() - fingerprints.length);
    String[] names = said.toArray(String[]::new);
    return CodedFormRows.table(
        flow,
        table.only(said).schema(),
        form -> row(form, all, without, names),
        List.of(fingerprints),
        Arrays.stream(flow.columns())
            .filter(part -> !part.equals(CodedFormRows.FORM))
            .toArray(String[]::new));
  }

  /**
   * The fingerprints of coded forms, as the last columns of {@link #results} have them: without
   * that of the coders where one failed, so that the form is coded again.
   *
   * @param coders the fingerprint of the coders
   */
  static Column[] fingerprints(Collection<Coder> asked, String coders) {
    return new Column[] {
      col(CodageAutoResults.FORM_FINGERPRINT),
      when(not(failed(asked)), coders).as(CodageAutoResults.CODERS_FINGERPRINT)
    };
  }

  /** Whether a coder could not cope with a form, so that it is coded again. */
  static Column failed(Collection<Coder> asked) {
    return asked.stream().map(coder -> coder.failure().isNotNull()).reduce(lit(false), Column::or);
  }

  private static Row row(
      CodedForm form, List<Statement> statements, List<String> uncoded, String[] columns) {
    Map<String, Object> cells = new HashMap<>();
    cells.put(Rp.CABBI, form.cabbi());
    cells.put(
        CodageAutoResults.PCS_FIELD, Profession.of(form.form()).map(Profession::code).orElse(null));
    uncoded.forEach(name -> cells.put(CodageAutoResults.error(name), NOT_CODED.formatted(name)));
    statements.forEach(statement -> statement.write(form, cells));
    Object[] values = new Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.get(columns[i]);
    }
    return RowFactory.create(values);
  }

  /** Columns of the output that are written here, in the order in which they are added. */
  static List<String> written(RecapConfig config) {
    Set<String> written = new LinkedHashSet<>(List.of(RpOutput.I_SIRET_C));
    Map<String, Column> columns = columns(config);
    Rp.TABLE.names().stream().filter(columns::containsKey).forEach(written::add);
    columns.keySet().stream().sorted().forEach(written::add);
    return List.copyOf(written);
  }

  /**
   * The rows of the output: the forms with the first prediction written into each that has one; the
   * indicators are 1 for what was coded automatically, else 0.
   *
   * @param flow rows of {@link CodedFormRows} that all coders have coded
   * @param forms all columns of the users' table, one form a key
   * @param table columns of the output
   */
  static Dataset<Row> output(
      Dataset<Row> flow, Dataset<Row> forms, Table table, RecapConfig config) {
    Map<String, Column> written = columns(config);
    StructType form = (StructType) flow.schema().apply(CodedFormRows.FORM).dataType();
    List<String> carried = Arrays.asList(form.fieldNames());
    List<Column> others =
        table.names().stream()
            .filter(name -> !written.containsKey(name) && !carried.contains(name))
            .map(name -> Table.at(name))
            .toList();
    // Columns that no coder reads wait in the forms, and tables of the usual columns have none.
    Dataset<Row> rows =
        others.isEmpty()
            ? flow
            : flow.join(
                forms.select(
                    col(Rp.CABBI).as(USERS_KEY), struct(others.toArray(Column[]::new)).as(USERS)),
                CodedFormRows.form(Rp.CABBI).equalTo(col(USERS_KEY)));
    return rows.select(
        table.names().stream()
            .map(
                name ->
                    (written.containsKey(name)
                            ? written.get(name)
                            : carried.contains(name)
                                ? CodedFormRows.form(name)
                                : col(USERS).getField(name))
                        .as(name))
            .toArray(Column[]::new));
  }

  /** What is written into the users' columns, by column of the output. */
  private static Map<String, Column> columns(RecapConfig config) {
    Column first = get(col(CodedFormRows.MATCH).getField("ranked"), lit(0));
    Column sure = indicator(col(CodedFormRows.MATCH).getField("establishment"));
    Map<String, Column> written = new HashMap<>();
    written.put(Rp.SIRETC, first(first.getField("siret"), Rp.SIRETC));
    written.put(Rp.ACTET_C, first(first.getField("apet"), Rp.ACTET_C));
    written.put(RpOutput.I_SIRET_C, sure);
    written.put(Rp.I_ACTET_C, sure);
    for (NomenclatureSettings nomenclature : config.coded()) {
      nomenclature.fills().ifPresent(column -> fill(written, nomenclature, column));
    }
    return written;
  }

  /** Writes the first code of a nomenclature, and whether it is automatic, into a column. */
  private static void fill(
      Map<String, Column> written, NomenclatureSettings nomenclature, String column) {
    Column prediction = col(CodedFormRows.prediction(nomenclature.name()));
    Column told =
        nomenclature.withoutMainField() ? lit(true) : not(prediction.getField("by_other_fields"));
    Column code = when(told, get(prediction.getField("codes"), lit(0)));
    Column sure = indicator(prediction);
    if (!column.equals(NomenclatureSettings.PROFESSION_CODE)) {
      written.put(column, first(code, column));
      return;
    }
    Column field = ProfessionRows.codeColumn(CodedFormRows::form);
    for (String candidate : Profession.CODES) {
      Column here = coalesce(field.equalTo(candidate), lit(false));
      written.put(
          candidate, when(here, first(code, candidate)).otherwise(CodedFormRows.form(candidate)));
      written.put("i_" + candidate, when(here, sure).otherwise("0"));
    }
  }

  /** What is said, else what the form has. */
  private static Column first(Column said, String column) {
    return coalesce(said, CodedFormRows.form(column));
  }

  private static Column indicator(Column decision) {
    return when(coalesce(decision.getField("automatic"), lit(false)), "1").otherwise("0");
  }
}
