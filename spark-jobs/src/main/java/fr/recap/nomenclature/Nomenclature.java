package fr.recap.nomenclature;

import fr.recap.config.RefusedInputException;
import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A tree of codes. Nodes are numbered from 0, parents before children, in order of level and code.
 */
public final class Nomenclature {
  /** A level: its identifier and that of the level above, null for a root. */
  public record Level(String id, String above) {}

  /** A row of {@code modalites}. */
  public record Modality(String level, String code, String label, String parent, String help) {}

  /** A node; {@code parent} is its number, -1 at the top; {@code help} may be empty. */
  record Node(String code, String label, String help, int parent, int depth) {}

  private final List<Node> nodes;
  private final Map<String, Integer> byCode = new HashMap<>();
  private final int[] leaves;

  Nomenclature(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    boolean[] inner = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      byCode.put(nodes.get(i).code(), i);
      if (nodes.get(i).parent() >= 0) {
        inner[nodes.get(i).parent()] = true;
      }
    }
    leaves = IntStream.range(0, nodes.size()).filter(i -> !inner[i]).toArray();
  }

  /**
   * Builds the tree below a root.
   *
   * @param root {@code nct_id} of the top level
   * @throws RefusedInputException if it is no tree; it names the rows
   */
  public static Nomenclature of(String root, List<Level> levels, List<Modality> modalities) {
    return new Nomenclature(TreeBuilder.build(root, levels, modalities));
  }

  /** Reads the two tables of a nomenclature, as {@link #of}. */
  public static Nomenclature read(String root, Dataset<Row> levels, Dataset<Row> modalities) {
    List<Level> allLevels = new ArrayList<>();
    for (Row row : texts(levels, Nomenclatures.NCT_ID, Nomenclatures.NCT_AGR)) {
      allLevels.add(new Level(row.getString(0), row.getString(1)));
    }
    List<Modality> all = new ArrayList<>();
    for (Row row :
        texts(
            modalities,
            Modalites.NCT_ID,
            Modalites.CODE,
            Modalites.LIBELLE,
            Modalites.CODE_AGR,
            Modalites.AIDE)) {
      all.add(
          new Modality(
              row.getString(0),
              row.getString(1),
              row.getString(2),
              row.getString(3),
              row.getString(4)));
    }
    return of(root, allLevels, all);
  }

  private static List<Row> texts(Dataset<Row> rows, String... columns) {
    return rows.select(
            Arrays.stream(columns)
                .map(name -> functions.col(name).cast("string"))
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList();
  }

  /** Number of nodes. */
  public int size() {
    return nodes.size();
  }

  /** Number of the node with a code. */
  public OptionalInt find(String code) {
    Integer node = byCode.get(code);
    return node == null ? OptionalInt.empty() : OptionalInt.of(node);
  }

  /** Code of a node. */
  public String code(int node) {
    return nodes.get(node).code();
  }

  /** Label of a node. */
  public String label(int node) {
    return nodes.get(node).label();
  }

  /** Help text of a node, perhaps empty. */
  public String help(int node) {
    return nodes.get(node).help();
  }

  /** Number of a node's parent, -1 at the top. */
  public int parent(int node) {
    return nodes.get(node).parent();
  }

  /** Steps from a node up to the top: 0 at the top; collapsed levels don't count. */
  public int depth(int node) {
    return nodes.get(node).depth();
  }

  /** Nodes without children, in order. */
  public int[] leaves() {
    return leaves.clone();
  }

  /** The ancestor of a node at a depth, the node itself if it is not deeper. */
  int ancestorAt(int node, int depth) {
    int at = node;
    while (depth(at) > depth) {
      at = parent(at);
    }
    return at;
  }

  /**
   * Code of the ancestor of a code at a depth, itself if it is not deeper.
   *
   * @throws IllegalArgumentException if there is no such code
   */
  public String ancestorCode(String code, int depth) {
    return code(ancestorAt(known(code), depth));
  }

  /**
   * Codes of the leaves at or below a code.
   *
   * @throws IllegalArgumentException if there is no such code
   */
  public List<String> leafCodes(String code) {
    int node = known(code);
    return IntStream.of(leaves)
        .filter(leaf -> leaf == node || ancestors(leaf).contains(node))
        .mapToObj(this::code)
        .toList();
  }

  private int known(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("The nomenclature has no code " + code));
  }

  /** Positions among the {@link #leaves} of those at or below each node: [node][leaf]. */
  int[][] leavesBelow() {
    List<List<Integer>> below = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      below.add(new ArrayList<>());
    }
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      for (int at = leaves[leaf]; at >= 0; at = parent(at)) {
        below.get(at).add(leaf);
      }
    }
    return below.stream()
        .map(all -> all.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /** Ancestors of a node, its parent first. */
  public List<Integer> ancestors(int node) {
    List<Integer> ancestors = new ArrayList<>();
    for (int at = parent(node); at >= 0; at = parent(at)) {
      ancestors.add(at);
    }
    return ancestors;
  }

  /**
   * Affinity of two nodes: 1 for the same, {@code rate^d} if one is an ancestor of the other at
   * distance d, else 0.
   *
   * @param rate decrease by level, in [0, 1]; the original has 0.5
   */
  public double affinity(int a, int b, double rate) {
    int low = depth(a) >= depth(b) ? a : b;
    int high = low == a ? b : a;
    int distance = 0;
    while (low >= 0 && low != high) {
      low = parent(low);
      distance++;
    }
    return low < 0 ? 0 : Math.pow(rate, distance);
  }
}
