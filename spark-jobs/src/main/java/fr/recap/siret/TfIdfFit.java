package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.tables.Sirus;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Learns the weights of words from the register. */
final class TfIdfFit {
  private TfIdfFit() {}

  /**
   * Counts documents by bucket; sums of integers, so that the order does not matter.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param labels of activities, by code
   */
  static TfIdfSimilarity fit(Dataset<Row> register, Map<String, String> labels) {
    MapPartitionsFunction<Row, int[]> count = rows -> List.of(count(rows, labels)).iterator();
    int[] total =
        register
            .mapPartitions(count, Encoders.javaSerialization(int[].class))
            .toJavaRDD()
            .treeReduce(TfIdfFit::sum);
    int documents = total[TfIdfSimilarity.BUCKETS];
    return TfIdfSimilarity.fit(Arrays.copyOf(total, TfIdfSimilarity.BUCKETS), documents);
  }

  /** Documents by bucket, and their number at the end. */
  private static int[] count(Iterator<Row> rows, Map<String, String> labels) {
    int[] counts = new int[TfIdfSimilarity.BUCKETS + 1];
    BitSet seen = new BitSet(TfIdfSimilarity.BUCKETS);
    rows.forEachRemaining(
        row -> {
          seen.clear();
          TfIdfSimilarity.forEachBucket(
              MatchTexts.of(RegisterEntry.of(row), labels), bucket -> seen.set(bucket));
          seen.stream().forEach(bucket -> counts[bucket]++);
          counts[TfIdfSimilarity.BUCKETS]++;
        });
    return counts;
  }

  private static int[] sum(int[] a, int[] b) {
    int[] sum = a.clone();
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }
}
