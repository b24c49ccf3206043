package fr.recap.register;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/**
 * Ranges of SIRETs with about as many establishments each, a partition each.
 *
 * <p>Spark's own ranges would have all rows read twice: once to find the limits, which a few keys
 * tell as well. Therefore rows are spread by a hash, of numbers that are chosen so that those of
 * the first range go to the first partition, and so on.
 */
final class SiretRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of Spark's hash partitioning. */
  private static final int SEED = 42;

  private final long[] limits;
  private final int[] slots;

  private SiretRanges(long[] limits, int[] slots) {
    this.limits = limits;
    this.slots = slots;
  }

  /**
   * Ranges of which each has as many of some keys.
   *
   * @param sample SIRETs in any order; none makes all but one of the ranges empty
   * @param ranges how many, at least 1
   */
  static SiretRanges of(long[] sample, int ranges) {
    long[] sorted = sample.clone();
    Arrays.sort(sorted);
    long[] limits = new long[ranges - 1];
    for (int i = 0; i < limits.length; i++) {
      int at = (int) ((long) sorted.length * (i + 1) / ranges);
      limits[i] = sorted.length == 0 ? Long.MAX_VALUE : sorted[at];
    }
    return new SiretRanges(limits, slots(ranges));
  }

  private static int[] slots(int ranges) {
    int[] slots = new int[ranges];
    boolean[] found = new boolean[ranges];
    int missing = ranges;
    for (int slot = 0; missing > 0; slot++) {
      int partition = Math.floorMod(Murmur3_x86_32.hashInt(slot, SEED), ranges);
      if (!found[partition]) {
        found[partition] = true;
        slots[partition] = slot;
        missing--;
      }
    }
    return slots;
  }

  /** The range of a SIRET, from 0. */
  int range(long siret) {
    // An equal limit begins the range; of several equal ones, the last.
    int range = 0;
    int end = limits.length;
    while (range < end) {
      int middle = (range + end) >>> 1;
      if (siret >= limits[middle]) {
        range = middle + 1;
      } else {
        end = middle;
      }
    }
    return range;
  }

  /** What {@link #spread} takes for a SIRET. */
  int slot(long siret) {
    return slots[range(siret)];
  }

  /**
   * The rows with a partition for each range, in the order of the ranges.
   *
   * @param slot column of {@link #slot}
   */
  Dataset<Row> spread(Dataset<Row> rows, String slot) {
    return rows.repartition(slots.length, functions.col(slot));
  }
}
