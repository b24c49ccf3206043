package fr.recap.postgres;

import static java.util.stream.Collectors.joining;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Reading;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consistent state of the database, read by many connections at once: every partition of every
 * table sees the rows that were committed when the snapshot was opened.
 *
 * <p>It holds a transaction and must stay open until the last action on its Datasets has ended (a
 * Dataset is lazy: it reads anew at each action unless it is cached). Rows of tables that were read
 * can be replaced meanwhile, yet nobody can alter or drop such a table until it is closed; so close
 * it before writing other columns to it.
 *
 * <p>A table is cut into ranges of its pages ({@code ctid}), {@code postgres.read-partitions} of
 * them, so that it is scanned once whatever its key. So are a materialized view and a partitioned
 * table, each partition of it. A view or a foreign table has no pages: it is cut at quantiles of
 * the first column of its key, which takes a scan of that column; without a key it is read by one
 * connection.
 */
public final class PostgresSnapshot implements AutoCloseable {
  /** Rows are fetched as they are worked on: time-outs of the role are not meant for that. */
  private static final String PATIENT =
      "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL IntervalStyle = postgres";

  /**
   * Pages of a table, of the largest of its partitions, whose ranges are those of all, or -1 if it
   * has none of its own or a foreign table among its partitions.
   */
  private static final String PAGES =
      """
      SELECT CASE WHEN bool_and(c.relkind IN ('r', 'm')) THEN
               max(pg_relation_size(c.oid)) / current_setting('block_size')::bigint ELSE -1 END
      FROM pg_class t
      LEFT JOIN LATERAL (SELECT relid FROM pg_partition_tree(t.oid) WHERE isleaf) p
        ON t.relkind = 'p'
      JOIN pg_class c ON c.oid = coalesce(p.relid, t.oid)
      WHERE t.oid = to_regclass(?)
      """;

  private static final Set<String> TEXTS = Set.of("text", "character varying", "character");

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSnapshot.class);

  private final SparkSession spark;
  private final Postgres postgres;
  private final Connection holder;
  private final Set<TableName> told = ConcurrentHashMap.newKeySet();
  private final String snapshot;

  private PostgresSnapshot(
      SparkSession spark, Postgres postgres, Connection holder, String snapshot) {
    this.spark = spark;
    this.postgres = postgres;
    this.holder = holder;
    this.snapshot = snapshot;
  }

  /**
   * Opens a snapshot of the database as it is now.
   *
   * @throws fr.recap.config.ConfigException if there is no connection
   */
  public static PostgresSnapshot open(SparkSession spark, PostgresSettings settings) {
    Postgres postgres = new Postgres(settings);
    Connection holder = postgres.connect();
    try {
      holder.setAutoCommit(false);
      holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Postgres.execute(holder, "SET LOCAL idle_in_transaction_session_timeout = 0");
      try (PreparedStatement export = holder.prepareStatement("SELECT pg_export_snapshot()")) {
        return new PostgresSnapshot(
            spark, postgres, holder, Postgres.one(export, ResultSet::getString));
      }
    } catch (SQLException e) {
      closeQuietly(holder, e);
      throw new DatabaseException("No snapshot of " + postgres.address(), e);
    }
  }

  /**
   * All columns of a table, typed as in PostgreSQL.
   *
   * @throws RefusedInputException if there is no such table
   */
  public Dataset<Row> read(TableName table) {
    return read(table.sql(), CtidRanges.of(pages(table), partitions()), PATIENT);
  }

  private Dataset<Row> read(String from, String[] ranges, String session) {
    Properties properties = postgres.properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", Integer.toString(postgres.settings().fetchSize()));
    properties.setProperty(
        "sessionInitStatement",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '%s'; %s"
            .formatted(snapshot, session));
    return spark.read().jdbc(postgres.settings().url(), from, ranges, properties);
  }

  /**
   * The columns of a description, in its order, cast to its types by the server; a value that can't
   * be cast fails the read.
   *
   * @throws RefusedInputException if the table or one of the columns is missing
   */
  public Dataset<Row> read(TableName table, Table description) {
    Map<String, String> types = types(table);
    refuseMissing(table, types.keySet(), description);
    return typed(table, types, description, description.key(), Selection.ALL);
  }

  /**
   * The columns of a description of which the table may lack some: those are null.
   *
   * @param least description of the columns that the table may not lack
   * @param fuller description of these and more
   * @throws RefusedInputException if the table or a column of {@code least} is missing
   */
  public Dataset<Row> read(TableName table, Table least, Table fuller) {
    Map<String, String> types = types(table);
    refuseMissing(table, types.keySet(), least);
    List<Column> known =
        fuller.columns().stream().filter(column -> types.containsKey(column.name())).toList();
    return fuller.complete(
        typed(
            table,
            types,
            new Table(fuller.kind(), fuller.description(), known),
            least.key(),
            Selection.ALL));
  }

  /**
   * What a job reads of a users' table. Columns that would help and that the table lacks are null;
   * the log tells them once a table.
   *
   * @throws RefusedInputException if the table or a column that is demanded is missing
   */
  public Dataset<Row> read(TableName table, Reading reading) {
    return read(table, reading, Selection.ALL);
  }

  /**
   * As {@link #read(TableName, Reading)}, of some rows.
   *
   * @throws fr.recap.config.ConfigException if the server refuses the condition
   */
  public Dataset<Row> read(TableName table, Reading reading, Selection selection) {
    Map<String, String> types = types(table);
    tell(table, types.keySet(), reading);
    Table known = reading.table().only(List.copyOf(types.keySet()));
    return reading.of(typed(table, types, known, known.key(), selection));
  }

  /**
   * All columns of a users' table as texts, after the same look.
   *
   * @param users its columns
   * @throws RefusedInputException as {@link #read(TableName, Reading)}
   */
  public Dataset<Row> read(TableName table, Reading reading, UsersTable users) {
    Map<String, String> types = types(table);
    tell(table, types.keySet(), reading);
    return typed(table, types, users.texts(), reading.table().key(), Selection.ALL);
  }

  private void tell(TableName table, Set<String> present, Reading reading) {
    reading.check(table, present);
    List<String> missing = reading.missing(present);
    if (!missing.isEmpty() && told.add(table)) {
      LOG.info("{}: not in the table {}, hence empty: {}", reading.job(), table, missing);
    }
  }

  private static void refuseMissing(TableName table, Set<String> present, Table description) {
    List<String> missing =
        description.names().stream().filter(name -> !present.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedInputException(
          "The table %s lacks the column(s) %s of %s; it has %s. Import it with the typing file conf/tables/%s.csv or add them"
              .formatted(table, missing, description.kind(), present, description.kind()));
    }
  }

  /**
   * Reads.
   *
   * @param key of the table; the first column of it cuts a view into ranges
   */
  private Dataset<Row> typed(
      TableName table,
      Map<String, String> types,
      Table description,
      List<String> key,
      Selection selection) {
    List<Column> columns = description.columns();
    List<String> selected = new ArrayList<>();
    org.apache.spark.sql.Column[] read = new org.apache.spark.sql.Column[columns.size()];
    for (int i = 0; i < read.length; i++) {
      // Names are given on this side, since Spark doesn't quote them with care.
      String alias = "c" + i;
      Column column = columns.get(i);
      boolean asText = column.type() != ColumnType.TEXT && TEXTS.contains(types.get(column.name()));
      selected.add((asText ? TableName.quote(column.name()) : select(column)) + " AS " + alias);
      read[i] =
          (asText ? parsed(table, column, alias) : received(column, functions.col(alias)))
              .as(column.name());
    }
    String where = RowSelection.clause(holder, table, key, selection);
    return cut(table, selected, key.stream().findFirst(), where, PATIENT).select(read);
  }

  /**
   * Reads a query of a table in ranges.
   *
   * @param selected what is selected, each as SQL with its alias
   * @param key a column that cuts what has no pages; empty: one connection reads it
   * @param where the clause that selects rows; may be empty
   * @param session what each connection executes before it reads
   */
  private Dataset<Row> cut(
      TableName table, List<String> selected, Optional<String> key, String where, String session) {
    long pages = pages(table);
    List<String> all = new ArrayList<>(selected);
    String[] ranges = CtidRanges.of(pages, partitions());
    if (pages >= 0) {
      all.add("ctid");
    } else if (key.isPresent()) {
      all.add("%s AS %s".formatted(TableName.quote(key.get()), KeyRanges.COLUMN));
      ranges = keyRanges(table, key.get());
    }
    String from =
        "(SELECT %s FROM %s%s) AS t".formatted(String.join(", ", all), table.sql(), where);
    return read(from, ranges, session);
  }

  /**
   * Columns of a table of any types as texts that {@code import} and PostgreSQL read: times with a
   * time zone in ISO-8601 and UTC, all others as the server writes them.
   *
   * <p>A view or a foreign table is cut at quantiles of its first column whose type has an order.
   *
   * @param columns of the table, as it names them
   * @param selection without a limit
   * @return columns {@code c0}, {@code c1}, ... in the order of the names
   * @throws fr.recap.config.ConfigException if the server refuses the condition
   */
  public Dataset<Row> texts(TableName table, List<String> columns, Selection selection) {
    Map<String, String> types = types(table);
    List<String> selected = new ArrayList<>();
    org.apache.spark.sql.Column[] read = new org.apache.spark.sql.Column[columns.size()];
    for (int i = 0; i < read.length; i++) {
      String name = columns.get(i);
      selected.add("%s AS c%d".formatted(ColumnTexts.of(name, types.get(name)), i));
      read[i] = functions.col("c" + i);
    }
    String where = RowSelection.clause(holder, table, List.of(), selection);
    String session = PATIENT + "; " + ColumnTexts.SESSION;
    return cut(table, selected, ColumnTexts.ordered(types), where, session).select(read);
  }

  /**
   * How many values a column has in rows that are selected, null among them.
   *
   * @param most after so many, no more are counted
   */
  public long values(TableName table, String column, Selection selection, int most) {
    String where = RowSelection.clause(holder, table, List.of(), selection);
    try (PreparedStatement query =
        holder.prepareStatement(
            "SELECT count(*) FROM (SELECT DISTINCT %s::text FROM %s%s LIMIT %d) AS v"
                .formatted(TableName.quote(column), table.sql(), where, most))) {
      return Postgres.one(query, ResultSet::getLong);
    } catch (SQLException e) {
      throw new DatabaseException(
          "The values of %s in %s can't be counted: %s"
              .formatted(column, table, ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  /** Number of rows of a table in this snapshot that are selected. */
  public long count(TableName table, Table description, Selection selection) {
    String where = RowSelection.clause(holder, table, description.key(), selection);
    try (PreparedStatement query =
        holder.prepareStatement("SELECT count(*) FROM %s%s".formatted(table.sql(), where))) {
      return Postgres.one(query, ResultSet::getLong);
    } catch (SQLException e) {
      throw new DatabaseException(
          "The table %s can't be counted: %s".formatted(table, ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  private String[] keyRanges(TableName view, String key) {
    try {
      return KeyRanges.of(holder, view, key, partitions());
    } catch (SQLException e) {
      throw new DatabaseException("The view %s can't be read".formatted(view), e);
    }
  }

  private static String select(Column column) {
    String quoted = TableName.quote(column.name());
    return column.type() == ColumnType.TIMESTAMP
        ? "(extract(epoch FROM %s) * 1000000)::bigint".formatted(quoted)
        : "%s::%s".formatted(quoted, column.type().sql());
  }

  /** The server would tell a text that it can't cast, which is what somebody wrote on a form. */
  private static org.apache.spark.sql.Column parsed(TableName table, Column column, String alias) {
    org.apache.spark.sql.Column text = functions.col(alias);
    org.apache.spark.sql.Column value =
        functions.expr("try_cast(%s AS %s)".formatted(alias, column.type().spark().sql()));
    String wrong =
        "The column %s of the table %s is of texts, and one of them is no %s: correct it, or leave it empty"
            .formatted(column.name(), table, column.type().sql());
    return functions
        .when(text.isNull().or(value.isNotNull()), value)
        .otherwise(functions.raise_error(functions.lit(wrong)));
  }

  /** A timestamp comes in microseconds since 1970, so that no calendar or time zone changes it. */
  private static org.apache.spark.sql.Column received(
      Column column, org.apache.spark.sql.Column value) {
    return column.type() == ColumnType.TIMESTAMP ? functions.timestamp_micros(value) : value;
  }

  /**
   * The fingerprint of a table in this snapshot, by a connection of its own, so that it may be
   * taken beside other reads.
   *
   * @param columns that count, as {@link TableFingerprint#of} takes them
   */
  public String fingerprint(TableName table, List<String> columns) {
    return postgres.inTransaction(
        connection -> {
          Postgres.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
          Postgres.execute(connection, "SET TRANSACTION SNAPSHOT '%s'".formatted(snapshot));
          return TableFingerprint.of(connection, table, columns);
        });
  }

  /** Number of rows of a table in this snapshot. */
  public long count(TableName table) {
    try {
      lock(table);
      return Postgres.count(holder, table);
    } catch (SQLException e) {
      throw new DatabaseException("The table %s can't be counted".formatted(table), e);
    }
  }

  /**
   * Texts of some columns of some rows, each by its column: those of pages here and there, or of
   * rows here and there of a view, which is scanned.
   *
   * @param share of the rows, all of them from 1
   */
  public List<Map<String, String>> sample(TableName table, List<String> columns, double share) {
    boolean paged = pages(table) >= 0;
    String texts =
        columns.stream().map(name -> TableName.quote(name) + "::text").collect(joining(", "));
    String some = paged ? "TABLESAMPLE SYSTEM (?) REPEATABLE (0)" : "AS t WHERE random() * 100 < ?";
    try (PreparedStatement query =
        holder.prepareStatement("SELECT %s FROM %s %s".formatted(texts, table.sql(), some))) {
      query.setDouble(1, 100 * Math.min(1, share));
      List<Map<String, String>> sample = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Map<String, String> row = new HashMap<>();
          for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), rows.getString(i + 1));
          }
          sample.add(row);
        }
      }
      return sample;
    } catch (SQLException e) {
      throw new DatabaseException("The table %s can't be read".formatted(table), e);
    }
  }

  /**
   * Names of the columns of a table, in its order.
   *
   * @throws RefusedInputException if there is no such table
   */
  public List<String> columns(TableName table) {
    return List.copyOf(types(table).keySet());
  }

  /** Types of the columns by name, as PostgreSQL writes them without lengths, in their order. */
  private Map<String, String> types(TableName table) {
    try {
      lock(table);
      return types(holder, table);
    } catch (SQLException e) {
      throw new DatabaseException("The columns of %s can't be read".formatted(table), e);
    }
  }

  static Map<String, String> types(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement names =
        connection.prepareStatement(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
      names.setString(1, table.sql());
      Map<String, String> types = new LinkedHashMap<>();
      try (ResultSet rows = names.executeQuery()) {
        while (rows.next()) {
          types.put(rows.getString(1), rows.getString(2));
        }
      }
      return types;
    }
  }

  /** Pages of a table or materialized view; -1 for what has none. */
  private long pages(TableName table) {
    try {
      lock(table);
      try (PreparedStatement size = holder.prepareStatement(PAGES)) {
        size.setString(1, table.sql());
        return Postgres.one(size, ResultSet::getLong);
      }
    } catch (SQLException e) {
      throw new DatabaseException("The table %s can't be read".formatted(table), e);
    }
  }

  private int partitions() {
    int wanted = postgres.settings().readPartitions();
    return wanted > 0 ? wanted : spark.sparkContext().defaultParallelism();
  }

  /**
   * Keeps the table from being altered while it is read, and makes sure that it is the one that the
   * snapshot sees: of a table that was replaced or emptied since, the snapshot would show no rows
   * at all.
   */
  private void lock(TableName table) throws SQLException {
    if (!Postgres.exists(holder, table)) {
      throw new RefusedInputException(
          "There is no table %s in %s: import it first, or correct its name in the settings under tables"
              .formatted(table, postgres.address()));
    }
    // Takes the same lock as LOCK TABLE IN ACCESS SHARE MODE, which refuses materialized views and
    // foreign tables.
    try (PreparedStatement nothing =
        holder.prepareStatement("SELECT FROM %s LIMIT 0".formatted(table.sql()))) {
      nothing.execute();
    }
    try (PreparedStatement seen =
        holder.prepareStatement(
            "SELECT EXISTS (SELECT 1 FROM pg_class WHERE oid = to_regclass(?) AND nullif(relfilenode, 0) IS NOT DISTINCT FROM pg_relation_filenode(oid))")) {
      seen.setString(1, table.sql());
      if (!Postgres.one(seen, ResultSet::getBoolean)) {
        throw new DatabaseException(
            "The table %s was replaced after the snapshot had been opened: run the job again"
                .formatted(table));
      }
    }
  }

  /** Ends the snapshot's transaction, once; Datasets that were not read by now fail. */
  @Override
  public void close() {
    try (Connection connection = holder) {
      if (!connection.isClosed()) {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new DatabaseException("The snapshot could not be closed", e);
    }
  }

  private static void closeQuietly(Connection connection, Exception cause) {
    try {
      connection.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
