package fr.recap.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * What executors take that are JVMs of their own, while this is open: processor time of their
 * tasks, and the most memory of each as Spark is told by heartbeats (every ten seconds, or {@code
 * spark.executor.metrics.pollingInterval}). With a local master there are none.
 */
final class OtherJvms extends SparkListener implements AutoCloseable {
  /** What Spark calls the executor of a local master, and a cluster's driver. */
  private static final String DRIVER = "driver";

  private static final String HEAP = "JVMHeapMemory";

  /** Zero unless {@code spark.executor.processTreeMetrics.enabled}. */
  private static final String RESIDENT = "ProcessTreeJVMRSSMemory";

  private final SparkSession spark;
  private final Map<String, Long> heap = new HashMap<>();
  private final Map<String, Long> resident = new HashMap<>();
  private long nanos;

  private OtherJvms(SparkSession spark) {
    this.spark = spark;
  }

  static OtherJvms of(SparkSession spark) {
    OtherJvms others = new OtherJvms(spark);
    spark.sparkContext().addSparkListener(others);
    return others;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null && !end.taskInfo().executorId().equals(DRIVER)) {
      nanos += end.taskMetrics().executorCpuTime();
      seen(end.taskInfo().executorId(), end.taskExecutorMetrics());
    }
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    if (!update.execId().equals(DRIVER)) {
      scala.collection.JavaConverters.mapAsJavaMap(update.executorUpdates())
          .values()
          .forEach(metrics -> seen(update.execId(), metrics));
    }
  }

  private void seen(String executor, ExecutorMetrics metrics) {
    heap.merge(executor, metrics.getMetricValue(HEAP), Math::max);
    resident.merge(executor, metrics.getMetricValue(RESIDENT), Math::max);
  }

  /** Figures so far; none if no such executor has worked. Memory is that of all together. */
  Map<String, Double> figures() {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark does not tell what its executors took", e);
    }
    synchronized (this) {
      if (nanos == 0) {
        return Map.of();
      }
      Map<String, Double> figures = new HashMap<>();
      figures.put(StageMeter.EXECUTORS_CPU, nanos / 1e9);
      figures.put(StageMeter.EXECUTORS_HEAP, megabytes(heap));
      if (megabytes(resident) > 0) {
        figures.put(StageMeter.EXECUTORS_RESIDENT, megabytes(resident));
      }
      return figures;
    }
  }

  private static double megabytes(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum() / 1e6;
  }

  @Override
  public void close() {
    spark.sparkContext().removeSparkListener(this);
  }
}
