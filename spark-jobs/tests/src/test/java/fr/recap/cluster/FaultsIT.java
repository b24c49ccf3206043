package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.operations.Clean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a cluster does to jobs: each server and each part of Spark is killed at a random moment of
 * each job that writes. The job then goes on, or fails and is run again; what it leaves must be
 * what an undisturbed run leaves, and nothing else. {@code mvn verify -Pfaults} runs it and writes
 * the table of results; {@code -Dfaults.seed=N} repeats the moments of a run, {@code
 * -Dfaults.victims=DRIVER,STORE} kills some of {@link Victim} alone, {@code
 * -Dfaults.jobs=TRAIN_TREES} in some of {@link Step}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final Path TABLE = Path.of("target/faults.md");
  private static final int TRIES = 4;
  private static final Pattern RESUMED =
      Pattern.compile("([0-9,]+) of the forms had been coded by a run that died");

  @TempDir static Path folder;

  private static final long SEED = Long.getLong("faults.seed", System.currentTimeMillis() / 1000);
  private static final Random RANDOM = new Random(SEED);
  private static final Map<Step, Map<String, String>> STATES = new EnumMap<>(Step.class);
  private static final Map<Step, Double> SECONDS = new EnumMap<>(Step.class);
  private static final List<String> ROWS = new ArrayList<>();

  private static Cluster cluster;

  @BeforeAll
  static void undisturbed() throws IOException {
    System.out.println("Moments of faults: -Dfaults.seed=" + SEED);
    cluster = new Cluster(folder);
    cluster.run(
        cluster.onCluster(),
        List.of(),
        "demo",
        "--forms=1000",
        "--training-forms=1500",
        "--establishments=5000",
        "--yardstick-forms=0",
        "--seed=" + SEED % 1000);
    for (Step step : all().toList()) {
      long begin = System.nanoTime();
      cluster.run(cluster.onCluster(), List.of(), step.command(cluster));
      SECONDS.put(step, seconds(begin));
      STATES.put(step, step.state(cluster));
    }
    assertThat(clean(false)).as("left by undisturbed runs").isEmpty();
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    List<String> lines = new ArrayList<>();
    lines.add("| job | fault | after | the job | left | again | result |");
    lines.add("|---|---|---|---|---|---|---|");
    lines.addAll(ROWS);
    Files.write(TABLE, lines);
    lines.forEach(System.out::println);
  }

  static Stream<Arguments> kills() {
    List<Victim> victims = chosen("faults.victims", Victim.class);
    return all().flatMap(step -> victims.stream().map(victim -> Arguments.of(step, victim)));
  }

  static Stream<Step> all() {
    return chosen("faults.jobs", Step.class).stream();
  }

  private static void assumeChosen(Step step) {
    assumeTrue(STATES.containsKey(step), "Not among -Dfaults.jobs: " + step);
  }

  /** Those that a system property names, separated by commas; all without it. */
  private static <E extends Enum<E>> List<E> chosen(String property, Class<E> type) {
    String names = System.getProperty(property);
    return names == null
        ? List.of(type.getEnumConstants())
        : Stream.of(names.split(",", -1)).map(name -> Enum.valueOf(type, name)).toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("kills")
  @Order(1)
  void aKilledPartLosesAndDoublesNothing(Step step, Victim victim) {
    for (int attempt = 1; ; attempt++) {
      double moment = SECONDS.get(step) * (0.1 + 0.8 * RANDOM.nextDouble()) / attempt;
      long begin = System.nanoTime();
      Cluster.Job job = cluster.start(cluster.onCluster(), List.of(), step.command(cluster));
      Victim.pause((long) (moment * 1000));
      boolean inTime = job.process().isAlive();
      if (inTime) {
        victim.kill(cluster, job, RANDOM);
        moment = seconds(begin);
        Victim.pause(RANDOM.nextInt(3000));
        cluster.sandbox().start();
      }
      Cluster.Outcome outcome = job.outcome();
      if (inTime || attempt == TRIES) {
        judge(step, victim.title() + " is killed", moment, outcome);
        assertThat(inTime).as("was killed before the job's end").isTrue();
        return;
      }
    }
  }

  @Test
  @Order(2)
  void tasksThatRunTwiceWriteOnce() throws IOException {
    assumeChosen(Step.CODE);
    Path events = Files.createDirectory(folder.resolve("events"));
    Cluster.Outcome outcome =
        cluster
            .start(
                cluster.onCluster(),
                List.of(
                    "--conf=spark.speculation=true",
                    "--conf=spark.speculation.interval=20ms",
                    "--conf=spark.speculation.quantile=0.1",
                    "--conf=spark.speculation.multiplier=1.01",
                    "--conf=spark.speculation.minTaskRuntime=0ms",
                    "--conf=spark.speculation.efficiency.enabled=false",
                    "--conf=spark.speculation.task.duration.threshold=500ms",
                    "--conf=spark.eventLog.enabled=true",
                    "--conf=spark.eventLog.dir=" + events.toUri()),
                Step.CODE.command(cluster))
            .outcome();

    long twice;
    try (Stream<Path> logs = Files.list(events);
        Stream<String> lines = logs.flatMap(log -> Cluster.text(log).lines())) {
      twice =
          lines
              .filter(line -> line.contains("SparkListenerTaskStart"))
              .filter(line -> line.contains("\"Speculative\":true"))
              .count();
    }
    judge(Step.CODE, "speculative execution: " + twice + " tasks run twice", 0, outcome);
    assertThat(outcome.code()).as(outcome.errors()).isZero();
    assertThat(twice).as("tasks that ran twice").isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("searching")
  @Order(3)
  void aStormOf429IsWaitedOut(Step step) throws IOException {
    assumeChosen(step);
    String behind = cluster.sandbox().endpoints().elasticsearchUrl();
    try (StormyElasticsearch storm = new StormyElasticsearch(behind, 0.3, RANDOM.nextLong())) {
      List<String> command = new ArrayList<>(List.of(step.command(cluster)));
      command.addAll(List.of("-D", "elasticsearch.nodes=[\"" + storm.address() + "\"]"));
      Cluster.Outcome outcome =
          cluster.start(cluster.onCluster(), List.of(), command.toArray(String[]::new)).outcome();

      judge(step, "three requests of ten get 429: " + storm.refused(), 0, outcome);
      assertThat(outcome.code()).as(outcome.errors()).isZero();
      assertThat(storm.refused()).isPositive();
    }
  }

  static Stream<Step> searching() {
    return Stream.of(Step.INDEX, Step.CODE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  @Order(4)
  void serversThatStallDelayOnly(Step step) {
    Cluster.Outcome outcome =
        Stalls.during(
            cluster,
            () -> cluster.start(cluster.onCluster(), List.of(), step.command(cluster)).outcome());
    judge(step, "servers stopped half of the time", 0, outcome);
    assertThat(outcome.code()).as(outcome.errors()).isZero();
  }

  @Test
  @Order(5)
  void aFullDiskUnderTheCacheIsSaid() throws Exception {
    assumeChosen(Step.CODE);
    Path full = Files.createDirectory(folder.resolve("full"));
    assumeTrue(
        shell("mount -t tmpfs -o size=256k tmpfs " + full) == 0,
        "A small disk can be mounted by root only");
    try {
      Cluster.Outcome outcome =
          cluster
              .start(
                  cluster.onCluster(),
                  List.of(),
                  "code",
                  "--all",
                  "-D",
                  "work-directory=\"" + full + "\"")
              .outcome();
      judge(Step.CODE, "the disk of the model cache is full", 0, outcome);
      assertThat(outcome.code()).isNotZero();
      assertThat(outcome.errors() + outcome.output())
          .contains("make room, or name a folder of another disk");
    } finally {
      shell("umount " + full);
    }
  }

  /**
   * Checks the state at the end of a job, runs it again if it failed, and notes a row. What a dead
   * run left is removed by {@code clean} or by the second run, as chance will have it; scratch
   * folders by {@code clean} alone.
   */
  private static void judge(Step step, String fault, double moment, Cluster.Outcome outcome) {
    String left = "";
    String again = "";
    String result = "FAILED";
    boolean cleaned = true;
    try {
      assertThat(step.state(cluster))
          .as("what is visible after the fault: " + outcome.errors())
          .isEqualTo(STATES.get(step));
      if (outcome.code() != 0) {
        cleaned = RANDOM.nextBoolean();
        left = told(clean(cleaned), cleaned);
        assertThat(step.state(cluster)).as("after clean").isEqualTo(STATES.get(step));
        Cluster.Outcome second =
            cluster.start(cluster.onCluster(), List.of(), step.command(cluster)).outcome();
        again = "exit " + second.code() + takenOver(second);
        assertThat(second.code()).as(second.output() + second.errors()).isZero();
        assertThat(step.state(cluster)).as("the rerun").isEqualTo(STATES.get(step));
      }
      assertThat(clean(false))
          .as("left at the end")
          .extracting(Clean.Leftover::kind)
          .allMatch(cleaned ? kind -> false : "scratch"::equals);
      result = "same";
    } finally {
      clean(true);
      ROWS.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | exit %d | %s | %s | %s |",
              step.title(),
              fault,
              moment == 0 ? "" : String.format(Locale.ROOT, "%.1f s", moment),
              outcome.code(),
              left,
              again,
              result));
      System.out.println(ROWS.get(ROWS.size() - 1));
    }
  }

  /** What a run of {@code code} says it has of the one that died. */
  private static String takenOver(Cluster.Outcome second) {
    Matcher resumed = RESUMED.matcher(second.output());
    return resumed.find() ? ", " + resumed.group(1) + " forms taken over" : "";
  }

  private static List<Clean.Leftover> clean(boolean remove) {
    return new Clean(cluster.config(), Duration.ZERO, remove).execute().leftovers();
  }

  private static String told(List<Clean.Leftover> left, boolean removed) {
    return left.isEmpty() ? "" : kinds(left) + (removed ? ": clean removed it" : "");
  }

  private static String kinds(List<Clean.Leftover> left) {
    return String.join(", ", left.stream().map(Clean.Leftover::kind).sorted().toList());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static int shell(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command + " 2>/dev/null").start().waitFor();
  }
}
