package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.recap.config.NomenclatureSettings;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A coder that ours is compared with. */
public final class OtherCoder {
  private final String name;
  private final List<String> codes;
  private final List<Column> columns;

  /** A table of its own; empty if the columns are those of the forms. */
  private final Optional<Dataset<Row>> table;

  private OtherCoder(
      String name, List<String> codes, List<Column> columns, Optional<Dataset<Row>> table) {
    this.name = name;
    this.codes = codes;
    this.columns = columns;
    this.table = table;
  }

  /** MCA and Sicore, whose codes stand in the forms. */
  public static OtherCoder previous(Scope scope) {
    String siret = JudgedForms.previous(Scope.SIRET);
    List<String> codes = new ArrayList<>(List.of(Scope.SIRET));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                JudgedForms.text(Rp.SIRETC).as(JudgedForms.said(siret)),
                coalesce(col(Rp.I_MCA_C), lit("")).equalTo("C").as(JudgedForms.auto(siret))));
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      nomenclature
          .previousCode()
          .ifPresent(
              column -> {
                String previous = JudgedForms.previous(nomenclature.name());
                Column code = JudgedForms.text(column);
                codes.add(nomenclature.name());
                columns.add(code.as(JudgedForms.said(previous)));
                columns.add(code.isNotNull().as(JudgedForms.auto(previous)));
              });
    }
    return new OtherCoder("previous coder", codes, columns, Optional.empty());
  }

  /**
   * Another results table.
   *
   * @param results with the columns of {@link CodageAutoResults#table}
   * @param scope what it has codes of
   */
  static OtherCoder results(String name, Dataset<Row> results, Scope scope) {
    List<Column> columns = new ArrayList<>();
    List<String> codes = scope.codes().stream().filter(code -> !code.equals(BiTopk.SIREN)).toList();
    for (String code : codes) {
      String previous = JudgedForms.previous(code);
      columns.add(JudgedForms.text(code).as(JudgedForms.said(previous)));
      columns.add(col(CodageAutoResults.codageAuto(code)).as(JudgedForms.auto(previous)));
    }
    return new OtherCoder(name, codes, columns, Optional.of(results));
  }

  String name() {
    return name;
  }

  /** What it gave codes of. */
  List<String> codes() {
    return codes;
  }

  /** Columns of the forms, with the first codes of this coder and whether they were automatic. */
  Dataset<Row> beside(Dataset<Row> forms, List<Column> ofForms) {
    List<Column> all = new ArrayList<>(ofForms);
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
