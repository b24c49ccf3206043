package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of jobs with those of other jars in it, and how a wrong one ends. */
class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... arguments) {
    return Main.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void jobsOfOtherJarsStandAtTheirPlaceInTheList() {
    assertThat(run("--help")).isZero();
    List<String> jobs =
        Pattern.compile("(?m)^  ([a-z-]+) +[a-z]")
            .matcher(out.toString(StandardCharsets.UTF_8))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(jobs)
        .startsWith("demo", "preflight")
        .endsWith("bench", "checksum", "clean", "completion");
    assertThat(run("bench", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .as("of its own class")
        .contains("what to measure: postgres, nomenclature");
  }

  @Test
  void aWrongNameGetsTheNearestJob_ofOtherJarsToo() {
    assertThat(run("dmeo")).isEqualTo(ExitCode.USAGE);
    assertThat(run("bnech", "postgres")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("There is no job dmeo; did you mean demo?")
        .contains("There is no job bnech; did you mean bench?");
  }

  @Test
  void optionsOfOtherJarsAreCheckedAsAllOthers() {
    assertThat(run("demo", "--froms", "9")).isEqualTo(ExitCode.USAGE);
    assertThat(run("bench", "postgre")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Unknown option --froms; did you mean --forms?")
        .contains("cannot be: postgre");
  }

  @Test
  void aFailureIsOneSentence_andItsTraceAFile(@TempDir Path work) throws IOException {
    String[] away = {
      "checksum",
      "forms",
      "-Dwork-directory=\"" + work + "\"",
      "-Dpostgres.url=\"jdbc:postgresql://127.0.0.1:1/none\""
    };
    assertThat(run(away)).isEqualTo(ExitCode.FAILURE);
    List<Path> traces;
    try (Stream<Path> files = Files.list(work.resolve("failures"))) {
      traces = files.toList();
    }
    assertThat(traces).hasSize(1);
    assertThat(Files.readString(traces.get(0))).contains("DatabaseException", "at fr.recap.");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("recap checksum: ", "The trace is in " + traces.get(0))
        .doesNotContain("Exception", "at fr.recap.");
  }

  @Test
  void whatNobodyForesawIsToldWithoutTheNameOfAnException() {
    assertThat(ExitCode.message(new RuntimeException(new UnknownHostException("db.none"))))
        .isEqualTo("unknown host: db.none");
    assertThat(ExitCode.message(new IllegalStateException("No form has a text")))
        .isEqualTo("No form has a text");
    assertThat(ExitCode.message(new NullPointerException())).isEqualTo("null pointer");
  }

  @Test
  void aShellCompletesJobs_optionsAndWords() throws Exception {
    assertThat(run("completion", "bash")).isZero();
    String script = out.toString(StandardCharsets.UTF_8);
    assertThat(completed(script, "recap", "tr")).containsExactly("train", "trainings");
    assertThat(completed(script, "recap", "--env", "local", "train", "si"))
        .containsExactly("siret");
    assertThat(completed(script, "recap", "code", "--li")).containsExactly("--limit");
    assertThat(completed(script, "recap", "bench", "fast")).containsExactly("fasttext");
    assertThat(completed(script, "recap", "import", "--table", "rp_geo"))
        .contains("rp_geo_2026", "rp_geo_2025");
    out.reset();
    assertThat(run("completion", "zsh")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("bashcompinit").endsWith(script);
    assertThat(run("completion", "fish")).isEqualTo(ExitCode.USAGE);
  }

  /** What bash proposes for the last word. */
  private static List<String> completed(String script, String... words) throws Exception {
    String asked =
        "%s\nCOMP_WORDS=(%s)\nCOMP_CWORD=%d\n_recap\nprintf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", asked).redirectErrorStream(true).start();
    String proposed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(proposed).isZero();
    return proposed.lines().toList();
  }

  @Test
  void aJobWhoseJarIsMissingSaysHowToGetIt() {
    Job missing = new MissingJob("demo");
    assertThat(missing.name()).isEqualTo("demo");
    assertThatThrownBy(() -> missing.run(List.of("--forms", "9"), System.out, System.err))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("submit/recap")
        .hasMessageContaining("spark-jobs/demo/target/recap-demo-*.jar");
  }
}
