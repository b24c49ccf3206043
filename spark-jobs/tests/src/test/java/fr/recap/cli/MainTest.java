package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

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
    assertThat(jobs).startsWith("demo", "preflight").endsWith("bench", "checksum", "clean");
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
  void aJobWhoseJarIsMissingSaysHowToGetIt() {
    Job missing = new MissingJob("demo");
    assertThat(missing.name()).isEqualTo("demo");
    assertThatThrownBy(() -> missing.run(List.of("--forms", "9"), System.out, System.err))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("submit/recap")
        .hasMessageContaining("spark-jobs/demo/target/recap-demo-*.jar");
  }
}
