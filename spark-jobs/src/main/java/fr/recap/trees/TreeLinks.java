package fr.recap.trees;

import java.io.IOException;
import java.util.Arrays;

/** The links between nodes of a tree out of a file that someone may have damaged. */
public final class TreeLinks {
  private TreeLinks() {}

  /**
   * Checks that nodes make a tree, so that every walk from its root ends at a leaf.
   *
   * @param left the left child of each node, below 0 for a leaf; the first node is the root
   * @param right the right child of each node that has a left one
   * @param feature what each node that is no leaf asks for
   * @return the nodes that can be reached, parents before children
   * @throws IOException if a node is missing or can be reached twice, or a number of a feature is
   *     below 0
   */
  public static int[] check(int[] left, int[] right, int[] feature) throws IOException {
    if (left.length == 0 || right.length != left.length || feature.length != left.length) {
      throw wrong(
          "it has %d left and %d right children and %d features"
              .formatted(left.length, right.length, feature.length));
    }
    int[] order = new int[left.length];
    boolean[] reached = new boolean[left.length];
    reached[0] = true;
    int count = 1;
    for (int at = 0; at < count; at++) {
      int node = order[at];
      if (left[node] < 0) {
        continue;
      }
      if (feature[node] < 0) {
        throw wrong("node %d asks for the feature %d".formatted(node, feature[node]));
      }
      for (int child : new int[] {left[node], right[node]}) {
        if (child < 0 || child >= left.length || reached[child]) {
          throw wrong(
              "node %d has the child %d of %d, which is missing or another one's"
                  .formatted(node, child, left.length));
        }
        reached[child] = true;
        order[count++] = child;
      }
    }
    return Arrays.copyOf(order, count);
  }

  private static IOException wrong(String problem) {
    return new IOException(
        "A tree of the model is damaged: %s. Publish the training again, or train again"
            .formatted(problem));
  }
}
