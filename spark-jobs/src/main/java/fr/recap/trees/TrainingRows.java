package fr.recap.trees;

import java.util.Arrays;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows that models are trained on, where they lie and in which order. */
public final class TrainingRows {
  /** Number of a group, whose rows follow each other in one partition; ranking only. */
  static final String GROUP = "group";

  /** 1 for right, 0 for wrong. */
  public static final String LABEL = "label";

  /** How much a row weighs, above 0. */
  public static final String WEIGHT = "weight";

  /** A vector of features, dense; NaN where one is unknown. */
  public static final String FEATURES = "features";

  public static final StructType SCHEMA =
      new StructType()
          .add(GROUP, DataTypes.IntegerType, false)
          .add(LABEL, DataTypes.DoubleType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  private TrainingRows() {}

  /** A row of {@link #SCHEMA} outside of any group. */
  public static Row of(boolean label, double weight, float[] features) {
    return of(0, label, weight, features);
  }

  /**
   * A row of {@link #SCHEMA}.
   *
   * @param group another one than that of the group before in the partition
   */
  public static Row of(int group, boolean label, double weight, float[] features) {
    double[] wide = new double[features.length];
    Arrays.setAll(wide, i -> features[i]);
    return RowFactory.create(group, label ? 1.0 : 0.0, weight, Vectors.dense(wide));
  }

  /**
   * Lays rows out for training: which worker learns from a row, and when, depends on its key alone,
   * not on the cluster.
   *
   * @param key different for each row
   * @param workers that train
   */
  public static Dataset<Row> layOut(Dataset<Row> rows, Column key, int workers) {
    return rows.repartition(workers, key).sortWithinPartitions(key);
  }
}
