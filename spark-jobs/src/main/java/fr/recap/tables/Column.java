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
 * @param type its type in PostgreSQL and Spark
 * @param key whether it belongs to the primary key
 * @param description what it holds, in one sentence
 */
public record Column(String name, ColumnType type, boolean key, String description)
    implements Serializable {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
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
