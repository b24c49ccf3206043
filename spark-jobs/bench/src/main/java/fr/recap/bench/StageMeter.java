package fr.recap.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Runs the stages of a bench one after another, and keeps what each took. */
final class StageMeter implements AutoCloseable {
  static final String SECONDS = "seconds";
  static final String RATE = "a-second";

  /** Of this JVM, all its threads, and of tasks in other ones. */
  static final String CPU = "core-seconds";

  /** Of tasks, wherever they ran. */
  static final String TASKS_CPU = "tasks-core-s";

  static final String HEAP = "heap-mb";
  static final String RESIDENT = "resident-mb";

  /** Resident without mapped files. */
  static final String OWN_RESIDENT = "own-resident-mb";

  static final String EXECUTORS_CPU = "executors-core-s";
  static final String EXECUTORS_HEAP = "executors-heap-mb";
  static final String EXECUTORS_RESIDENT = "executors-resident-mb";

  private final SparkSession spark;
  private final Consumer<String> progress;
  private final JvmMemory memory = JvmMemory.watch();
  private final Map<String, Map<String, Double>> figures = new LinkedHashMap<>();

  /**
   * @param progress told of each stage when it ends
   */
  StageMeter(SparkSession spark, Consumer<String> progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /** Work that gives something. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Runs a stage.
   *
   * @param rows what it works on: its rate is of them
   * @return what the work gave
   */
  <T> T run(String stage, long rows, Work<T> work) {
    memory.peaks();
    long cpu = cpu();
    long start = System.nanoTime();
    try (CpuTime tasks = CpuTime.of(spark);
        OtherJvms others = OtherJvms.of(spark)) {
      T result = work.run();
      double seconds = (System.nanoTime() - start) / 1e9;
      Map<String, Double> figures = new LinkedHashMap<>(timed(seconds, rows));
      Map<String, Double> executors = others.figures();
      figures.put(CPU, (cpu() - cpu) / 1e9 + executors.getOrDefault(EXECUTORS_CPU, 0.0));
      figures.put(TASKS_CPU, tasks.seconds());
      figures.putAll(memory.peaks());
      figures.putAll(executors);
      this.figures.put(stage, figures);
      progress.accept(StageTable.of(Map.of(stage, figures)));
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The stage '%s' failed: %s".formatted(stage, e.getMessage()), e);
    }
  }

  /** Tells of parts of the last stage, which are timed alone, in their order. */
  void parts(String stage, long rows, Map<String, Duration> parts) {
    parts.forEach(
        (part, time) -> figures.put(stage + ": " + part, timed(time.toMillis() / 1e3, rows)));
  }

  private static Map<String, Double> timed(double seconds, long rows) {
    Map<String, Double> timed = new LinkedHashMap<>();
    timed.put(SECONDS, seconds);
    if (seconds > 0) {
      timed.put(RATE, rows / seconds);
    }
    return timed;
  }

  /** Nanoseconds of all threads of this JVM. */
  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Figures by stage and name, so far. */
  Map<String, Map<String, Double>> figures() {
    return figures;
  }

  @Override
  public void close() {
    memory.close();
  }
}
