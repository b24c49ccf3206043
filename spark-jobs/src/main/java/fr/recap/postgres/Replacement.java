package fr.recap.postgres;

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
  private final TargetState state;
  private final Map<String, String> columns;
  private final List<String> key;

  /**
   * @param columns types of the staging's columns by name
   * @param key columns of its key
   */
  Replacement(
      Connection connection,
      TableName staging,
      TargetState state,
      Map<String, String> columns,
      List<String> key) {
    this.connection = connection;
    this.staging = staging;
    this.state = state;
    this.columns = columns;
    this.key = key;
  }

  /**
   * Replaces.
   *
   * @param rows that the target must have then
   * @throws DatabaseException if it has others
   */
  void execute(long rows) throws SQLException {
    if (state.change() == TargetState.Change.NEW) {
      move();
      return;
    }
    int changed = state.change() == TargetState.Change.ROWS ? replaceRows(rows) : replaceColumns();
    TableName target = state.target();
    long count = Postgres.count(connection, target);
    if (count != rows) {
      throw new DatabaseException(
          "%s would have %d rows instead of %d: a trigger, rule or foreign key of it adds or keeps back rows. Nothing was published"
              .formatted(target, count, rows));
    }
    Postgres.execute(connection, "DROP TABLE " + staging.sql());
    if (changed > 0) {
      Postgres.execute(connection, "ANALYZE " + target.sql());
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

  /** Returns how many rows differed. */
  private int replaceRows(long rows) throws SQLException {
    // A policy that hides rows ends the run instead of leaving them in place.
    Postgres.execute(connection, "SET LOCAL row_security = off");
    Postgres.execute(connection, "SET LOCAL work_mem = '128MB'");
    String target = state.target().sql();
    if (key.isEmpty()) {
      return Postgres.execute(connection, "DELETE FROM " + target) + insert("");
    }
    String sameKey = join(key, "s.%1$s = t.%1$s", " AND ");
    List<String> all = List.copyOf(columns.keySet());
    String sameRow =
        "ROW(%s)::record OPERATOR(pg_catalog.*=) ROW(%s)::record"
            .formatted(join(all, "s.%s", ", "), join(all, "t.%s", ", "));
    String gone =
        "%s t WHERE NOT EXISTS (SELECT 1 FROM %s s WHERE %s%s)"
            .formatted(target, staging.sql(), sameKey, state.referenced() ? "" : " AND " + sameRow);
    int changed = change("DELETE FROM " + gone, "FROM " + gone);
    List<String> values = all.stream().filter(c -> !key.contains(c)).toList();
    if (state.referenced() && !values.isEmpty()) {
      String differ = "%s AND NOT (%s)".formatted(sameKey, sameRow);
      changed +=
          change(
              "UPDATE %s t SET %s FROM %s s WHERE %s"
                  .formatted(target, join(values, "%1$s = s.%1$s", ", "), staging.sql(), differ),
              "FROM %s t, %s s WHERE %s".formatted(target, staging.sql(), differ));
    }
    // The rows that are left all have their like in the staging: as many means that none is
    // missing.
    return Postgres.count(connection, state.target()) == rows
        ? changed
        : changed
            + insert(
                " s WHERE NOT EXISTS (SELECT 1 FROM %s t WHERE %s)".formatted(target, sameKey));
  }

  /** Changes rows; a trigger or rule that keeps some back must not leave old ones there unseen. */
  private int change(String statement, String rows) throws SQLException {
    if (!mayKeepBack()) {
      return Postgres.execute(connection, statement);
    }
    long due;
    try (PreparedStatement query = connection.prepareStatement("SELECT count(*) " + rows)) {
      due = Postgres.one(query, ResultSet::getLong);
    }
    int changed = Postgres.execute(connection, statement);
    if (changed != due) {
      throw new DatabaseException(
          "A trigger or rule of %s kept back %d of %d rows that had to be changed. Nothing was published"
              .formatted(state.target(), due - changed, due));
    }
    return changed;
  }

  /** Whether the table has row triggers that fire before a change (bits 1 and 2), or rules. */
  private boolean mayKeepBack() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT relhasrules OR EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal AND tgtype & 3 = 3) FROM pg_class c WHERE c.oid = to_regclass(?)")) {
      query.setString(1, state.target().sql());
      return Postgres.one(query, ResultSet::getBoolean);
    }
  }

  private int replaceColumns() throws SQLException {
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
