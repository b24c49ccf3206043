package fr.recap.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the Spark session of a job. */
public final class Sessions {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

  /** The launcher says so: the JVM itself can't tell whether standard error is a terminal. */
  private static final boolean TERMINAL = "1".equals(System.getenv("RECAP_TERMINAL"));

  private static final String WORKERS_SECRET = "_SPARK_AUTH_SECRET";
  private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";

  private Sessions() {}

  /**
   * The session that spark-submit configured, with progress shown on standard error.
   *
   * @param workDirectory where Spark's own files go below, as far as a cluster doesn't say
   */
  public static SparkSession open(String name, Path workDirectory) {
    return open(name, workDirectory, Map.of());
  }

  /**
   * The same where nobody may have configured it.
   *
   * @param defaults settings of Spark that hold where it has no other
   */
  public static SparkSession open(String name, Path workDirectory, Map<String, String> defaults) {
    JvmOptions.calculateInJava();
    boolean fresh = SparkSession.getDefaultSession().isEmpty();
    SparkSession.Builder builder =
        SparkSession.builder().appName(name).config("spark.sql.session.timeZone", "UTC");
    if (fresh) {
      ours(workDirectory, defaults, new SparkConf()).forEach(builder::config);
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

  /** What holds where Spark was told nothing else. */
  private static Map<String, String> ours(
      Path workDirectory, Map<String, String> defaults, SparkConf configured) {
    Map<String, String> settings = new LinkedHashMap<>(defaults);
    // A page from which anyone may end a run helps nobody.
    settings.put("spark.ui.killEnabled", "false");
    // Spark's own expression, and users in addresses.
    settings.put("spark.redaction.regex", "(?i)secret|password|token|access[.]?key|://[^/\\s]*@");
    // Dates and times before 1582 or 1900 are written into Parquet as what they are.
    settings.put("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    settings.put("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED");
    settings.put("spark.executorEnv.LC_ALL", "C.UTF-8");
    // The JVM compiles no method beyond this, and what Spark generates for rows of fifty columns
    // is.
    settings.put("spark.sql.codegen.hugeMethodLimit", "8000");
    // Workers of a training start together: while one waits for the executor that holds its rows,
    // none does. By default each training would wait for seconds.
    settings.put("spark.locality.wait", "100ms");
    if (configured
        .get("spark.master", defaults.getOrDefault("spark.master", ""))
        .startsWith("local")) {
      settings.put("spark.ui.enabled", "false");
    }
    if (!hasLocalFolder(configured)) {
      settings.put("spark.local.dir", localFolder(workDirectory).toString());
    }
    settings.keySet().removeIf(configured::contains);
    settings.put(
        EXECUTOR_OPTIONS,
        (JvmOptions.ofExecutors() + " " + configured.get(EXECUTOR_OPTIONS, "")).strip());
    return settings;
  }

  private static boolean hasLocalFolder(SparkConf configured) {
    return configured.contains("spark.local.dir")
        || System.getenv("SPARK_LOCAL_DIRS") != null
        || System.getenv("LOCAL_DIRS") != null;
  }

  /** Gone when this JVM ends, after Spark's own end; a killed one leaves it to {@code clean}. */
  private static Path localFolder(Path workDirectory) {
    try {
      Scratch scratch = Scratch.create(workDirectory, "spark");
      ShutdownHookManager.get()
          .addShutdownHook(() -> close(scratch), FileSystem.SHUTDOWN_HOOK_PRIORITY);
      return scratch.path();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Spark's files can't be written below the work-directory %s: %s"
              .formatted(workDirectory, e.getMessage()),
          e);
    }
  }

  private static void close(Scratch scratch) {
    try {
      scratch.close();
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", scratch.path(), e.getMessage());
    }
  }

  /** Says what the next Spark jobs of this thread do, in the Spark UI and in the progress line. */
  public static void describe(SparkSession spark, String sentence) {
    spark.sparkContext().setJobDescription(sentence);
  }
}
