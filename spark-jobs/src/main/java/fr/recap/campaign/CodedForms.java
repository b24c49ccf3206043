package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
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
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Puts what the coders say of each form into the layouts of the users' tables. */
final class CodedForms {
  private static final String NOT_CODED = "not coded: nomenclatures.%s.coded is false";

  private CodedForms() {}

  /**
   * Refuses settings by which codes would go nowhere.
   *
   * @throws ConfigException if a nomenclature fills a column that the output lacks
   */
  static void refuseUnknownColumns(RecapConfig config) {
    for (NomenclatureSettings nomenclature : config.coded()) {
      String column = nomenclature.fills().orElse(NomenclatureSettings.PROFESSION_CODE);
      if (!column.equals(NomenclatureSettings.PROFESSION_CODE)
          && !RpOutput.TABLE.names().contains(column)) {
        throw new ConfigException(
            "nomenclatures.%s.fills is %s, which is no column of %s%s: give one, %s or null"
                .formatted(
                    nomenclature.name(),
                    column,
                    config.tables().output(),
                    Nearest.hint(column, RpOutput.TABLE.names()),
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
    Column failed =
        asked.stream().map(coder -> coder.failure().isNotNull()).reduce(lit(false), Column::or);
    return new Column[] {
      col(CodageAutoResults.FORM_FINGERPRINT),
      when(not(failed), coders).as(CodageAutoResults.CODERS_FINGERPRINT)
    };
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

  /**
   * The rows of {@link RpOutput}: the forms with the first prediction written into each that has
   * one; the indicators are 1 for what was coded automatically, else 0.
   *
   * @param flow rows of {@link CodedFormRows} that all coders have coded
   */
  static Dataset<Row> output(Dataset<Row> flow, RecapConfig config) {
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
    return flow.select(
        RpOutput.TABLE.names().stream()
            .map(
                name ->
                    (written.containsKey(name) ? written.get(name) : CodedFormRows.form(name))
                        .as(name))
            .toArray(Column[]::new));
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
