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

/** A coder that ours is compared with. */
public final class OtherCoder {
  private final String name;
  private final List<OfCode> said;

  /** A table of its own; empty if the columns are those of the forms. */
  private final Optional<Dataset<Row>> table;

  private final List<String> leftOut;

  /**
   * What it says of one code.
   *
   * @param reads columns of its table
   * @param columns its first code and whether that is automatic
   */
  private record OfCode(String code, List<String> reads, List<Column> columns) {}

  private OtherCoder(
      String name, List<OfCode> said, Optional<Dataset<Row>> table, List<String> leftOut) {
    this.name = name;
    this.said = List.copyOf(said);
    this.table = table;
    this.leftOut = List.copyOf(leftOut);
  }

  /** MCA and Sicore, whose codes stand in the forms. */
  public static OtherCoder previous(Scope scope) {
    String siret = JudgedForms.previous(Scope.SIRET);
    List<OfCode> said = new ArrayList<>();
    said.add(
        new OfCode(
            Scope.SIRET,
            List.of(Rp.SIRETC, Rp.I_MCA_C),
            List.of(
                JudgedForms.text(Rp.SIRETC).as(JudgedForms.said(siret)),
                coalesce(col(Rp.I_MCA_C), lit("")).equalTo("C").as(JudgedForms.auto(siret)))));
    for (NomenclatureSettings nomenclature : scope.nomenclatures()) {
      nomenclature
          .previousCode()
          .ifPresent(
              column -> {
                String previous = JudgedForms.previous(nomenclature.name());
                Column code = JudgedForms.text(column);
                said.add(
                    new OfCode(
                        nomenclature.name(),
                        List.of(column),
                        List.of(
                            code.as(JudgedForms.said(previous)),
                            code.isNotNull().as(JudgedForms.auto(previous)))));
              });
    }
    return new OtherCoder("previous coder", said, Optional.empty(), List.of());
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
            "%s is not compared with the %s: %s lacks %s."
                .formatted(
                    each.code().toUpperCase(Locale.ROOT),
                    name,
                    forms,
                    String.join(" and ", missing)));
      }
    }
    return new OtherCoder(name, there, table, without);
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
                List.of(code, auto),
                List.of(
                    JudgedForms.text(code).as(JudgedForms.said(previous)),
                    col(auto).as(JudgedForms.auto(previous)))));
      }
    }
    return new OtherCoder(name, said, Optional.of(results), List.of());
  }

  String name() {
    return name;
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
