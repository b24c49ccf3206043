package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.tables.Individus;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** What clerks have done, which new lots would wipe out. */
final class ClerksWork {
  private ClerksWork() {}

  /**
   * Looks into the clerks' tables, as far as they are there.
   *
   * @param why lots are to be built anew
   * @throws RefusedInputException if a lot is not new, or a form waits or is validated
   */
  static void refuse(Connection connection, TableSettings tables, String why) throws SQLException {
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
          "Clerks have opened %d lots of %s, and %d forms of %s wait or are validated: building lots anew (%s) would lose their work. Give --force to do it all the same"
              .formatted(lots, tables.lotsReprise(), forms, tables.individus(), why));
    }
  }

  /** Whether a clerk has begun a form, by its row of {@code individus} and the state of its lot. */
  static Column begun() {
    return coalesce(col(Rp.I_REPRISE_ACT).isin("A", "V"), lit(false))
        .or(coalesce(col(Rp.I_REPRISE_PROF).isin("A", "V"), lit(false)))
        .or(
            col(Individus.LOT_ID)
                .isNotNull()
                .and(not(col(LotsReprise.LOT_STATUT).eqNullSafe("N"))));
  }

  /** Columns that clerks fill of those that a table has. */
  static List<String> filled(Table individus) {
    return Stream.of(Rp.SIRETM, Rp.SIRET_DEC, Rp.I_SIRET_M)
        .filter(individus.names()::contains)
        .toList();
  }

  /**
   * How many of the forms that are to be put into {@code individus} clerks have begun there: the
   * same as {@link #begun} on the server, or columns of theirs other than they were.
   *
   * @param staged rows of individus
   * @param filled columns that clerks fill
   */
  static long begunOf(
      Connection connection, TableSettings tables, TableName staged, List<String> filled)
      throws SQLException {
    String changed =
        filled.stream()
            .map(name -> " OR s.%1$s IS DISTINCT FROM t.%1$s".formatted(TableName.quote(name)))
            .collect(Collectors.joining());
    return count(
        connection,
        tables.individus(),
        "EXISTS (SELECT 1 FROM %s s WHERE s.cabbi = t.cabbi AND (t.i_reprise_act IN ('A', 'V') OR t.i_reprise_prof IN ('A', 'V') OR t.lot_id IS NOT NULL AND t.lot_id NOT IN (SELECT lot_id FROM %s WHERE lot_statut = 'N')%s))"
            .formatted(staged.sql(), tables.lotsReprise().sql(), changed));
  }

  private static long count(Connection connection, TableName table, String condition)
      throws SQLException {
    if (!Postgres.exists(connection, table)) {
      return 0;
    }
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT count(*) FROM %s t WHERE %s".formatted(table.sql(), condition));
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
