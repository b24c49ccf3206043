package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.TableName;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What ours is compared with: codes of another coder, or of one for each code. */
public final class OtherCoder {
  /** Name of what codes stand in the forms where the settings give none. */
  private static final String PREVIOUS = "previous coder";

  private final List<OfCode> said;

  /** A table of its own; empty if the columns are those of the forms. */
  private final Optional<Dataset<Row>> table;

  private final List<String> leftOut;

  /**
   * What it says of one code.
   *
   * @param coder its name
   * @param reads columns of its table
   * @param columns its first code and whether that is automatic
   */
  private record OfCode(String code, String coder, List<String> reads, List<Column> columns) {}

  private OtherCoder(List<OfCode> said, Optional<Dataset<Row>> table, List<String> leftOut) {
    this.said = List.copyOf(said);
    this.table = table;
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * MCA and Sicore, whose codes stand in the forms. Where these have several columns for a code,
   * the first filled one counts.
   */
  public static OtherCoder previous(Scope scope) {
    String siret = JudgedForms.previous(Scope.SIRET);
    List<OfCode> said = new ArrayList<>();
    said.add(
        new OfCode(
            Scope.SIRET,
            PREVIOUS,
            List.of(Rp.SIRETC, Rp.I_MCA_C),
            List.of(
                JudgedForms.text(Rp.SIRETC).as(JudgedForms.said(siret)),
                coalesce(col(Rp.I_MCA_C), lit("")).equalTo("C").as(JudgedForms.auto(siret)))));
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      List<String> columns = nomenclature.previousCode();
      if (!columns.isEmpty()) {
        String previous = JudgedForms.previous(nomenclature.name());
        Column code = JudgedForms.firstText(columns);
        said.add(
            new OfCode(
                nomenclature.name(),
                nomenclature.previousCoder().orElse(PREVIOUS),
                columns,
                List.of(
                    code.as(JudgedForms.said(previous)),
                    code.isNotNull().as(JudgedForms.auto(previous)))));
      }
    }
    return new OtherCoder(said, Optional.empty(), List.of());
  }

  /** The same without codes of which the forms lack a column. */
  OtherCoder within(TableName forms, List<String> present) {
    List<OfCode> there = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (OfCode each : said) {
      List<String> missing = each.reads().stream().filter(c -> !present.contains(c)).toList();
      if (missing.isEmpty()) {
        there.add(each);
      } else {
        without.add(
            "%s is not compared with %s: %s lacks %s."
                .formatted(
                    each.code().toUpperCase(Locale.ROOT),
                    each.coder().equals(PREVIOUS) ? "the " + PREVIOUS : each.coder(),
                    forms,
                    list(missing)));
      }
    }
    return new OtherCoder(there, table, without);
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /**
   * Another results table.
   *
   * @param results with the columns of {@link CodageAutoResults#table}
   * @param scope what it has codes of
   */
  static OtherCoder results(String name, Dataset<Row> results, Scope scope) {
    List<OfCode> said = new ArrayList<>();
    for (String code : scope.codes()) {
      if (!code.equals(BiTopk.SIREN)) {
        String previous = JudgedForms.previous(code);
        String auto = CodageAutoResults.codageAuto(code);
        said.add(
            new OfCode(
                code,
                name,
                List.of(code, auto),
                List.of(
                    JudgedForms.text(code).as(JudgedForms.said(previous)),
                    col(auto).as(JudgedForms.auto(previous)))));
      }
    }
    return new OtherCoder(said, Optional.of(results), List.of());
  }

  /** Name of the coder that gave a code of {@link #codes}. */
  String name(String code) {
    return said.stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow().coder();
  }

  /** What it gave codes of. */
  List<String> codes() {
    return said.stream().map(OfCode::code).toList();
  }

  /** Sentences about codes that are left out. */
  List<String> leftOut() {
    return leftOut;
  }

  /** Columns of the forms, with the first codes of this coder and whether they were automatic. */
  Dataset<Row> beside(Dataset<Row> forms, List<Column> ofForms) {
    List<Column> all = new ArrayList<>(ofForms);
    List<Column> columns = said.stream().flatMap(each -> each.columns().stream()).toList();
    if (table.isEmpty()) {
      all.addAll(columns);
      return forms.select(all.toArray(Column[]::new));
    }
    List<Column> theirs = new ArrayList<>(List.of(col(Rp.CABBI)));
    theirs.addAll(columns);
    return forms
        .select(all.toArray(Column[]::new))
        .join(table.get().select(theirs.toArray(Column[]::new)), Rp.CABBI, "left");
  }
}
