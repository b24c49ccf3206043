package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Puts the rows of a finished staging into its target, within the caller's transaction.
 *
 * <p>A table stays the same table, so that everything that its owner gave it stays: rights,
 * row-level security, indexes, triggers, constraints, comments, statistics, publications, views and
 * foreign keys. Only rows that differ are touched. They are deleted and inserted, so that no unique
 * index of the owner's sees two rows change places; where foreign keys point to the table, they are
 * updated, since a deleted row would be missed, or take others with it. Triggers of the owner's
 * fire as for anyone who writes.
 *
 * <p>Indexes are kept up row by row: where every row differs, that is slower than to empty the
 * table and make its indexes anew, but readers are never locked out and see the old rows to the end
 * of their transaction.
 */
final class Replacement {
  private final Connection connection;
  private final TableName staging;
  private final TableName differing;
  private final TargetState state;
  private final Map<String, String> columns;
  private final List<String> key;
  private final TableWriter.Mode mode;

  /**
   * @param columns types of the staging's columns by name
   * @param key columns of its key
   * @param mode what becomes of the rows that the target has
   */
  Replacement(
      Connection connection,
      TableName staging,
      TargetState state,
      Map<String, String> columns,
      List<String> key,
      TableWriter.Mode mode) {
    this.mode = mode;
    this.connection = connection;
    this.staging = staging;
    this.differing = new TableName(staging.schema(), staging.table() + "_differing");
    this.state = state;
    this.columns = columns;
    this.key = key;
  }

  /**
   * Replaces.
   *
   * @param rows of the staging, which the target must have then, beside those that it keeps
   * @throws DatabaseException if it has others
   * @throws RefusedInputException if rows were to be added and the target is another one, or has
   *     some of their keys, since they were staged
   */
  void execute(long rows) throws SQLException {
    if (state.change() == TargetState.Change.NEW) {
      refuseDropped();
      move();
      return;
    }
    TableName target = state.target();
    // A policy that hides rows ends the run instead of leaving them in place.
    Postgres.execute(connection, "SET LOCAL row_security = off");
    long others =
        switch (mode) {
          case REPLACE -> 0;
          case MERGE -> others();
          case APPEND -> {
            refuseKnown();
            yield Postgres.count(connection, target);
          }
        };
    long changed;
    if (mode == TableWriter.Mode.APPEND) {
      changed = insert("");
    } else {
      changed =
          state.change() == TargetState.Change.ROWS ? replaceRows(rows, others) : replaceColumns();
    }
    long count = Postgres.count(connection, target);
    if (count != rows + others) {
      throw new DatabaseException(
          "%s would have %d rows instead of %d: a trigger, rule or foreign key of it adds or keeps back rows. Nothing was published"
              .formatted(target, count, rows + others));
    }
    Postgres.execute(connection, "DROP TABLE " + staging.sql());
    if (changed > 0) {
      Postgres.execute(connection, "ANALYZE " + target.sql());
    }
  }

  /** Rows that were staged beside those of a table are not all of it. */
  private void refuseDropped() throws SQLException {
    if (mode == TableWriter.Mode.REPLACE || key.isEmpty()) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT relpersistence = 'u' FROM pg_class WHERE oid = to_regclass(?)")) {
      query.setString(1, staging.sql());
      if (Postgres.one(query, ResultSet::getBoolean)) {
        throw new RefusedInputException(
            "%s was dropped while rows were made that had to be added to it: nothing was published. Run the job again"
                .formatted(state.target()));
      }
    }
  }

  private void refuseKnown() throws SQLException {
    if (key.isEmpty()) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM %s t JOIN %s s ON %s"
                .formatted(state.target().sql(), staging.sql(), sameKey()))) {
      long known = Postgres.one(query, ResultSet::getLong);
      if (known > 0) {
        throw new RefusedInputException(
            "Somebody put %,d rows into %s whose keys were to be added to it, since this run looked: nothing was published. Run the job again"
                .formatted(known, state.target()));
      }
    }
  }

  private void move() throws SQLException {
    TableName target = state.target();
    Postgres.createSchema(connection, target);
    // It is unlogged if it was made for a table that has been dropped since.
    Postgres.execute(connection, "ALTER TABLE %s SET LOGGED".formatted(staging.sql()));
    Postgres.execute(
        connection, "ALTER TABLE %s SET SCHEMA %s".formatted(staging.sql(), schema(target)));
    TableName moved = new TableName(target.schema(), staging.table());
    if (!key.isEmpty()) {
      Postgres.execute(
          connection,
          "ALTER TABLE %s RENAME CONSTRAINT %s TO %s"
              .formatted(
                  moved.sql(),
                  TableName.quote(staging.table() + "_pkey"),
                  TableName.quote(keyName(target))));
    }
    Postgres.execute(
        connection,
        "ALTER TABLE %s RENAME TO %s".formatted(moved.sql(), TableName.quote(target.table())));
  }

  /** Number of rows of the target whose keys the staging lacks. */
  private long others() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM %s t WHERE NOT EXISTS (SELECT 1 FROM %s s WHERE %s)"
                .formatted(state.target().sql(), staging.sql(), sameKey()))) {
      return Postgres.one(query, ResultSet::getLong);
    }
  }

  private String sameKey() {
    return join(key, "s.%1$s = t.%1$s", " AND ");
  }

  /**
   * Returns how many rows differed.
   *
   * @param others rows of the target that stay whatever the staging has
   */
  private long replaceRows(long rows, long others) throws SQLException {
    Postgres.execute(connection, "SET LOCAL work_mem = '128MB'");
    String target = state.target().sql();
    if (key.isEmpty()) {
      long deleted = Postgres.execute(connection, "DELETE FROM " + target);
      return deleted + insert("");
    }
    long old = Postgres.count(connection, state.target()) - others;
    String sameKey = sameKey();
    long deleted = 0;
    long updated = 0;
    noteDiffering(sameKey);
    String delete = "DELETE FROM %s t USING %s d WHERE ".formatted(target, differing.sql());
    if (state.referenced()) {
      deleted = change(delete, "d.new_place IS NULL");
      updated = update();
    } else {
      deleted = change(delete, "true");
    }
    Postgres.execute(connection, "DROP TABLE " + differing.sql());
    // The rows that are left all have their like in the staging.
    long left = old - deleted;
    long due = rows - left;
    if (due > 0) {
      insert(
          left == 0
              ? ""
              : " s WHERE NOT EXISTS (SELECT 1 FROM %s t WHERE %s)".formatted(target, sameKey));
    }
    return deleted + updated + due;
  }

  /**
   * Notes where the rows are that are gone or differ. A query of its own, since the server reads by
   * several processes for a query but not for what changes rows.
   */
  private void noteDiffering(String sameKey) throws SQLException {
    List<String> all = List.copyOf(columns.keySet());
    Postgres.execute(
        connection,
        "CREATE UNLOGGED TABLE %s AS SELECT t.tableoid AS part, t.ctid AS place, s.ctid AS new_place FROM %s t %s JOIN %s s ON %s WHERE s.ctid IS NULL OR NOT (ROW(%s)::record OPERATOR(pg_catalog.*=) ROW(%s)::record)"
            .formatted(
                differing.sql(),
                state.target().sql(),
                mode == TableWriter.Mode.MERGE ? "" : "LEFT",
                staging.sql(),
                sameKey,
                join(all, "s.%s", ", "),
                join(all, "t.%s", ", ")));
    Postgres.execute(connection, "ANALYZE " + differing.sql());
  }

  private long update() throws SQLException {
    List<String> values = columns.keySet().stream().filter(c -> !key.contains(c)).toList();
    return values.isEmpty()
        ? 0
        : change(
            "UPDATE %s t SET %s FROM %s d, %s s WHERE s.ctid = d.new_place AND "
                .formatted(
                    state.target().sql(),
                    join(values, "%1$s = s.%1$s", ", "),
                    differing.sql(),
                    staging.sql()),
            "d.new_place IS NOT NULL");
  }

  /**
   * Changes the differing rows of a kind, all or none: a trigger or rule that keeps some back must
   * not leave old ones there unseen.
   *
   * @param statement up to what joins the target ({@code t}) with the differing rows ({@code d})
   * @param kind a condition on the differing rows
   */
  private long change(String statement, String kind) throws SQLException {
    long due;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM %s d WHERE %s".formatted(differing.sql(), kind))) {
      due = Postgres.one(query, ResultSet::getLong);
    }
    if (due == 0) {
      return 0;
    }
    long changed =
        Postgres.execute(
            connection, statement + "t.tableoid = d.part AND t.ctid = d.place AND " + kind);
    if (changed != due) {
      throw new DatabaseException(
          "A trigger or rule of %s kept back %d of %d rows that had to be changed. Nothing was published"
              .formatted(state.target(), due - changed, due));
    }
    return changed;
  }

  private long replaceColumns() throws SQLException {
    String target = state.target().sql();
    Postgres.execute(connection, "TRUNCATE " + target);
    List<String> changes = new ArrayList<>();
    boolean addKey = !key.isEmpty() && !state.key();
    if (state.primary()) {
      changes.add("DROP CONSTRAINT " + TableName.quote(primaryKey()));
    }
    state.dropped().forEach(c -> changes.add("DROP COLUMN " + TableName.quote(c)));
    state
        .retyped()
        .forEach(
            c -> {
              String name = TableName.quote(c);
              changes.add("ALTER COLUMN %s DROP DEFAULT".formatted(name));
              changes.add(
                  "ALTER COLUMN %s TYPE %s USING NULL::%2$s".formatted(name, columns.get(c)));
            });
    state
        .added()
        .forEach(
            c -> changes.add("ADD COLUMN %s %s".formatted(TableName.quote(c), columns.get(c))));
    if (addKey) {
      changes.add("ADD PRIMARY KEY (%s)".formatted(join(key, "%s", ", ")));
    }
    Postgres.execute(connection, "ALTER TABLE %s %s".formatted(target, String.join(", ", changes)));
    return insert("");
  }

  private int insert(String where) throws SQLException {
    String names = join(List.copyOf(columns.keySet()), "%s", ", ");
    return Postgres.execute(
        connection,
        "INSERT INTO %s (%s) SELECT %s FROM %s%s"
            .formatted(state.target().sql(), names, names, staging.sql(), where));
  }

  private static String join(List<String> names, String pattern, String between) {
    return names.stream()
        .map(name -> pattern.formatted(TableName.quote(name)))
        .collect(Collectors.joining(between));
  }

  private String primaryKey() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT conname FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype = 'p'")) {
      query.setString(1, state.target().sql());
      return Postgres.one(query, ResultSet::getString);
    }
  }

  /** As PostgreSQL itself would call it, cut to the 63 characters of an identifier. */
  private static String keyName(TableName target) {
    String table = target.table();
    return table.substring(0, Math.min(table.length(), 58)) + "_pkey";
  }

  private String schema(TableName target) throws SQLException {
    if (target.schema() != null) {
      return TableName.quote(target.schema());
    }
    try (PreparedStatement current =
        connection.prepareStatement("SELECT quote_ident(current_schema())")) {
      return Postgres.one(current, ResultSet::getString);
    }
  }
}
