package fr.recap.service;

import fr.recap.config.TableName;
import fr.recap.tables.Rp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of the campaign's tables, looked up by the key of their form. */
final class StoredRows {
  private static final int QUERY_SECONDS = 10;

  private StoredRows() {}

  /** Values by column, by key; keys that the table lacks are absent. */
  static Map<String, Map<String, Object>> read(
      Connection connection, TableName table, Collection<String> keys) throws SQLException {
    Map<String, Map<String, Object>> rows = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM %s WHERE cabbi = ANY (?)".formatted(table.sql()))) {
      select.setQueryTimeout(QUERY_SECONDS);
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet found = select.executeQuery()) {
        ResultSetMetaData columns = found.getMetaData();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          names.add(columns.getColumnName(i));
        }
        while (found.next()) {
          Map<String, Object> row = new LinkedHashMap<>();
          for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i), found.getObject(i + 1));
          }
          rows.put(row.get(Rp.CABBI).toString().strip(), row);
        }
      }
    }
    return rows;
  }
}
