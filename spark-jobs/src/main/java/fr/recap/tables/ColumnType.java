package fr.recap.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Types of columns: the SQL type of PostgreSQL beside that of Spark and of pandas. */
public enum ColumnType {
  TEXT("text", DataTypes.StringType, "object"),
  INTEGER("integer", DataTypes.IntegerType, "int64"),
  BIGINT("bigint", DataTypes.LongType, "int64"),
  DOUBLE("double precision", DataTypes.DoubleType, "float64"),
  BOOLEAN("boolean", DataTypes.BooleanType, "bool"),
  TIMESTAMP("timestamp with time zone", DataTypes.TimestampType, "datetime64[ns]"),
  REAL_ARRAY("real[]", DataTypes.createArrayType(DataTypes.FloatType), "[float32]"),
  DOUBLE_ARRAY("double precision[]", DataTypes.createArrayType(DataTypes.DoubleType), "[float64]");

  private final String sql;
  private final transient DataType spark;
  private final String pandas;

  ColumnType(String sql, DataType spark, String pandas) {
    this.sql = sql;
    this.spark = spark;
    this.pandas = pandas;
  }

  /** The type in PostgreSQL. */
  public String sql() {
    return sql;
  }

  /** The type in Spark. */
  public DataType spark() {
    return spark;
  }

  /** The type in pandas, as typing files write it. */
  public String pandas() {
    return pandas;
  }
}
