package fr.recap.udfs.vectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What the bench runs in JVMs of their own, so that each measure has its own memory. Prints one
 * line {@code name=value} a figure.
 */
public final class VectorsProbe {
  private static final int WORDS = 20_000;

  private VectorsProbe() {}

  /**
   * {@code read ENGINE FILE SECONDS}: opens, looks up for so long in each measure, says {@code
   * ready}, and tells its private memory when it gets a line; {@code reduce FROM TO DIMENSION}:
   * reduces.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("reduce")) {
      reduce(Path.of(arguments[1]), Path.of(arguments[2]), Integer.parseInt(arguments[3]));
    } else {
      read(VectorsEngine.of(arguments[1]), Path.of(arguments[2]), Double.parseDouble(arguments[3]));
    }
  }

  private static void read(VectorsEngine engine, Path file, double seconds) throws Exception {
    long start = System.nanoTime();
    try (WordVectors vectors = engine.open(file)) {
      print("open-seconds", (System.nanoTime() - start) / 1e9);
      List<String> words = words(vectors.header().words());
      lookUp(vectors, words, seconds); // until pages and code are warm
      print("vectors-a-second", lookUp(vectors, words, seconds));
      lookUpAtOnce(vectors, words, seconds, 2);
      lookUpAtOnce(vectors, words, seconds, 8);
      System.out.println("ready");
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      in.readLine();
      print("private-megabytes", ProcessMemory.privateBytes(file) / 1e6);
      print("resident-anonymous-megabytes", ProcessMemory.status("RssAnon") / 1e6);
      print("resident-file-megabytes", ProcessMemory.status("RssFile") / 1e6);
      System.out.println("told");
      in.readLine();
    }
  }

  /** Words all over the vocabulary, one in five with an ending that it doesn't have. */
  private static List<String> words(int vocabulary) {
    SplittableRandom random = new SplittableRandom(3);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WORDS; i++) {
      words.add(SyntheticModel.word(random.nextInt(vocabulary)) + (i % 5 == 0 ? "eur" : ""));
    }
    return words;
  }

  /** Vectors a second of one thread. */
  private static double lookUp(WordVectors vectors, List<String> words, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long count = 0;
    float kept = 0;
    while (System.nanoTime() < end) {
      for (String word : words) {
        kept += vectors.word(word)[0];
      }
      count += words.size();
    }
    if (Float.isNaN(kept)) {
      throw new IllegalStateException("A vector is no number");
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }

  /**
   * What so many threads do together: vectors a second, and how often one of them had to wait for a
   * lock, which tells contention even on a machine that is busy with other work.
   */
  private static void lookUpAtOnce(
      WordVectors vectors, List<String> words, double seconds, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      Callable<double[]> task =
          () -> {
            long before = lockWaits();
            double rate = lookUp(vectors, words, seconds);
            return new double[] {rate, lockWaits() - before};
          };
      double rate = 0;
      double waits = 0;
      for (var done : threads.invokeAll(Collections.nCopies(count, task))) {
        rate += done.get()[0];
        waits += done.get()[1];
      }
      print("vectors-a-second-%d-threads".formatted(count), rate);
      print("lock-waits-%d-threads".formatted(count), waits);
    } finally {
      threads.shutdown();
    }
  }

  private static long lockWaits() {
    ThreadInfo thread =
        ManagementFactory.getThreadMXBean().getThreadInfo(Thread.currentThread().getId());
    return thread.getBlockedCount() + thread.getWaitedCount();
  }

  private static void reduce(Path from, Path to, int dimension) throws IOException {
    long start = System.nanoTime();
    VectorsReduction.Result result =
        new VectorsReduction(dimension, Optional.empty(), System.err::println).reduce(from, to);
    print("reduce-seconds", (System.nanoTime() - start) / 1e9);
    print("explained-variance", result.explainedVariance());
    print("rows", (double) result.rows());
    double heap = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      heap += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
    }
    print("heap-megabytes", heap / 1e6);
  }

  private static void print(String name, double value) {
    System.out.printf(Locale.ROOT, "%s=%.4f%n", name, value);
  }
}
