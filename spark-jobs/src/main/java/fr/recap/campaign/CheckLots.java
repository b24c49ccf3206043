package fr.recap.campaign;

import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Verifies the counters and the state of lots and waves against the forms themselves, and corrects
 * them if asked to.
 *
 * <p>Lots in state N are left alone, since no clerk has opened them. A lot or wave of which all is
 * treated becomes T, whether or not a counter was wrong. All happens in one transaction; without
 * the wish to correct, it is rolled back.
 */
public final class CheckLots {
  private static final List<String> LOT_COLUMNS =
      List.of(
          "nb_bi",
          "nb_bi_rep_act",
          "nb_bi_rep_act_att",
          "nb_bi_rep_act_traite",
          "nb_bi_rep_prof",
          "nb_bi_rep_prof_att",
          "nb_bi_rep_prof_traite",
          "nb_bi_att",
          "nb_bi_traite",
          "lot_statut");
  private static final List<String> WAVE_COLUMNS =
      List.of("nb_lots", "nb_lots_en_cours", "nb_lots_trait", "vague_statut");

  private final Postgres postgres;
  private final TableSettings tables;
  private final boolean fix;

  /**
   * A check.
   *
   * @param fix whether what is wrong is corrected
   */
  public CheckLots(Postgres postgres, TableSettings tables, boolean fix) {
    this.postgres = postgres;
    this.tables = tables;
    this.fix = fix;
  }

  /**
   * A value that is wrong.
   *
   * @param table lots or waves
   * @param id the lot or wave
   * @param column the counter or state
   */
  public record Difference(String table, int id, String column, String stored, String expected) {}

  /**
   * What was found.
   *
   * @param corrected whether the differences have been corrected
   */
  public record Result(List<Difference> differences, boolean corrected) {}

  /** Checks lots, then waves. */
  public Result execute() {
    try (Connection connection = postgres.connect()) {
      connection.setAutoCommit(false);
      List<Difference> differences = new ArrayList<>();
      lock(connection);
      differences.addAll(
          correct(connection, tables.lotsReprise(), "lot_id", LOT_COLUMNS, expectedLots()));
      differences.addAll(
          correct(connection, tables.vaguesReprise(), "vague_id", WAVE_COLUMNS, expectedWaves()));
      if (fix) {
        connection.commit();
      } else {
        connection.rollback();
      }
      return new Result(List.copyOf(differences), fix && !differences.isEmpty());
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The lots can't be checked in %s: %s".formatted(tables.lotsReprise(), e.getMessage()), e);
    }
  }

  /** Keeps clerks' counters from moving between the check and the correction. */
  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "LOCK TABLE %s, %s IN SHARE ROW EXCLUSIVE MODE"
              .formatted(tables.lotsReprise().sql(), tables.vaguesReprise().sql()));
    }
  }

  private static List<Difference> correct(
      Connection connection, TableName table, String key, List<String> columns, String expected)
      throws SQLException {
    List<Difference> differences = new ArrayList<>();
    String wrong =
        "SELECT s.%s, %s FROM %s s JOIN (%s) e USING (%s) WHERE (%s) IS DISTINCT FROM (%s) ORDER BY 1"
            .formatted(
                key,
                join(columns, "s.%1$s AS stored_%1$s, e.%1$s AS expected_%1$s"),
                table.sql(),
                expected,
                key,
                join(columns, "s.%s"),
                join(columns, "e.%s"));
    try (PreparedStatement select = connection.prepareStatement(wrong);
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        for (String column : columns) {
          String stored = row.getString("stored_" + column);
          String right = row.getString("expected_" + column);
          if (!Objects.equals(stored, right)) {
            differences.add(new Difference(table.toString(), row.getInt(1), column, stored, right));
          }
        }
      }
    }
    String update =
        "UPDATE %s s SET %s FROM (%s) e WHERE s.%s = e.%s AND (%s) IS DISTINCT FROM (%s)"
            .formatted(
                table.sql(),
                join(columns, "%1$s = e.%1$s"),
                expected,
                key,
                key,
                join(columns, "s.%s"),
                join(columns, "e.%s"));
    try (PreparedStatement statement = connection.prepareStatement(update)) {
      statement.executeUpdate();
    }
    return differences;
  }

  private static String join(List<String> columns, String pattern) {
    return String.join(", ", columns.stream().map(pattern::formatted).toList());
  }

  private String expectedLots() {
    return """
        SELECT l.lot_id, c.nb_bi, c.nb_bi_rep_act, c.nb_bi_rep_act_att, c.nb_bi_rep_act_traite,
               c.nb_bi_rep_prof, c.nb_bi_rep_prof_att, c.nb_bi_rep_prof_traite, c.nb_bi_att,
               c.nb_bi_traite,
               CASE WHEN c.nb_bi > 0 AND c.nb_bi_traite = c.nb_bi THEN 'T'
                    ELSE l.lot_statut END AS lot_statut
        FROM %s l
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS nb_bi,
                 count(i_reprise_act)::int AS nb_bi_rep_act,
                 (count(*) FILTER (WHERE i_reprise_act = 'A'))::int AS nb_bi_rep_act_att,
                 (count(*) FILTER (WHERE i_reprise_act = 'V'))::int AS nb_bi_rep_act_traite,
                 count(i_reprise_prof)::int AS nb_bi_rep_prof,
                 (count(*) FILTER (WHERE i_reprise_prof = 'A'))::int AS nb_bi_rep_prof_att,
                 (count(*) FILTER (WHERE i_reprise_prof = 'V'))::int AS nb_bi_rep_prof_traite,
                 (count(*) FILTER (WHERE i_reprise_act = 'A' OR i_reprise_prof = 'A'))::int
                   AS nb_bi_att,
                 (count(*) FILTER (
                   WHERE coalesce(i_reprise_act, 'V') = 'V' AND coalesce(i_reprise_prof, 'V') = 'V'
                     AND (i_reprise_act IS NOT NULL OR i_reprise_prof IS NOT NULL)))::int
                   AS nb_bi_traite
          FROM %s i WHERE i.lot_id = l.lot_id) c
        WHERE l.lot_statut <> 'N'
        """
        .formatted(tables.lotsReprise().sql(), tables.individus().sql());
  }

  private String expectedWaves() {
    return """
        SELECT v.vague_id, c.nb_lots, c.nb_lots_en_cours, c.nb_lots_trait,
               CASE WHEN c.nb_lots > 0 AND c.nb_lots_trait = c.nb_lots THEN 'T'
                    ELSE v.vague_statut END AS vague_statut
        FROM %s v
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS nb_lots,
                 (count(*) FILTER (WHERE lot_statut = 'E'))::int AS nb_lots_en_cours,
                 (count(*) FILTER (WHERE lot_statut = 'T'))::int AS nb_lots_trait
          FROM %s l WHERE l.vague_id = v.vague_id) c
        """
        .formatted(tables.vaguesReprise().sql(), tables.lotsReprise().sql());
  }
}
