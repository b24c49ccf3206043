package fr.recap.bench;

import fr.recap.nomenclature.TextStudy.Labelled;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many forms a second of its processor's time one thread codes. Coders take turns, so that what
 * else the machine does meets all alike. Before each turn a coder begins anew, so that it can
 * remember no text that is measured, and codes texts that it has learned: for the compiler, and so
 * that it knows frequent words, as in a campaign.
 */
final class ScoringSpeed {
  private static final int TURNS = 7;
  private static final int WARM_UP = 5_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ScoringSpeed() {}

  /**
   * The median of each coder's turns, the first of which only warm up.
   *
   * @param scorers by name
   * @param learned texts to warm up on
   * @param test texts to measure on
   */
  static Map<String, Double> of(
      Map<String, Scorer> scorers, List<Labelled> learned, List<Labelled> test) throws IOException {
    int fields = test.get(0).texts().size();
    List<Labelled> warmUp =
        learned.stream().filter(text -> text.texts().size() == fields).limit(WARM_UP).toList();
    Map<String, double[]> seconds = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      for (Map.Entry<String, Scorer> scorer : scorers.entrySet()) {
        Scorer anew = scorer.getValue().anew();
        seconds(anew, warmUp);
        seconds.computeIfAbsent(scorer.getKey(), name -> new double[TURNS])[turn] =
            seconds(anew, test);
      }
    }
    Map<String, Double> speeds = new LinkedHashMap<>();
    seconds.forEach((name, turns) -> speeds.put(name, test.size() / median(turns)));
    return speeds;
  }

  private static double seconds(Scorer scorer, List<Labelled> texts) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (Labelled text : texts) {
      scorer.score(text.texts());
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
  }

  /** Of the turns but the first two. */
  private static double median(double[] turns) {
    double[] sorted = Arrays.copyOfRange(turns, 2, turns.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
