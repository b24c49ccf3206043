package fr.recap.monitoring;

import fr.recap.tables.Rp;
import fr.recap.udfs.address.Departements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a form belongs. */
public final class Workplace {
  /** The columns that are read, each only if those before it tell nothing. */
  public static final List<String> COLUMNS = List.of(Rp.CLT_C_C, Rp.DEPCOM_CODE);

  private Workplace() {}

  /**
   * The département of the workplace, or of the home where that is not coded.
   *
   * @param form gives the value of a column, perhaps null
   * @return null if neither is known
   */
  public static String departement(UnaryOperator<String> form) {
    for (String column : COLUMNS) {
      String departement = Departements.ofCommune(form.apply(column));
      if (departement != null) {
        return departement;
      }
    }
    return null;
  }

  /** The départements of some forms that the driver may hold, by cabbi. */
  public static Map<String, String> departements(Dataset<Row> forms) {
    Map<String, String> departements = new HashMap<>();
    forms
        .select(Rp.CABBI, COLUMNS.toArray(String[]::new))
        .toLocalIterator()
        .forEachRemaining(
            form -> {
              String departement = departement(form::getAs);
              if (departement != null) {
                departements.put(form.getString(0), departement);
              }
            });
    return departements;
  }
}
