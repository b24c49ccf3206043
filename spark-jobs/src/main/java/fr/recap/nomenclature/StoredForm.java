package fr.recap.nomenclature;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.forms.Form;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.UsersTables;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One form of this year's table, read without Spark. */
public final class StoredForm {
  private StoredForm() {}

  /**
   * Reads a form.
   *
   * @param reading of {@link NomenclatureCoder#reading}
   * @throws RefusedInputException if there is no such form, or the table lacks a column that is
   *     demanded
   */
  public static Form read(RecapConfig config, Reading reading, String cabbi) {
    TableName table = config.tables().forms();
    List<String> present = UsersTables.of(config.postgres(), table).names();
    reading.check(table, present);
    List<String> columns =
        reading.table().names().stream().filter(name -> present.contains(name)).toList();
    String names =
        columns.stream()
            .map(name -> TableName.quote(name) + "::text")
            .collect(Collectors.joining(", "));
    return new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT %s FROM %s WHERE %s = ?"
                          .formatted(names, table.sql(), TableName.quote(Rp.CABBI)))) {
                query.setString(1, cabbi);
                try (ResultSet rows = query.executeQuery()) {
                  if (!rows.next()) {
                    throw new RefusedInputException(
                        "The table %s has no form %s (column %s)"
                            .formatted(table, cabbi, Rp.CABBI));
                  }
                  Map<String, String> form = new LinkedHashMap<>();
                  for (int i = 0; i < columns.size(); i++) {
                    form.put(columns.get(i), rows.getString(i + 1));
                  }
                  return Form.of(form);
                }
              }
            });
  }
}
