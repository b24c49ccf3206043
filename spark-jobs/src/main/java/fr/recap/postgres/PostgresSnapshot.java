package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.tables.Column;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

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
 * them, so that it is scanned once whatever its key. So is a materialized view; a view or a foreign
 * table is read by one connection.
 */
public final class PostgresSnapshot implements AutoCloseable {
  private final SparkSession spark;
  private final Postgres postgres;
  private final Connection holder;
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
    String[] ranges = ranges(table);
    Properties properties = postgres.properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", Integer.toString(postgres.settings().fetchSize()));
    properties.setProperty(
        "sessionInitStatement",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET TRANSACTION SNAPSHOT '%s'"
            .formatted(snapshot));
    return spark.read().jdbc(postgres.settings().url(), table.sql(), ranges, properties);
  }

  /**
   * The columns of a description, in its order, read by COPY and cast to its types by the server; a
   * value that can't be cast fails the read.
   *
   * @throws RefusedInputException if the table or one of the columns is missing
   */
  public Dataset<Row> read(TableName table, Table description) {
    refuseMissing(table, columns(table), description);
    return copied(table, description);
  }

  /**
   * The columns of a description of which the table may lack some: those are null.
   *
   * @param least description of the columns that the table may not lack
   * @param fuller description of these and more
   * @throws RefusedInputException if the table or a column of {@code least} is missing
   */
  public Dataset<Row> read(TableName table, Table least, Table fuller) {
    List<String> present = columns(table);
    refuseMissing(table, present, least);
    List<Column> known =
        fuller.columns().stream().filter(column -> present.contains(column.name())).toList();
    return fuller.complete(copied(table, new Table(fuller.kind(), fuller.description(), known)));
  }

  private static void refuseMissing(TableName table, List<String> present, Table description) {
    List<String> missing =
        description.names().stream().filter(name -> !present.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedInputException(
          "The table %s lacks the column(s) %s of %s; it has %s. Import it with the typing file conf/tables/%s.csv or add them"
              .formatted(table, missing, description.kind(), present, description.kind()));
    }
  }

  private Dataset<Row> copied(TableName table, Table description) {
    List<String> ranges = List.of(ranges(table));
    JavaRDD<InternalRow> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(ranges, ranges.size())
            .mapPartitions(new CopyRead(postgres, snapshot, table, description));
    // The way by which Spark's own sources make a Dataset of rows that are already in its format.
    return spark.internalCreateDataFrame(rows.rdd(), nullable(description), false);
  }

  /** A user's table may have no key constraint: even keys can be null. */
  private static StructType nullable(Table description) {
    StructType schema = new StructType();
    for (StructField field : description.schema().fields()) {
      schema = schema.add(field.name(), field.dataType(), true);
    }
    return schema;
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
   * Names of the columns of a table, in its order.
   *
   * @throws RefusedInputException if there is no such table
   */
  public List<String> columns(TableName table) {
    try {
      lock(table);
      try (PreparedStatement names =
          holder.prepareStatement(
              "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
        names.setString(1, table.sql());
        List<String> columns = new ArrayList<>();
        try (ResultSet rows = names.executeQuery()) {
          while (rows.next()) {
            columns.add(rows.getString(1));
          }
        }
        return columns;
      }
    } catch (SQLException e) {
      throw new DatabaseException("The columns of %s can't be read".formatted(table), e);
    }
  }

  private String[] ranges(TableName table) {
    try {
      lock(table);
      try (PreparedStatement size =
          holder.prepareStatement(
              "SELECT CASE WHEN relkind IN ('r', 'm') THEN pg_relation_size(oid) / current_setting('block_size')::bigint ELSE -1 END FROM pg_class WHERE oid = to_regclass(?)")) {
        size.setString(1, table.sql());
        return CtidRanges.of(Postgres.one(size, ResultSet::getLong), partitions());
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
