package fr.recap.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code submit/recap --dry-run} prints in a clone that looks as if it had been built. */
class LauncherTest {
  private static final Path HOME = Path.of("..");

  @TempDir Path folder;
  private Path clone;
  private Path spark;
  private String hadoopSettings = "/etc/hadoop/conf";

  private record Ended(int code, List<String> command, String errors) {
    /** The value behind an option. */
    String value(String option) {
      assertThat(command).contains(option);
      return command.get(command.indexOf(option) + 1);
    }
  }

  @BeforeEach
  void layOut() throws IOException {
    clone = folder.resolve("clone");
    copy("submit/recap");
    try (Stream<Path> settings = Files.list(HOME.resolve("conf"))) {
      for (Path file : settings.filter(Files::isRegularFile).toList()) {
        copy("conf/" + file.getFileName());
      }
    }
    for (String source :
        List.of(
            "udfs/src/main",
            "spark-jobs/src/main",
            "spark-jobs/demo/target",
            "spark-jobs/bench/target",
            "notebooks-java/src/main",
            "submit/sandbox",
            "submit/image")) {
      Files.createDirectories(clone.resolve(source));
    }
    for (String pom :
        List.of("pom.xml", "udfs/pom.xml", "spark-jobs/pom.xml", "notebooks-java/pom.xml")) {
      copy(pom);
    }
    Files.createDirectories(clone.resolve("spark-jobs/target/spark/jars"));
    Files.createFile(clone.resolve("spark-jobs/target/recap-spark-jobs-1-all.jar"));
    Files.createFile(clone.resolve("spark-jobs/demo/target/recap-demo-1.jar"));
    Files.createFile(clone.resolve("spark-jobs/bench/target/recap-bench-1.jar"));
    Files.createFile(clone.resolve("spark-jobs/target/recap-built"));
    spark = folder.resolve("spark");
    Path submit = Files.createDirectories(spark.resolve("bin")).resolve("spark-submit");
    Files.createFile(submit);
    assertThat(submit.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void onKubernetesTheJarIsThatOfTheImageAndPodsFollowOurTemplates() throws Exception {
    Ended run = recap(spark, "code", "--env", "k8s", "--config", "/etc/recap/conf/c.conf");
    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.command().get(0)).isEqualTo(spark.resolve("bin/spark-submit").toString());
    assertThat(run.value("--class")).isEqualTo("fr.recap.cli.Main");
    assertThat(run.value("--properties-file"))
        .isEqualTo(clone.resolve("conf/spark-k8s.conf").toString());
    for (String role : List.of("driver", "executor")) {
      assertThat(run.command())
          .contains(
              "spark.kubernetes.%s.podTemplateFile=%s"
                  .formatted(role, clone.resolve("submit/k8s/" + role + ".yaml")));
      assertThat(HOME.resolve("submit/k8s/" + role + ".yaml")).isRegularFile();
    }
    assertThat(run.command())
        .as("paths of this machine mean nothing in a pod")
        .doesNotContain("--driver-java-options")
        .endsWith(
            "local:///opt/recap/recap-spark-jobs.jar",
            "code",
            "--config",
            "/etc/recap/conf/c.conf");
  }

  @Test
  void onYarnTheJarAndTheLoggingAreThoseOfTheClone() throws Exception {
    Ended run = recap(spark, "preflight", "--env=yarn", "--driver-memory", "6g", "-c", "c.conf");
    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.value("--properties-file"))
        .isEqualTo(clone.resolve("conf/spark-yarn.conf").toString());
    assertThat(run.value("--driver-memory")).isEqualTo("6g");
    assertThat(run.value("--driver-java-options"))
        .isEqualTo(
            "-Dlog4j2.configurationFile=%s\\ -Dfile.encoding=UTF-8\\ -Dsun.jnu.encoding=UTF-8"
                .formatted(clone.resolve("conf/log4j2.properties")));
    assertThat(run.command())
        .endsWith(
            clone.resolve("spark-jobs/target/recap-spark-jobs-1-all.jar").toString(),
            "preflight",
            "-c",
            "c.conf");
  }

  @Test
  void theJarsOfDemoAndBenchesGoAlongWithTheirJobsAlone() throws Exception {
    String demo = clone.resolve("spark-jobs/demo/target/recap-demo-1.jar").toString();
    String bench = clone.resolve("spark-jobs/bench/target/recap-bench-1.jar").toString();
    Path own = Files.writeString(folder.resolve("own.conf"), "spark.jars  /lib/a.jar,/lib/b.jar\n");

    assertThat(recap(spark, "demo", "--env", "standalone").value("--jars")).isEqualTo(demo);
    assertThat(recap(null, "bench", "places").value("--jars")).isEqualTo(demo + "\\," + bench);
    assertThat(recap(spark, "demo", "--spark-conf", own.toString()).value("--jars"))
        .isEqualTo(demo + "\\,/lib/a.jar\\,/lib/b.jar");
    assertThat(recap(spark, "code", "--spark-conf", own.toString()).command())
        .doesNotContain("--jars");
  }

  /** Of Spark's Hadoop alone, where it has none of its own; not in pods, whose image has it. */
  @Test
  void theStoresClientGoesToADistributionThatLacksIt() throws Exception {
    Path ours = clone.resolve("spark-jobs/target/spark/jars");
    for (String jar :
        List.of("hadoop-aws-3.3.4", "aws-java-sdk-bundle-1.12.262", "wildfly-openssl-1.0.7")) {
      Files.createFile(ours.resolve(jar + ".jar"));
    }
    String client =
        "%1$s/hadoop-aws-3.3.4.jar\\,%1$s/aws-java-sdk-bundle-1.12.262.jar\\,%1$s/wildfly-openssl-1.0.7.jar"
            .formatted(ours);
    Path theirs = Files.createDirectories(spark.resolve("jars"));
    Path own =
        Files.writeString(
            folder.resolve("own.conf"),
            "spark.master local[4]\nspark.driver.extraClassPath=/lib/c.jar\nspark.jars /lib/a.jar\n");

    Path other = Files.createFile(theirs.resolve("hadoop-client-api-3.4.1.jar"));
    assertThat(recap(spark, "code").command()).doesNotContain("--driver-class-path", "--jars");
    Files.move(other, theirs.resolve("hadoop-client-api-3.3.4.jar"));
    assertThat(recap(spark, "code").value("--driver-class-path"))
        .isEqualTo(client.replace("\\,", ":"));
    assertThat(recap(spark, "code", "--spark-conf", own.toString()).value("--driver-class-path"))
        .isEqualTo(client.replace("\\,", ":") + ":/lib/c.jar");
    assertThat(recap(spark, "code", "--env", "yarn").value("--jars")).isEqualTo(client);
    assertThat(recap(spark, "code", "--env", "k8s").command()).doesNotContain("--jars");
    Files.createFile(theirs.resolve("hadoop-aws-3.3.4.jar"));
    assertThat(recap(spark, "code").command()).doesNotContain("--driver-class-path", "--jars");
  }

  @Test
  void withoutSparkHomeKubernetesIsRefused() throws Exception {
    Ended run = recap(null, "code", "--env", "k8s");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).contains("--env k8s needs SPARK_HOME");
  }

  /** With the Spark that Maven fetched. */
  @Test
  void withoutSettingsOfHadoopYarnIsTheSandboxs() throws Exception {
    hadoopSettings = "";
    Ended none = recap(null, "code", "--env", "yarn");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.errors()).contains("run: recap sandbox start --yarn");

    Path conf = folder.resolve(".recap/sandbox/spark-yarn.conf");
    Files.createDirectories(conf.getParent());
    Files.writeString(conf, "spark.master yarn\nspark.driver.memory 2g\n");
    Ended run = recap(null, "code", "--env", "yarn");
    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(run.value("--properties-file")).isEqualTo(conf.toString());
    assertThat(run.command()).contains("-Xmx2g");
    assertThat(run.value("-cp")).contains(":" + folder.resolve(".recap/sandbox/hadoop-conf") + ":");
  }

  @Test
  void theKernelHasSparkTheProjectAndTheirSettings_andItsOwnLibrariesLast() throws Exception {
    Path notebooks = Files.createDirectories(clone.resolve("notebooks-java/target/kernel"));
    Files.createFile(notebooks.resolve("kernel-1.jar"));
    Files.createFile(notebooks.resolveSibling("recap-notebooks-1.jar"));

    Ended kernel = recap(null, "install-kernel", "--driver-memory=5g", "--prefix", "elsewhere");

    assertThat(kernel.code()).as(kernel.errors()).isZero();
    assertThat(kernel.value("-cp"))
        .isEqualTo(
            "%1$s/conf:%1$s/notebooks-java/target/recap-notebooks-1.jar:%1$s/spark-jobs/target/recap-spark-jobs-1-all.jar:%1$s/spark-jobs/target/spark/jars/\\*:%1$s/notebooks-java/target/kernel/kernel-1.jar"
                .formatted(clone));
    assertThat(kernel.command())
        .contains(
            "-Xmx5g",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "-Dspark.sql.extensions=fr.recap.sql.CoderExtensions",
            "-Dspark.master=local\\[\\*\\]",
            "fr.recap.kernel.KernelMain")
        .endsWith("\\{connection_file\\}");
    assertThat(recap(null, "install-kernel", "--name", "../x").errors())
        .contains("cannot be: --name ../x");
  }

  /** As cron starts it: no locale, the usual umask. */
  @ParameterizedTest
  @CsvSource({"C,C.UTF-8", "xx_XX.UTF-8,C.UTF-8", "C.UTF-8,C.UTF-8"})
  void jobsReadUtf8_andNobodyElseReadsWhatTheyWrite(String locale, String expected)
      throws Exception {
    Files.writeString(
        spark.resolve("bin/spark-submit"),
        "#!/bin/sh\necho \"$(umask) ${LC_ALL} ${SPARK_LOCAL_IP}\"\n");
    ProcessBuilder builder =
        new ProcessBuilder("bash", clone.resolve("submit/recap").toString(), "preflight");
    builder.environment().put("SPARK_HOME", spark.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("LC_ALL", locale);
    builder.environment().remove("SPARK_LOCAL_IP");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();

    assertThat(process.inputReader().readLine()).isEqualTo("0077 " + expected + " 127.0.0.1");
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private Ended recap(Path sparkHome, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder("bash", clone.resolve("submit/recap").toString());
    builder.command().add("--dry-run");
    builder.command().addAll(List.of(arguments));
    builder.directory(folder.toFile());
    builder.environment().put("HADOOP_CONF_DIR", hadoopSettings);
    builder.environment().remove("YARN_CONF_DIR");
    builder.environment().remove("SPARK_HOME");
    if (sparkHome != null) {
      builder.environment().put("SPARK_HOME", sparkHome.toString());
    }
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(out, StandardCharsets.UTF_8).strip();
    // Blanks within a word are printed behind a backslash.
    return new Ended(
        process.exitValue(), List.of(printed.split("(?<!\\\\) ", -1)), Files.readString(err));
  }

  private void copy(String file) throws IOException {
    Path target = clone.resolve(file);
    Files.createDirectories(target.getParent());
    Files.copy(HOME.resolve(file), target);
  }
}
