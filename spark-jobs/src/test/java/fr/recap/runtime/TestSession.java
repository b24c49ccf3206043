package fr.recap.runtime;

import org.apache.spark.sql.SparkSession;

/** The one Spark session that all tests of a JVM share. */
public final class TestSession {
  private TestSession() {}

  public static SparkSession get() {
    JvmOptions.calculateInJava();
    return SparkSession.builder()
        .master("local[2]")
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.default.parallelism", 2)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "fr.recap.sql.CoderExtensions")
        .config("spark.sql.warehouse.dir", "target/spark-warehouse")
        .getOrCreate();
  }
}
