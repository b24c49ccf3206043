package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A target as it is now beside what is to become of it.
 *
 * @param change what has to be done
 * @param dropped columns that it has and the new rows lack
 * @param added columns that the new rows have and it lacks
 * @param retyped columns whose type changes
 * @param key whether an index tells rows apart by the new rows' key
 * @param primary whether its primary key is of other columns than the new rows' key
 * @param referenced whether foreign keys point to it
 * @param obstacles what keeps it from being changed so, each with its remedy
 */
record TargetState(
    TableName target,
    Change change,
    List<String> dropped,
    List<String> added,
    List<String> retyped,
    boolean key,
    boolean primary,
    boolean referenced,
    List<String> obstacles) {

  /** What a target needs. */
  enum Change {
    /** There is none: the staging becomes the table. */
    NEW,
    /** The columns are the same: rows are replaced within the table, while others read it. */
    ROWS,
    /** Columns or the key differ: the table is emptied, altered and filled. */
    COLUMNS
  }

  private static final Logger LOG = LoggerFactory.getLogger(TargetState.class);

  private static final String TABLE =
      """
      SELECT c.oid, c.relkind IN ('r', 'p'), pg_get_userbyid(c.relowner),
             pg_has_role(c.relowner, 'USAGE'), row_security_active(c.oid),
             has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
               AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'),
             quote_ident(current_user)
      FROM pg_class c WHERE c.oid = to_regclass(?)
      """;

  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod), attgenerated <> '' OR attidentity = 'a'
      FROM pg_attribute WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum
      """;

  /** Columns of unique indexes that can tell every row from all others. */
  private static final String KEYS =
      """
      SELECT i.indisprimary,
             (SELECT array_agg(a.attname::text) FROM pg_attribute a
              WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]))
      FROM pg_index i
      WHERE i.indrelid = ? AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
        AND i.indexprs IS NULL
      """;

  private static final String REFERENCES =
      """
      SELECT format('the foreign key %I of %s', conname, conrelid::regclass)
      FROM pg_constraint WHERE contype = 'f' AND confrelid = ? ORDER BY 1
      """;

  /**
   * What depends on columns. Defaults go with their column; indexes, statistics and the constraints
   * that live in indexes are made anew for another type, but would be lost with the column.
   */
  private static final String DEPENDENTS =
      """
      SELECT DISTINCT a.attname, pg_describe_object(d.classid, d.objid, d.objsubid)
      FROM pg_depend d
      JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
        AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid
      LEFT JOIN pg_constraint o ON d.classid = 'pg_constraint'::regclass AND o.oid = d.objid
      LEFT JOIN pg_class i ON d.classid = 'pg_class'::regclass AND i.oid = d.objid
      LEFT JOIN pg_index x ON x.indexrelid = i.oid
      WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ? AND f.oid IS NULL
        AND coalesce(o.contype, '') <> 'p' AND NOT coalesce(x.indisprimary, false)
        AND (a.attname = ANY (?)
          OR a.attname = ANY (?) AND coalesce(o.contype, '') NOT IN ('u', 'c')
            AND coalesce(i.relkind, '') <> 'i' AND d.classid <> 'pg_statistic_ext'::regclass)
      ORDER BY 1, 2
      """;

  static TargetState of(Connection connection, TableName target, Table table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    table.columns().forEach(column -> columns.put(column.name(), column.type().sql()));
    return of(connection, target, columns, table.key());
  }

  /**
   * Looks at a target.
   *
   * @param wanted types of the new rows' columns by name
   * @param key columns of their key
   */
  static TargetState of(
      Connection connection, TableName target, Map<String, String> wanted, List<String> key)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, target.sql());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? existing(connection, target, row, wanted, Set.copyOf(key))
            : fresh(target, createObstacles(connection, target));
      }
    }
  }

  private static TargetState fresh(TableName target, List<String> obstacles) {
    return new TargetState(
        target, Change.NEW, List.of(), List.of(), List.of(), false, false, false, obstacles);
  }

  private static TargetState existing(
      Connection connection,
      TableName target,
      ResultSet row,
      Map<String, String> wanted,
      Set<String> key)
      throws SQLException {
    long oid = row.getLong(1);
    String user = row.getString(7);
    List<String> obstacles = new ArrayList<>();
    if (!row.getBoolean(2)) {
      obstacles.add("it is no table (a view or foreign table): drop it or write to another name");
    }
    Map<String, String> columns = new LinkedHashMap<>();
    for (List<String> column : rows(connection, COLUMNS, oid)) {
      columns.put(column.get(0), column.get(1));
      if (column.get(2).equals("t") && wanted.containsKey(column.get(0))) {
        obstacles.add(
            "its column %s is generated by the server: drop the expression"
                .formatted(column.get(0)));
      }
    }
    List<String> dropped = columns.keySet().stream().filter(c -> !wanted.containsKey(c)).toList();
    List<String> added = wanted.keySet().stream().filter(c -> !columns.containsKey(c)).toList();
    List<String> retyped =
        columns.keySet().stream()
            .filter(c -> wanted.containsKey(c) && !wanted.get(c).equals(columns.get(c)))
            .toList();
    Keys keys = keys(connection, oid, key);
    List<String> references =
        rows(connection, REFERENCES, oid).stream().map(r -> r.get(0)).toList();
    boolean same = dropped.isEmpty() && added.isEmpty() && retyped.isEmpty();
    Change change =
        same && (key.isEmpty() ? !keys.otherPrimary() : keys.found())
            ? Change.ROWS
            : Change.COLUMNS;
    if (row.getBoolean(5)) {
      obstacles.add(
          "its row-level security hides rows from %s: have its owner %s or an administrator run the job, or ALTER ROLE %s BYPASSRLS"
              .formatted(user, row.getString(3), user));
    }
    if (change == Change.ROWS && !row.getBoolean(6)) {
      obstacles.add(
          "%s may not write it: GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s"
              .formatted(user, target, user));
    }
    if (change == Change.COLUMNS) {
      if (!row.getBoolean(4)) {
        obstacles.add(
            "its columns or key change, which its owner %s alone may do: run the job as that role, or GRANT %s TO %s"
                .formatted(row.getString(3), TableName.quote(row.getString(3)), user));
      }
      references.forEach(
          foreign ->
              obstacles.add(
                  "its columns or key change, and %s points to it: drop it and add it afterwards"
                      .formatted(foreign)));
      dependents(connection, oid, dropped, retyped)
          .forEach(
              d ->
                  obstacles.add(
                      "its column %s %s, and %s depends on it: drop that and make it again afterwards"
                          .formatted(
                              d.get(0),
                              dropped.contains(d.get(0)) ? "goes" : "gets another type",
                              d.get(1))));
    }
    return new TargetState(
        target,
        change,
        dropped,
        added,
        retyped,
        keys.found(),
        keys.otherPrimary(),
        !references.isEmpty(),
        List.copyOf(obstacles));
  }

  private record Keys(boolean found, boolean otherPrimary) {}

  private static Keys keys(Connection connection, long oid, Set<String> key) throws SQLException {
    boolean found = false;
    boolean otherPrimary = false;
    try (PreparedStatement query = connection.prepareStatement(KEYS)) {
      query.setLong(1, oid);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Set<String> of = new LinkedHashSet<>(List.of((String[]) row.getArray(2).getArray()));
          found |= of.equals(key);
          otherPrimary |= row.getBoolean(1) && !of.equals(key);
        }
      }
    }
    return new Keys(found, otherPrimary);
  }

  private static List<List<String>> dependents(
      Connection connection, long oid, List<String> dropped, List<String> retyped)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(DEPENDENTS)) {
      query.setLong(1, oid);
      query.setArray(2, connection.createArrayOf("text", dropped.toArray()));
      query.setArray(3, connection.createArrayOf("text", retyped.toArray()));
      return rows(query);
    }
  }

  private static List<String> createObstacles(Connection connection, TableName target)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT quote_ident(current_user), n.nspname, CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE') ELSE has_schema_privilege(n.oid, 'CREATE') END, quote_ident(current_database()) FROM (SELECT coalesce(?, current_schema()) AS name) w LEFT JOIN pg_namespace n ON n.nspname = w.name")) {
      query.setString(1, target.schema());
      List<String> row = rows(query).get(0);
      if (row.get(2).equals("t")) {
        return List.of();
      }
      return List.of(
          row.get(1) == null
              ? "there is no such schema, and %s may not create it: GRANT CREATE ON DATABASE %s TO %s"
                  .formatted(row.get(0), row.get(3), row.get(0))
              : "%s may not create tables in its schema: GRANT CREATE ON SCHEMA %s TO %s"
                  .formatted(row.get(0), row.get(1), row.get(0)));
    }
  }

  private static List<List<String>> rows(Connection connection, String sql, long oid)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, oid);
      return rows(query);
    }
  }

  private static List<List<String>> rows(PreparedStatement query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(row.getString(i));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  /** Ends the work before it begins if a table that is written beside the targets may not be. */
  static void refuseUnwritable(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT quote_ident(current_user), has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE') FROM pg_class WHERE oid = to_regclass(?)")) {
      query.setString(1, table.sql());
      for (List<String> row : rows(query)) {
        if (row.get(1).equals("f")) {
          throw new RefusedInputException(
              "%s may not write %s, and nothing was done: GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s"
                  .formatted(row.get(0), table, table, row.get(0)));
        }
      }
    }
  }

  /**
   * Ends the work before it begins where rows are to be added to those that the target has.
   *
   * @throws RefusedInputException if it has other columns or another key
   */
  void refuseToMerge() {
    if (change == Change.COLUMNS) {
      List<String> differences = new ArrayList<>();
      dropped.forEach(c -> differences.add("it has %s besides".formatted(c)));
      added.forEach(c -> differences.add("it lacks %s".formatted(c)));
      retyped.forEach(c -> differences.add("%s has another type".formatted(c)));
      if (differences.isEmpty()) {
        differences.add("no index tells its rows apart by the key");
      }
      throw new RefusedInputException(
          "Rows can't be added to %s, and nothing was done: %s. Write all of it anew, or alter it"
              .formatted(target, String.join("; ", differences)));
    }
  }

  /**
   * Ends the work before it begins.
   *
   * @throws RefusedInputException if there are obstacles
   */
  void refuse() {
    if (!obstacles.isEmpty()) {
      throw new RefusedInputException(
          "%s can't be replaced, and nothing was done: %s"
              .formatted(target, obstacles.stream().distinct().collect(Collectors.joining("; "))));
    }
    if (!dropped.isEmpty()) {
      LOG.warn("{} loses the column(s) {}, which the new rows lack", target, dropped);
    }
  }
}
