package fr.recap.campaign;

import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.VaguesReprise;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Verifies the counters and the state of lots and waves against the forms themselves, and corrects
 * them if asked to, while clerks go on working.
 *
 * <p>Lots in state N are left alone, since no clerk has opened them. A lot or wave of which all is
 * treated becomes T, whether or not a counter was wrong.
 *
 * <p>Forms are counted in one pass, of one state of the database, without any lock. A correction
 * then locks the rows that it corrects alone, and only if they still have the values that were
 * found wrong: what a clerk has changed since, or is changing, is left as it is and told.
 */
public final class CheckLots {
  private static final List<String> LOT_COLUMNS =
      List.of(
          LotsReprise.NB_BI,
          LotsReprise.NB_BI_REP_ACT,
          LotsReprise.NB_BI_REP_ACT_ATT,
          LotsReprise.NB_BI_REP_ACT_TRAITE,
          LotsReprise.NB_BI_REP_PROF,
          LotsReprise.NB_BI_REP_PROF_ATT,
          LotsReprise.NB_BI_REP_PROF_TRAITE,
          LotsReprise.NB_BI_ATT,
          LotsReprise.NB_BI_TRAITE,
          LotsReprise.LOT_STATUT);
  private static final List<String> WAVE_COLUMNS =
      List.of(
          VaguesReprise.NB_LOTS,
          VaguesReprise.NB_LOTS_EN_COURS,
          VaguesReprise.NB_LOTS_TRAIT,
          VaguesReprise.VAGUE_STATUT);

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
   * @param corrected whether differences have been corrected
   * @param left those that were not, since clerks have changed the row since or are changing it
   */
  public record Result(List<Difference> differences, boolean corrected, List<Difference> left) {}

  /** A row with a wrong value: what is stored and what is right, by column. */
  private record Wrong(int id, List<String> stored, List<String> right) {}

  /** Checks lots, then waves, by the lots as they are or would be corrected. */
  public Result execute() {
    List<Difference> all = new ArrayList<>();
    List<Difference> left = new ArrayList<>();
    correct(tables.lotsReprise(), LotsReprise.LOT_ID, LOT_COLUMNS, expectedLots(), all, left);
    String lots = fix ? tables.lotsReprise().sql() : "(%s)".formatted(correctedLots());
    correct(
        tables.vaguesReprise(),
        VaguesReprise.VAGUE_ID,
        WAVE_COLUMNS,
        expectedWaves(lots),
        all,
        left);
    return new Result(List.copyOf(all), fix && all.size() > left.size(), List.copyOf(left));
  }

  private void correct(
      TableName table,
      String key,
      List<String> columns,
      String expected,
      List<Difference> all,
      List<Difference> left) {
    List<Wrong> wrong = postgres.inTransaction(c -> wrong(c, table, key, columns, expected));
    Set<Integer> kept =
        fix && !wrong.isEmpty()
            ? postgres.inTransaction(c -> update(c, table, key, columns, wrong))
            : Set.of();
    for (Wrong row : wrong) {
      for (int i = 0; i < columns.size(); i++) {
        String stored = row.stored().get(i);
        String right = row.right().get(i);
        if (!Objects.equals(stored, right)) {
          Difference difference =
              new Difference(table.toString(), row.id(), columns.get(i), stored, right);
          all.add(difference);
          if (kept.contains(row.id())) {
            left.add(difference);
          }
        }
      }
    }
  }

  private static List<Wrong> wrong(
      Connection connection, TableName table, String key, List<String> columns, String expected)
      throws SQLException {
    String sql =
        "SELECT s.%s, %s, %s FROM %s s JOIN (%s) e USING (%s) WHERE (%s) IS DISTINCT FROM (%s) ORDER BY 1"
            .formatted(
                key,
                join(columns, "s.%s"),
                join(columns, "e.%s"),
                table.sql(),
                expected,
                key,
                join(columns, "s.%s"),
                join(columns, "e.%s"));
    List<Wrong> wrong = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      int n = columns.size();
      while (row.next()) {
        String[] values = new String[2 * n];
        for (int i = 0; i < values.length; i++) {
          values[i] = row.getString(i + 2);
        }
        wrong.add(
            new Wrong(
                row.getInt(1),
                Collections.unmodifiableList(Arrays.asList(values).subList(0, n)),
                Collections.unmodifiableList(Arrays.asList(values).subList(n, 2 * n))));
      }
    }
    return wrong;
  }

  /**
   * Corrects rows that nobody has locked or changed.
   *
   * @return ids of the others
   */
  private static Set<Integer> update(
      Connection connection, TableName table, String key, List<String> columns, List<Wrong> wrong)
      throws SQLException {
    // A row that is locked is being changed: waiting for it would only find other values.
    String sql =
        "WITH wanted AS (SELECT * FROM unnest(?::int[], %s) AS w (id, %s)), free AS (SELECT s.ctid AS place, w.* FROM %s s JOIN wanted w ON s.%s = w.id WHERE (%s) IS NOT DISTINCT FROM (%s) FOR UPDATE OF s SKIP LOCKED) UPDATE %s s SET %s FROM free w WHERE s.ctid = w.place RETURNING s.%s"
            .formatted(
                "?::text[], ".repeat(2 * columns.size() - 1) + "?::text[]",
                join(columns, "old_%1$s, new_%1$s"),
                table.sql(),
                key,
                join(columns, "s.%s::text"),
                join(columns, "w.old_%s"),
                table.sql(),
                join(columns, "%1$s = w.new_%1$s::%2$s"),
                key);
    Set<Integer> left = new HashSet<>(wrong.stream().map(Wrong::id).toList());
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, connection.createArrayOf("int", wrong.stream().map(Wrong::id).toArray()));
      for (int i = 0; i < columns.size(); i++) {
        int column = i;
        update.setArray(
            2 * i + 2,
            connection.createArrayOf(
                "text", wrong.stream().map(w -> w.stored().get(column)).toArray()));
        update.setArray(
            2 * i + 3,
            connection.createArrayOf(
                "text", wrong.stream().map(w -> w.right().get(column)).toArray()));
      }
      try (ResultSet corrected = update.executeQuery()) {
        while (corrected.next()) {
          left.remove(corrected.getInt(1));
        }
      }
    }
    return left;
  }

  private static String join(List<String> columns, String pattern) {
    return String.join(
        ", ",
        columns.stream()
            .map(column -> pattern.formatted(column, column.endsWith("statut") ? "text" : "int"))
            .toList());
  }

  private String counts() {
    return """
        SELECT lot_id,
               count(*)::int AS nb_bi,
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
        FROM %s WHERE lot_id IS NOT NULL GROUP BY lot_id
        """
        .formatted(tables.individus().sql());
  }

  /** Lots that clerks have opened; one without forms has zeros. */
  private String expectedLots() {
    String counters =
        join(LOT_COLUMNS.subList(0, LOT_COLUMNS.size() - 1), "coalesce(c.%1$s, 0) AS %1$s");
    return """
        SELECT l.lot_id, l.vague_id, %s,
               CASE WHEN c.nb_bi > 0 AND c.nb_bi_traite = c.nb_bi THEN 'T'
                    ELSE l.lot_statut END AS lot_statut
        FROM %s l LEFT JOIN (%s) c ON c.lot_id = l.lot_id
        WHERE l.lot_statut <> 'N'
        """
        .formatted(counters, tables.lotsReprise().sql(), counts());
  }

  /** All lots with the states that they would have once corrected. */
  private String correctedLots() {
    return "SELECT vague_id, lot_statut FROM (%s) opened UNION ALL SELECT vague_id, lot_statut FROM %s WHERE (lot_statut <> 'N') IS NOT TRUE"
        .formatted(expectedLots(), tables.lotsReprise().sql());
  }

  private String expectedWaves(String lots) {
    return """
        SELECT v.vague_id, coalesce(c.nb_lots, 0) AS nb_lots,
               coalesce(c.nb_lots_en_cours, 0) AS nb_lots_en_cours,
               coalesce(c.nb_lots_trait, 0) AS nb_lots_trait,
               CASE WHEN c.nb_lots > 0 AND c.nb_lots_trait = c.nb_lots THEN 'T'
                    ELSE v.vague_statut END AS vague_statut
        FROM %s v LEFT JOIN (
          SELECT vague_id, count(*)::int AS nb_lots,
                 (count(*) FILTER (WHERE lot_statut = 'E'))::int AS nb_lots_en_cours,
                 (count(*) FILTER (WHERE lot_statut = 'T'))::int AS nb_lots_trait
          FROM %s l GROUP BY vague_id) c ON c.vague_id = v.vague_id
        """
        .formatted(tables.vaguesReprise().sql(), lots);
  }
}
