package fr.recap.tables;

import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A column of a table.
 *
 * @param name its name, as users know it
 * @param type its type in Spark
 * @param sql its type in PostgreSQL: that of {@code type}, or any other one whose values are read
 *     and written as texts
 * @param key whether it belongs to the primary key
 * @param description what it holds, in one sentence
 */
public record Column(String name, ColumnType type, String sql, boolean key, String description)
    implements Serializable {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(sql, "sql");
  }

  /** A column whose type in PostgreSQL is the usual one. */
  public Column(String name, ColumnType type, boolean key, String description) {
    this(name, type, type.sql(), key, description);
  }

  /**
   * A column of any type of PostgreSQL, whose values are texts in Spark.
   *
   * @param sql its type, as the server writes it
   */
  public static Column ofUsers(String name, String sql, boolean key) {
    return new Column(name, ColumnType.TEXT, sql, key, "of the users' table");
  }

  static Column key(String name, ColumnType type, String description) {
    return new Column(name, type, true, description);
  }

  static Column of(String name, ColumnType type, String description) {
    return new Column(name, type, false, description);
  }

  static Column text(String name, String description) {
    return of(name, ColumnType.TEXT, description);
  }

  /** The Spark field; every column may be null but those of the key. */
  StructField field() {
    DataType spark = type.spark();
    return new StructType().add(name, spark, !key).apply(0);
  }
}
