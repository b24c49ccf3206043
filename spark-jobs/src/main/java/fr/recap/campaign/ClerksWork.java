package fr.recap.campaign;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Rp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What clerks have done, which new lots would wipe out. */
final class ClerksWork {
  private ClerksWork() {}

  /**
   * Looks into the clerks' tables, as far as they are there.
   *
   * @throws RefusedInputException if a lot is not new, or a form waits or is validated
   */
  static void refuse(Connection connection, TableSettings tables) throws SQLException {
    long lots =
        count(
            connection,
            tables.lotsReprise(),
            "%s IS DISTINCT FROM 'N'".formatted(LotsReprise.LOT_STATUT));
    long forms =
        count(
            connection,
            tables.individus(),
            "%s IN ('A', 'V') OR %s IN ('A', 'V')".formatted(Rp.I_REPRISE_ACT, Rp.I_REPRISE_PROF));
    if (lots > 0 || forms > 0) {
      throw new RefusedInputException(
          "Clerks have opened %d lots of %s, and %d forms of %s wait or are validated: building lots anew would lose their work. Give --force to do it all the same"
              .formatted(lots, tables.lotsReprise(), forms, tables.individus()));
    }
  }

  private static long count(Connection connection, TableName table, String condition)
      throws SQLException {
    try (PreparedStatement there =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      there.setString(1, table.sql());
      try (ResultSet row = there.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          return 0;
        }
      }
    }
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT count(*) FROM %s WHERE %s".formatted(table.sql(), condition));
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
