package fr.recap.demo;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Compares generated forms, with their final codes, with the published aggregates. */
public final class Calibration {
  /** Forms of the published count of distinct wordings. */
  private static final int DISTINCT_FORMS = 30_876;

  private record Measure(String field, double target, Column share) {}

  private Calibration() {}

  /**
   * The share of each target among the forms, in one pass; then the numbers of distinct names and
   * professions as shares of the forms, which depend on how many forms there are: the published
   * ones are of 30,876 forms.
   *
   * @param forms {@code rp} with the columns {@code siret_dec} and {@code siretm} filled
   */
  public static List<TargetRate> of(Dataset<Row> forms) {
    List<Measure> measures = measures();
    Column[] shares = measures.stream().map(Measure::share).toArray(Column[]::new);
    Row found = forms.agg(lit(0), shares).first();
    List<TargetRate> rates = new ArrayList<>();
    for (int i = 0; i < measures.size(); i++) {
      Measure measure = measures.get(i);
      double generated = found.isNullAt(i + 1) ? 0 : found.getDouble(i + 1);
      rates.add(new TargetRate(measure.field(), measure.target(), generated));
    }
    return List.copyOf(rates);
  }

  private static List<Measure> measures() {
    List<Measure> all = new ArrayList<>();
    missing(all, Rp.RS_X, 0.011);
    missing(all, Rp.ACTET_X, 0.068);
    missing(all, Rp.NOMVOI_X, 0.28);
    missing(all, Rp.TYPEVOI_X, 0.49);
    missing(all, Rp.NUMVOI_X, 0.67);
    missing(all, Rp.CLT_X, 0.36);
    missing(all, Rp.DLT_X, 0.44);
    missing(all, Rp.PLT_X, 0.999);
    missing(all, Rp.BISTER_X, 0.987);
    missing(all, Rp.CPLADR_X, 0.977);
    missing(all, Rp.PROFS_X, 0.16);
    missing(all, Rp.PROFI_X, 0.90);
    missing(all, Rp.PROFA_X, 0.95);
    missing(all, Rp.VARDOMPART_X, 0.89);
    missing(all, Rp.ILT_X, 0.067);
    missing(all, Rp.SIRETC, 0.19);
    missing(all, Rp.SIRETM, 0.60);
    missing(all, Rp.SIRET_DEC, 0.16);
    all.add(
        new Measure("siretc = siret_dec", 0.58, share(col(Rp.SIRETC).equalTo(col(Rp.SIRET_DEC)))));
    all.add(new Measure("works in another commune", 0.5, share(col(Rp.ILT_X).equalTo("2"))));
    written(all, Rp.RS_X, "EDUCATION NATIONALE", 0.034);
    written(all, Rp.RS_X, "SNCF", 0.011);
    written(all, Rp.RS_X, "MAIRIE", 0.005);
    written(all, Rp.RS_X, "MINISTERE", 0.005);
    written(all, Rp.PROFS_X, "PROFESSEUR DES ECOLES", 0.015);
    written(all, Rp.PROFS_X, "AIDE SOIGNANTE", 0.015);
    written(all, Rp.PROFS_X, "INFIRMIERE", 0.012);
    distinct(all, Rp.RS_X, 23_143);
    distinct(all, Rp.PROFS_X, 10_646);
    return all;
  }

  private static void missing(List<Measure> all, String column, double target) {
    all.add(new Measure(column + " missing", target, share(col(column).isNull())));
  }

  private static void written(List<Measure> all, String column, String text, double target) {
    all.add(new Measure(column + " = " + text, target, share(col(column).equalTo(text))));
  }

  private static void distinct(List<Measure> all, String column, double target) {
    Column share = countDistinct(col(column)).divide(forms());
    all.add(new Measure(column + " distinct", target / DISTINCT_FORMS, share));
  }

  private static Column forms() {
    return org.apache.spark.sql.functions.count(lit(1));
  }

  private static Column share(Column condition) {
    return avg(when(condition, 1.0).otherwise(0.0));
  }
}
