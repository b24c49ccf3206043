package fr.recap.operations;

import fr.recap.runtime.JvmOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;

/** What the JVMs of a run calculate and read texts with, and whom Spark lets in. */
final class RuntimeChecks implements Preflight.Check {
  private static final String ALGEBRA = "dev.ludovic.netlib.";

  private final SparkConf spark;

  /** That of the settings that spark-submit was given. */
  RuntimeChecks() {
    this(new SparkConf());
  }

  RuntimeChecks(SparkConf spark) {
    this.spark = spark;
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(encoding());
    findings.add(algebra());
    findings.add(executors());
    findings.add(userInterface());
    if (!spark.get("spark.master", "local").startsWith("local")) {
      findings.add(
          on("spark.authenticate", "whoever reaches the driver or an executor may talk to it"));
      findings.add(encrypted());
    }
    return findings;
  }

  private static Finding encoding() {
    String problem = JvmOptions.encodingProblem();
    return problem.isEmpty()
        ? Finding.ok("encoding", "UTF-8")
        : Finding.warning(
            "encoding",
            problem,
            "start jobs by submit/recap, or set LC_ALL=C.UTF-8 and -Dfile.encoding=UTF-8 where the driver starts");
  }

  private static Finding algebra() {
    String text = "the driver calculates with " + JvmOptions.algebraClass();
    return JvmOptions.calculatesNatively()
        ? Finding.warning(
            "linear algebra",
            text + ", a library of this machine",
            "without -D"
                + ALGEBRA
                + "* options models don't depend on what a machine has installed")
        : Finding.ok("linear algebra", text);
  }

  /** Sessions tell executors to use Java; what stands in the settings of Spark comes behind it. */
  private Finding executors() {
    String options =
        spark.get("spark.executor.extraJavaOptions", "")
            + " "
            + spark.get("spark.executor.defaultJavaOptions", "");
    return options.contains("-D" + ALGEBRA)
        ? Finding.warning(
            "linear algebra",
            "the settings of Spark tell executors what to calculate with: " + options.strip(),
            "take the -D" + ALGEBRA + "* options out: executors then use Java, the same everywhere")
        : Finding.ok("linear algebra", "executors calculate in Java");
  }

  private Finding userInterface() {
    boolean local = spark.get("spark.master", "local").startsWith("local");
    if (!spark.getBoolean("spark.ui.enabled", !local)) {
      return Finding.ok("Spark UI", "off");
    }
    if (spark.getBoolean("spark.ui.killEnabled", false)) {
      return Finding.warning(
          "Spark UI", "whoever sees it may end jobs", "set spark.ui.killEnabled to false");
    }
    boolean onLoopback = System.getenv().getOrDefault("SPARK_LOCAL_IP", "").startsWith("127.");
    boolean guarded = spark.getBoolean("spark.acls.enable", false) && hasFilter();
    return onLoopback || guarded
        ? Finding.ok("Spark UI", onLoopback ? "on loopback" : "for those whom its lists name")
        : Finding.warning(
            "Spark UI",
            "whoever reaches the driver's machine reads it",
            "set spark.ui.enabled to false, or spark.acls.enable to true with a filter that asks who it is (spark.ui.filters)");
  }

  /** YARN puts one in front of it. */
  private boolean hasFilter() {
    return spark.contains("spark.ui.filters") || spark.get("spark.master", "").equals("yarn");
  }

  private Finding encrypted() {
    boolean network =
        spark.getBoolean("spark.network.crypto.enabled", false)
            || spark.getBoolean("spark.ssl.rpc.enabled", false);
    return network && spark.getBoolean("spark.io.encryption.enabled", false)
        ? Finding.ok("Spark's encryption", "on the network and on disk")
        : Finding.warning(
            "Spark's encryption",
            network ? "not on disk" : "not on the network",
            "set spark.network.crypto.enabled and spark.io.encryption.enabled to true, as conf/spark-*.conf do");
  }

  private Finding on(String setting, String danger) {
    return spark.getBoolean(setting, false)
        ? Finding.ok(setting, "true")
        : Finding.warning(setting, danger, "set it to true, as conf/spark-*.conf do");
  }
}
