package fr.recap.evaluation;

import fr.recap.metrics.Split;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All counts of an evaluation, made in one pass over the rows of {@link JudgedForms} and merged in
 * any order.
 */
final class CampaignCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Divides the forms into halves; another number than a training's seed would be. */
  private static final long HALVES = 0x5EED;

  private static final double[] TARGETS = {0.80, 0.90, 0.95};

  private final Layout layout;

  /** [0] one half of the forms, [1] the other, by decision. */
  private final Map<String, DecisionCounts[]> decisions = new LinkedHashMap<>();

  /** By code, then by group. */
  private final Map<String, Map<String, CodeCounts>> codes = new LinkedHashMap<>();

  private final int[] weights = new int[PoissonWeights.REPLICATES + 1];

  CampaignCounts(Layout layout) {
    this.layout = layout;
    for (String decision : layout.decisions()) {
      decisions.put(decision, new DecisionCounts[] {new DecisionCounts(), new DecisionCounts()});
    }
    layout.codes().forEach(code -> codes.put(code, new TreeMap<>()));
  }

  /** Counts the rows of {@link JudgedForms}. */
  static CampaignCounts of(Dataset<Row> judged, Layout layout) {
    JavaRDD<CampaignCounts> parts =
        judged
            .toJavaRDD()
            .mapPartitions(rows -> List.of(new CampaignCounts(layout).addAll(rows)).iterator());
    return parts.getNumPartitions() == 0
        ? new CampaignCounts(layout)
        : parts.treeReduce(CampaignCounts::merge);
  }

  private CampaignCounts addAll(Iterator<Row> rows) {
    rows.forEachRemaining(this::add);
    return this;
  }

  private void add(Row row) {
    String key = row.getString(0);
    PoissonWeights.of(key, weights);
    List<String> groups = row.getList(row.fieldIndex(JudgedForms.GROUPS));
    layout
        .codes()
        .forEach(
            code -> {
              JudgedCode judged = layout.code(row, code);
              Map<String, CodeCounts> byGroup = codes.get(code);
              for (String group : groups) {
                byGroup.computeIfAbsent(group, g -> new CodeCounts()).add(judged, weights);
              }
            });
    int half = Split.uniform(key, HALVES) < 0.5 ? 0 : 1;
    for (String decision : layout.decisions()) {
      decisions.get(decision)[half].add(
          layout.score(row, decision),
          layout.known(row, decision),
          layout.right(row, decision),
          weights);
    }
  }

  private CampaignCounts merge(CampaignCounts other) {
    other.codes.forEach(
        (code, groups) ->
            groups.forEach(
                (group, counts) -> codes.get(code).merge(group, counts, CodeCounts::merge)));
    other.decisions.forEach(
        (decision, halves) -> {
          DecisionCounts[] ours = decisions.get(decision);
          ours[0].merge(halves[0]);
          ours[1].merge(halves[1]);
        });
    return this;
  }

  /** Measures of a code by group, in the order of the groups' names. */
  Map<String, Measures> measures(String code) {
    Map<String, Measures> measures = new LinkedHashMap<>();
    codes.get(code).forEach((group, counts) -> measures.put(group, counts.measures()));
    return measures;
  }

  /**
   * The curve of a decision.
   *
   * @param ranks exact areas of the same rows
   */
  DecisionCurve curve(String decision, RankMeasures ranks) {
    DecisionCounts[] halves = decisions.get(decision);
    List<DecisionCurve.HeldOut> heldOut = new ArrayList<>();
    for (double target : TARGETS) {
      heldOut.add(HeldOutChoice.of(target, halves[0], halves[1]));
    }
    DecisionCounts all = new DecisionCounts().merge(halves[0]).merge(halves[1]);
    return DecisionCurve.of(all, ranks, heldOut);
  }
}
