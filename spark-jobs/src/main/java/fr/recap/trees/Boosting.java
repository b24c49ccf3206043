package fr.recap.trees;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Trains trees with XGBoost; on one thread, so that the same data give the same trees anywhere. */
public final class Boosting {
  private static final float[] ALL_WEIGH_ONE = {};
  private static final int[] NO_GROUPS = {};

  private final Map<String, Object> parameters = new HashMap<>();
  private final int rounds;
  private float[] weights = ALL_WEIGH_ONE;
  private int[] groups = NO_GROUPS;

  /**
   * @param parameters of XGBoost: objective, depth, rate and what else differs from the usual
   * @param rounds trees that are trained
   */
  public Boosting(Map<String, Object> parameters, int rounds, long seed) {
    this.parameters.putAll(
        Map.of("subsample", 0.8, "colsample_bytree", 0.6, "tree_method", "hist"));
    this.parameters.putAll(parameters);
    this.parameters.put("nthread", 1);
    this.parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    this.parameters.put("verbosity", 0);
    this.rounds = rounds;
  }

  /** Rows weigh differently, 1 in the mean: the smallest sum of a leaf is absolute. */
  public Boosting weighing(float[] ofRows) {
    weights = ofRows.clone();
    return this;
  }

  /** Rows are ranked within groups of these sizes, in the order of the rows. */
  public Boosting grouping(int[] sizes) {
    groups = sizes.clone();
    return this;
  }

  /**
   * Trains.
   *
   * @param values features row by row, NaN where one is unknown
   * @param labels one a row, at least one
   */
  public TreeEnsemble train(float[] values, float[] labels) {
    try {
      return TreeEnsemble.read(json(values, labels));
    } catch (IOException e) {
      throw new UncheckedIOException("What was trained can't be read: " + e.getMessage(), e);
    }
  }

  private byte[] json(float[] values, float[] labels) {
    try {
      DMatrix matrix = new DMatrix(values, labels.length, values.length / labels.length, Float.NaN);
      try {
        matrix.setLabel(labels);
        if (weights.length > 0) {
          matrix.setWeight(weights);
        }
        if (groups.length > 0) {
          matrix.setGroup(groups);
        }
        Booster booster = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
        try {
          return booster.toByteArray("json");
        } finally {
          booster.dispose();
        }
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("The trees can't be trained: " + e.getMessage(), e);
    }
  }
}
