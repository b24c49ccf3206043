package fr.recap.bench;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Processor time of the tasks that end while this is open, whatever executor runs them. */
final class CpuTime extends SparkListener implements AutoCloseable {
  private final SparkSession spark;
  private final AtomicLong nanos = new AtomicLong();

  private CpuTime(SparkSession spark) {
    this.spark = spark;
  }

  static CpuTime of(SparkSession spark) {
    CpuTime time = new CpuTime(spark);
    spark.sparkContext().addSparkListener(time);
    return time;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.taskMetrics() != null) {
      nanos.addAndGet(end.taskMetrics().executorCpuTime());
    }
  }

  /** Seconds so far, of every task that has ended. */
  double seconds() {
    try {
      spark.sparkContext().listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("Spark does not tell what its tasks took", e);
    }
    return nanos.get() / 1e9;
  }

  @Override
  public void close() {
    spark.sparkContext().removeSparkListener(this);
  }
}
