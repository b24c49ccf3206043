package fr.recap.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The notebooks as they are, executed by jupyter in the kernel that the launcher installs, on a
 * small demo, or on the campaign that {@code RECAP_CONFIG} names.
 */
class NotebooksIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MINUTES = 15;

  /** A launch of the kernel sometimes never answers. */
  private static final int LAUNCHES = 4;

  private static final int LAUNCH_SECONDS = 60;

  @TempDir static Path folder;

  private static Optional<Sandbox> sandbox = Optional.empty();
  private static Path settings;

  private record Ended(int code, String output) {}

  @BeforeAll
  static void codeACampaign() throws Exception {
    assumeTrue(
        hasJupyter(),
        "jupyter nbconvert is not installed (Debian: jupyter-nbconvert, jupyter-client)");
    // The build that runs this has just made the jars.
    Files.writeString(ROOT.resolve("spark-jobs/target/recap-built"), "");
    launcher("install-kernel", "--prefix", folder.toString());
    if (System.getenv("RECAP_CONFIG") != null) {
      settings = Path.of(System.getenv("RECAP_CONFIG"));
      return;
    }
    sandbox =
        Optional.of(
            new Sandbox(
                folder.resolve("sandbox"),
                SandboxOptions.forTests(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3)));
    settings = folder.resolve("campaign.conf");
    Files.writeString(
        settings,
        "include required(file(\"%s\"))\nwork-directory = \"%s\"\nsiret.training-sample = 120\n"
            .formatted(sandbox.get().start().confFile(), folder.resolve("work")));
    launcher(
        "demo",
        "--config",
        settings.toString(),
        "--forms=300",
        "--training-forms=1500",
        "--establishments=1000",
        "--seed=3");
  }

  @AfterAll
  static void stop() {
    sandbox.ifPresent(Sandbox::stop);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"texts", "tour", "threshold", "vectors", "errors", "deliveries", "trainings"})
  void runsToItsEnd_andShowsTables(String name) throws Exception {
    JsonNode notebook = executed(name);

    List<String> failures = new ArrayList<>();
    int tables = 0;
    for (JsonNode cell : notebook.path("cells")) {
      for (JsonNode output : cell.path("outputs")) {
        if (output.path("output_type").asText().equals("error")) {
          failures.add(output.path("evalue").asText());
        }
        String html = output.path("data").path("text/html").toString();
        tables += html.contains("<table>") ? 1 : 0;
      }
    }
    assertThat(failures).isEmpty();
    assertThat(tables).as("cells that show a table").isGreaterThan(1);
    if (name.equals("texts")) {
      assertThat(notebook.toString()).contains("Boulangerie et boulangerie-p");
    }
  }

  private static JsonNode executed(String name) throws Exception {
    Path out = folder.resolve(name + ".ipynb");
    Ended run = new Ended(1, "");
    for (int launch = 0; launch < LAUNCHES && !Files.exists(out); launch++) {
      run =
          run(
              List.of(
                  "jupyter",
                  "nbconvert",
                  "--to=notebook",
                  "--execute",
                  "--allow-errors",
                  "--ExecutePreprocessor.kernel_name=recap",
                  "--ExecutePreprocessor.startup_timeout=" + LAUNCH_SECONDS,
                  "--ExecutePreprocessor.timeout=300",
                  "--output-dir=" + folder,
                  ROOT.resolve("notebooks-java/" + name + ".ipynb").toString()));
    }
    assertThat(out).as(run.output()).exists();
    return new ObjectMapper().readTree(out.toFile());
  }

  private static boolean hasJupyter() throws Exception {
    try {
      return run(List.of("jupyter", "nbconvert", "--version")).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void launcher(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("submit/recap").toString()));
    command.addAll(List.of(arguments));
    Ended ended = run(command);
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  private static Ended run(List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JUPYTER_PATH", folder.resolve("share/jupyter").toString());
    if (settings != null) {
      environment.put("RECAP_CONFIG", settings.toString());
    }
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException(
            "Not ended within %d minutes: %s".formatted(MINUTES, command));
      }
      return new Ended(process.exitValue(), Files.readString(output));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
