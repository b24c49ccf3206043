package fr.recap.postgres;

import fr.recap.config.TableName;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads ranges of a table by COPY, which costs a fraction of what a result set costs: texts reach
 * Spark as the bytes that the server sent. Values are cast by the server.
 */
final class CopyRead implements FlatMapFunction<Iterator<String>, InternalRow> {
  private final Postgres postgres;
  private final String snapshot;
  private final TableName name;
  private final Table table;

  /**
   * A read.
   *
   * @param snapshot identifier of an exported snapshot that is still open
   */
  CopyRead(Postgres postgres, String snapshot, TableName name, Table table) {
    this.postgres = postgres;
    this.snapshot = snapshot;
    this.name = name;
    this.table = table;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<String> ranges) {
    if (!ranges.hasNext()) {
      return java.util.Collections.emptyIterator();
    }
    try {
      return read(ranges.next());
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** A value that the server can't cast is what somebody wrote on a form: it is not shown. */
  private DatabaseException failure(SQLException e) {
    return new DatabaseException(
        "The table %s can't be read: %s".formatted(name, ServerErrors.message(e)),
        ServerErrors.safe(e));
  }

  private Iterator<InternalRow> read(String range) throws SQLException {
    Connection connection = postgres.connect();
    TaskContext.get()
        .addTaskCompletionListener(
            (org.apache.spark.util.TaskCompletionListener) context -> close(connection));
    connection.setAutoCommit(false);
    Postgres.execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    Postgres.execute(connection, "SET TRANSACTION SNAPSHOT '%s'".formatted(snapshot));
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql(range));
    return new Rows(copy, table.columns().stream().map(Column::type).toArray(ColumnType[]::new));
  }

  private String sql(String range) {
    String columns =
        table.columns().stream().map(CopyRead::select).collect(Collectors.joining(", "));
    return "COPY (SELECT %s FROM %s WHERE %s) TO STDOUT (FORMAT binary)"
        .formatted(columns, name.sql(), range);
  }

  private static String select(Column column) {
    String quoted = TableName.quote(column.name());
    return column.type() == ColumnType.TIMESTAMP
        ? "(extract(epoch FROM %s) * 1000000)::bigint".formatted(quoted)
        : "%s::%s".formatted(quoted, column.type().sql());
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new DatabaseException("A reading connection could not be closed", e);
    }
  }

  /** The rows of a COPY under way, all in one buffer; the server sends one message a row. */
  private final class Rows implements Iterator<InternalRow> {
    private final CopyOut copy;
    private final CopyTuple tuple;
    private byte[] message;
    private int offset;

    Rows(CopyOut copy, ColumnType[] types) throws SQLException {
      this.copy = copy;
      this.tuple = new CopyTuple(types);
      this.message = copy.readFromCopy();
      this.offset = CopyTuple.afterHeader(message);
      if (offset == message.length) {
        advance();
      }
    }

    @Override
    public boolean hasNext() {
      return !CopyTuple.isTrailer(message, offset);
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow row = tuple.read(message, offset);
      try {
        advance();
      } catch (SQLException e) {
        throw failure(e);
      }
      return row;
    }

    private void advance() throws SQLException {
      message = copy.readFromCopy();
      offset = 0;
    }
  }
}
