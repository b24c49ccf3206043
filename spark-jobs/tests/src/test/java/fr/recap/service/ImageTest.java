package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.cli.Repository;
import fr.recap.demo.SmallCampaign;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images, unpacked and started as containers are. */
class ImageTest {
  private static final String PASSWORD = "correct horse battery";
  private static final Path ROOT = Repository.root();
  private static final int USER = 185;

  @TempDir Path folder;

  @BeforeEach
  void needsJarsAndRights() throws IOException {
    assumeTrue(
        Repository.jarIsOfThisBuild(),
        "The jars of this build are not made yet: mvn verify tries them");
    assumeTrue(
        Container.isPossible(),
        "No container can be made here (unshare, as root): images are not tried");
  }

  @Test
  void theImageOfTheServiceAnswers_asAUserWhoMayWriteToTmpAlone() throws Exception {
    SmallCampaign campaign = SmallCampaign.get();
    Container container = Container.unpack(image("service", Map.of()), folder);
    Path conf = settings(campaign);
    Path secrets = secrets(campaign);
    int port = freePort();
    Path log = folder.resolve("service.log");

    assertThat(container.config().path("User").asText()).isEqualTo("185");
    assertThat(writable(container.root())).containsExactly(Path.of("tmp"));
    assertThat(Files.size(container.root().resolve("opt/java/lib/security/cacerts")))
        .isGreaterThan(10_000);
    JsonNode bill =
        new ObjectMapper().readTree(container.root().resolve("opt/recap/bom.cdx.json").toFile());
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(bill.path("components").findValuesAsText("purl"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/fr.recap/recap-spark-jobs@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.lucene/lucene-core@"))
        .anyMatch(purl -> purl.startsWith("pkg:maven/org.apache.hadoop/hadoop-aws@"))
        .anyMatch(purl -> purl.startsWith("pkg:generic/openjdk@17"));
    List<String> arguments = new ArrayList<>();
    container.config().path("Cmd").forEach(word -> arguments.add(word.asText()));
    arguments.addAll(List.of("-D", "service.port=" + port, "-D", "service.drain-time=0s"));
    Process process = container.start(arguments, Map.of(), conf, secrets, log);
    try {
      ServiceClient client = new ServiceClient("http://127.0.0.1:" + port);
      awaitReady(client, process, log);
      assertThat(client.get("/health").status()).isEqualTo(200);
      assertThat(client.login("anna", PASSWORD).status()).isEqualTo(200);
      ServiceClient.Answer coded =
          client.post(
              "/naf", "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}]}");
      assertThat(coded.json().at("/naf/0/status").asText()).isEqualTo("ok");
      // The first process of the container gets the signal, as from Kubernetes.
      process.children().forEach(ProcessHandle::destroy);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(Files.readString(log)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theImageOfSparkRunsDriverAndExecutor() throws Exception {
    Optional<String> spark = Optional.ofNullable(System.getenv("SPARK_HOME"));
    assumeTrue(
        spark.isPresent(), "SPARK_HOME names no distribution of Spark: its image is not tried");
    SmallCampaign campaign = SmallCampaign.get();
    Container container =
        Container.unpack(image("spark", Map.of("SPARK_HOME", spark.get())), folder);
    Path conf = settings(campaign);
    Path secrets = secrets(campaign);
    Files.writeString(
        conf.resolve("spark.properties"),
        """
        spark.master=local[1]
        spark.driver.memory=700m
        spark.ui.enabled=false
        spark.sql.extensions=fr.recap.sql.CoderExtensions
        """);
    assertThat(container.root().resolve("opt/recap/conf/log4j2.properties")).isRegularFile();
    Path log = folder.resolve("driver.log");
    Process driver =
        container.start(
            List.of(
                "driver",
                "--properties-file",
                "/etc/recap/conf/spark.properties",
                "--class",
                "fr.recap.cli.Main",
                "local:///opt/recap/recap-spark-jobs.jar",
                "sql",
                "SELECT count(*) AS forms FROM rp_2026",
                "--config",
                "/etc/recap/conf/campaign.conf"),
            Map.of("SPARK_DRIVER_BIND_ADDRESS", "127.0.0.1"),
            conf,
            secrets,
            log);
    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("" + SmallCampaign.FORMS);

    Path looked = folder.resolve("executor.log");
    Process executor =
        container.start(
            List.of("executor"),
            Map.ofEntries(
                Map.entry("SPARK_JAVA_OPT_0", "--add-opens=java.base/java.nio=ALL-UNNAMED"),
                Map.entry("SPARK_JAVA_OPT_1", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"),
                Map.entry("SPARK_EXECUTOR_MEMORY", "300m"),
                Map.entry("SPARK_EXECUTOR_CORES", "1"),
                Map.entry("SPARK_EXECUTOR_ID", "1"),
                Map.entry("SPARK_EXECUTOR_POD_IP", "127.0.0.1"),
                Map.entry("SPARK_EXECUTOR_POD_NAME", "executor-1"),
                Map.entry("SPARK_RESOURCE_PROFILE_ID", "0"),
                Map.entry("SPARK_APPLICATION_ID", "spark-1"),
                Map.entry("SPARK_DRIVER_URL", "spark://CoarseGrainedScheduler@127.0.0.1:9")),
            conf,
            secrets,
            looked);
    assertThat(executor.waitFor(1, TimeUnit.MINUTES)).isTrue();
    // It looked for its driver, which isn't there.
    assertThat(executor.exitValue()).isNotZero();
    assertThat(Files.readString(looked)).contains("127.0.0.1:9");
  }

  private Path image(String kind, Map<String, String> environment) throws IOException {
    Path tar = folder.resolve(kind + ".tar");
    Path target = ROOT.resolve("submit/image/target");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            target.resolve("classes") + ":" + target.resolve("lib") + "/*",
            "fr.recap.image.Main",
            kind,
            "--to",
            tar.toString());
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(environment);
    builder.environment().put("RECAP_HOME", ROOT.toString());
    Path log = folder.resolve("image.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.onExit().join().exitValue()).as(Files.readString(log)).isZero();
    return tar;
  }

  /** The campaign's settings, with paths as they are in the container. */
  private Path settings(SmallCampaign campaign) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("campaign.conf"),
        Files.readString(campaign.settings())
            + "secrets.directory = \"/etc/recap/secrets\"\nwork-directory = \"/tmp/work\"\n");
    return conf;
  }

  /** The campaign's secrets and those of the service, for the container's user alone. */
  private Path secrets(SmallCampaign campaign) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    try (Stream<Path> files = Files.list(campaign.settings().resolveSibling("secrets"))) {
      for (Path file : files.toList()) {
        Files.copy(file, secrets.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        secrets.resolve("service.token-key"), "only for tests, 32 characters or more");
    Files.writeString(secrets.resolve("service.users"), "anna:" + Passwords.hash(PASSWORD) + "\n");
    try (Stream<Path> all = Files.walk(secrets)) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", USER);
      }
    }
    return secrets;
  }

  private static void awaitReady(ServiceClient client, Process process, Path log)
      throws IOException, InterruptedException {
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); ; ) {
      try {
        if (client.get("/ready").status() == 200) {
          return;
        }
      } catch (IllegalStateException notYet) {
        assertThat(process.isAlive() && System.nanoTime() < end).as(Files.readString(log)).isTrue();
      }
      Thread.sleep(100);
    }
  }

  /** What others than its owner may write to. */
  private static List<Path> writable(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        if (Files.getPosixFilePermissions(each).contains(PosixFilePermission.OTHERS_WRITE)) {
          found.add(root.relativize(each));
        }
      }
    }
    return found;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
