package fr.recap.monitoring;

import fr.recap.tables.Rp;
import fr.recap.udfs.address.Departements;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

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

  /** The same of a row that may lack some of the columns. */
  public static String departement(Row form) {
    StructType schema = form.schema();
    return departement(
        column -> schema.getFieldIndex(column).isDefined() ? form.getAs(column) : null);
  }

  /** Those of the columns that forms have. */
  public static String[] present(Dataset<Row> forms) {
    List<String> columns = Arrays.asList(forms.columns());
    return COLUMNS.stream().filter(columns::contains).toArray(String[]::new);
  }

  /** The départements of some forms that the driver may hold, by cabbi. */
  public static Map<String, String> departements(Dataset<Row> forms) {
    Map<String, String> departements = new HashMap<>();
    String[] present = present(forms);
    forms
        .select(Rp.CABBI, present)
        .toLocalIterator()
        .forEachRemaining(
            form -> {
              String departement = departement(form);
              if (departement != null) {
                departements.put(form.getString(0), departement);
              }
            });
    return departements;
  }
}
