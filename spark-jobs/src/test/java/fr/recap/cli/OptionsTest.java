package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> seen = new ArrayList<>();

  private Options options() {
    Options options =
        new Options(
            "sql",
            HelpTexts.of(List.of()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    options.requiredText("output", "name", seen::add);
    options.number("rows", 1, 10, value -> seen.add("rows " + value));
    options.flag("force", () -> seen.add("forced"));
    options.repeated('D', "define", "key=value", seen::add);
    return options;
  }

  @Test
  void valuesReachTheirConsumers() {
    OptionalInt ended =
        options().parse(List.of("--output", "rp_2026", "--force", "-Dyear=2027", "-D", "seed=1"));
    assertThat(ended).isEmpty();
    assertThat(seen).containsExactlyInAnyOrder("rp_2026", "forced", "year=2027", "seed=1");
  }

  @Test
  void helpGoesToStandardOutputAndEndsWithZero() {
    assertThat(options().parse(List.of("--help"))).hasValue(0);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--output <name>", "a query over the tables");
    assertThat(err.size()).isZero();
  }

  @Test
  void unknownOptionNamesTheNearestAndEndsWithTwo() {
    assertThat(options().parse(List.of("--output", "t", "--forec"))).hasValue(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Unknown option --forec; did you mean --force?");
  }

  @Test
  void missingOrWrongValueEndsWithTwo() {
    assertThat(options().parse(List.of())).hasValue(2);
    assertThat(options().parse(List.of("--output", "t", "--rows", "11"))).hasValue(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--rows must be between 1 and 10, cannot be: 11");
  }
}
