package fr.recap.demo;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The tree of NAF rev.2: 21 sections, 88 divisions, 272 groups, 615 classes, 732 sub-classes. */
final class NafCodes {
  /** Level of sub-classes. */
  static final int LEAF = 5;

  private static final class Holder {
    private static final NafCodes INSTANCE = new NafCodes();
  }

  private final List<Node> nodes =
      Resources.table("naf.csv.gz").stream()
          .map(c -> new Node(Integer.parseInt(c[0]), c[1], c[2], c[3]))
          .toList();
  private final Map<String, Node> byCode =
      nodes.stream().collect(Collectors.toMap(Node::code, n -> n, (a, b) -> a, TreeMap::new));
  private final List<Node> leaves = nodes.stream().filter(n -> n.level() == LEAF).toList();

  private NafCodes() {}

  static NafCodes get() {
    return Holder.INSTANCE;
  }

  /** All nodes, level by level. */
  List<Node> nodes() {
    return nodes;
  }

  /** The sub-classes. */
  List<Node> leaves() {
    return leaves;
  }

  /** The node of a code, or null. */
  Node node(String code) {
    return byCode.get(code);
  }

  /** The section (A to U) of a sub-class. */
  String section(String leaf) {
    Node division = byCode.get(leaf.substring(0, 2));
    return division == null ? "S" : division.parent();
  }

  /**
   * A node.
   *
   * @param level 1 section to 5 sub-class
   * @param code without dots
   * @param parent code of its parent, empty for a section
   * @param label official label
   */
  record Node(int level, String code, String parent, String label) {}
}
