package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.cli.Repository;
import fr.recap.demo.SmallCampaign;
import fr.recap.postgres.TableChecksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs on a distribution of Spark as users have it, which lacks the object store's client: by the
 * launcher, in spark-sql, and by spark-submit alone.
 */
class SparkDistributionTest {
  private static final String TEXT = "BOULANGERIE PATISSERIE";
  private static final Pattern CODE = Pattern.compile("\\b(\\d{4}[A-Z])\\b");

  @TempDir static Path folder;

  private static SmallCampaign campaign;
  private static SparkDistribution spark;

  @BeforeAll
  static void start() throws IOException {
    Path home = SparkDistribution.required();
    assumeTrue(
        Repository.jarIsOfThisBuild(),
        "The jars of this build are not made yet: mvn verify tries them");
    campaign = SmallCampaign.get();
    spark = new SparkDistribution(home, folder);
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.close();
    }
  }

  @Test
  void preflightFindsTheStoreAndItsModels() throws Exception {
    SparkDistribution.Outcome outcome = spark.recap("preflight", "--config", settings());

    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.output())
        .contains("s3a://recap can be read and written")
        .containsPattern("ok +model NAF +NAF_");
  }

  /** Executors fetch the model; a driver in the cluster reads a file of the store. */
  @Test
  void aClusterOfItsOwnRunsJobs_withTheDriverHereAndThere() throws Exception {
    String conf = spark.startCluster().toString();

    SparkDistribution.Outcome here =
        spark.recap(
            "sql",
            "SELECT naf.code FROM (SELECT recap_naf('%s', cabbi) AS naf FROM rp_2026 LIMIT 1)"
                .formatted(TEXT),
            "--env=standalone",
            "--spark-conf",
            conf,
            "--config",
            settings());
    assertThat(here.code()).as(here.toString()).isZero();
    assertThat(code(here.output())).isNotEmpty();

    Path file = Files.writeString(folder.resolve("forms.csv"), "cabbi;rs_x\n1;Œuvre d'été\n2;\n");
    Path typing =
        Files.writeString(
            folder.resolve("forms.typing"),
            "FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT\ncabbi,object,text,PRIMARY KEY\nrs_x,object,text,\n");
    SparkDistribution.Outcome there =
        spark.recap(
            "import",
            "--env",
            "standalone",
            "--spark-conf",
            conf,
            "--deploy-mode=cluster",
            "--config",
            settings(),
            "--input",
            file.toString(),
            "--typing",
            typing.toString(),
            "--table",
            "by_a_distribution");
    assertThat(there.code()).as(there.toString()).isZero();
    assertThat(campaign.text("SELECT string_agg(rs_x, '') FROM by_a_distribution"))
        .as(driverLogs())
        .isEqualTo("Œuvre d'été");
    campaign.execute("DROP TABLE by_a_distribution");
  }

  /** The line of docs/sql.md, as it stands there. */
  @Test
  void sparkSqlHasTheFunctionsByTheLineOfThePage() throws Exception {
    Matcher line =
        Pattern.compile("(?s)```bash\n([^`]*spark-sql [^`]*)\n```")
            .matcher(Files.readString(Repository.root().resolve("docs/sql.md")));
    assertThat(line.find()).isTrue();

    SparkDistribution.Outcome outcome =
        spark.bash(
            line.group(1).replace("campaign.conf", settings())
                + " -e \"SELECT recap_naf('%s').code, recap_clean('Œuvres')\"".formatted(TEXT));

    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.output()).endsWith("\toeuvr\n");
    assertThat(code(outcome.output())).isNotEmpty();
  }

  @Test
  void sparkSubmitAloneRunsJobs_andHandsOnTheirExitCodes() throws Exception {
    SparkDistribution.Outcome done = spark.bare(submit("checksum", "rp_2026"));
    assertThat(done.code()).as(done.toString()).isZero();
    assertThat(done.output())
        .contains(
            TableChecksum.of(campaign.config().postgres(), campaign.config().tables().forms()));

    SparkDistribution.Outcome without = spark.bare(submit("trainings"));
    assertThat(without.code()).as(without.toString()).isEqualTo(2);
    assertThat(without.errors())
        .contains(
            "There is no org.apache.hadoop.fs.s3a.S3AFileSystem on the class path. s3a:// needs hadoop-aws");
  }

  private static List<String> submit(String... job) throws IOException {
    List<String> first =
        List.of(
            spark.file("bin/spark-submit"),
            "--master",
            "local[1]",
            "--class",
            "fr.recap.cli.Main",
            Cluster.jar().toString());
    return Stream.of(first, List.of(job), List.of("--config", settings()))
        .flatMap(List::stream)
        .toList();
  }

  private static String settings() {
    return campaign.settings().toString();
  }

  private static String code(String output) {
    Matcher found = CODE.matcher(output);
    assertThat(found.find()).as(output).isTrue();
    return found.group(1);
  }

  private static String driverLogs() throws IOException {
    try (Stream<Path> logs =
        Files.find(spark.work(), 2, (path, attributes) -> path.toString().contains("/driver-"))) {
      return logs.filter(log -> log.toString().matches(".*/std(out|err)"))
          .map(Cluster::text)
          .collect(Collectors.joining("\n"));
    }
  }
}
