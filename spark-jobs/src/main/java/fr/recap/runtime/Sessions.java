package fr.recap.runtime;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a job. */
public final class Sessions {
  /** The launcher says so: the JVM itself can't tell whether standard error is a terminal. */
  private static final boolean TERMINAL = "1".equals(System.getenv("RECAP_TERMINAL"));

  private static final String WORKERS_SECRET = "_SPARK_AUTH_SECRET";

  private Sessions() {}

  /** The session that spark-submit configured, with progress shown on standard error. */
  public static SparkSession open(String name) {
    return open(name, Map.of());
  }

  /**
   * The same where nobody may have configured it.
   *
   * @param defaults settings of Spark that hold where it has no other
   */
  public static SparkSession open(String name, Map<String, String> defaults) {
    boolean fresh = SparkSession.getDefaultSession().isEmpty();
    SparkSession.Builder builder =
        SparkSession.builder().appName(name).config("spark.sql.session.timeZone", "UTC");
    SparkConf configured = new SparkConf();
    if (fresh) {
      defaults.forEach(
          (key, value) -> {
            if (!configured.contains(key)) {
              builder.config(key, value);
            }
          });
    }
    // A worker hands the cluster's secret to a driver that it starts, but Spark doesn't take it.
    String secret = System.getenv(WORKERS_SECRET);
    if (secret != null) {
      builder.config("spark.authenticate.secret", secret);
    }
    SparkSession spark = builder.getOrCreate();
    if (fresh) {
      spark.sparkContext().addSparkListener(new Progress(System.err, TERMINAL));
    }
    return spark;
  }

  /** Says what the next Spark jobs of this thread do, in the Spark UI and in the progress line. */
  public static void describe(SparkSession spark, String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
