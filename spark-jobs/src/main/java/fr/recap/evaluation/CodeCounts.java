package fr.recap.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Counts of one code over one group of forms, in the data and in each replicate: forms by what was
 * judged of them.
 */
final class CodeCounts implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int WIDTH = PoissonWeights.REPLICATES + 1;

  /** By judgement, [replicate]. */
  private final TreeMap<JudgedCode, int[]> counts = new TreeMap<>();

  /** Counts a form with {@link PoissonWeights}. */
  void add(JudgedCode judged, int[] weights) {
    int[] sums = counts.computeIfAbsent(judged, j -> new int[WIDTH]);
    for (int r = 0; r < sums.length; r++) {
      sums[r] += weights[r];
    }
  }

  CodeCounts merge(CodeCounts other) {
    other.counts.forEach(this::add);
    return this;
  }

  Measures measures() {
    long[] forms = count(judged -> true);
    long[] referenced = count(JudgedCode::known);
    long[] auto = count(JudgedCode::auto);
    long[] autoReferenced = count(judged -> judged.auto() && judged.known());
    long[] autoCorrect = count(judged -> judged.auto() && judged.rank() == 1);
    long[] first = count(judged -> judged.rank() == 1);
    List<Long> hits = new ArrayList<>();
    for (int rank = 1; rank <= Measures.RANKS; rank++) {
      int k = rank;
      hits.add(count(judged -> judged.rank() >= 1 && judged.rank() <= k)[0]);
    }
    return new Measures(
        forms[0],
        referenced[0],
        count(JudgedCode::coded)[0],
        hits,
        auto[0],
        autoReferenced[0],
        autoCorrect[0],
        new Measures.Intervals(
            Estimate.ratio(first, forms),
            Estimate.ratio(first, referenced),
            Estimate.ratio(auto, forms),
            Estimate.ratio(autoCorrect, auto),
            Estimate.ratio(autoCorrect, autoReferenced)));
  }

  private long[] count(Predicate<JudgedCode> wanted) {
    long[] sums = new long[WIDTH];
    counts.forEach(
        (judged, sum) -> {
          if (wanted.test(judged)) {
            for (int r = 0; r < WIDTH; r++) {
              sums[r] += sum[r];
            }
          }
        });
    return sums;
  }
}
