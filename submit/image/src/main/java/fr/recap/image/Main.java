package fr.recap.image;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command {@code image spark|service}. */
public final class Main {
  private static final int DONE = 0;
  private static final int FAILURE = 1;
  private static final int WRONG_USAGE = 2;
  private static final List<String> OPTIONS = List.of("--to", "--name");

  private static final String HELP =
      """
      Usage: recap image spark|service --to FILE [--name NAME:TAG]

      An image as a tar, made without a container engine: docker load takes it, and so do skopeo and
      podman, to push it to a registry. FILE without .tar and with .cdx.json is its bill of materials.
      The same build on the same machine gives the same bytes.

        spark    driver and executors; made of the distribution in SPARK_HOME
        service  the prediction service

        --to FILE        the tar
        --name NAME:TAG  what it is called; default recap-spark or recap-service and the version
        --help           this text

      It holds a Java runtime of the JDK in JAVA_HOME, and of this machine glibc, a shell and a few
      tools. Processes run as user 185 and write to /tmp alone. Exit codes: 0 done, 1 failure, 2
      wrong usage.
      """;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.getenv(), System.out, System.err));
  }

  static int run(
      List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
    Map<String, String> values = new HashMap<>();
    Kind kind = null;
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      String option = arg.replaceAll("=.*", "");
      if (arg.equals("--help") || arg.equals("-h")) {
        out.print(HELP);
        return DONE;
      } else if (OPTIONS.contains(option)) {
        String value =
            arg.contains("=")
                ? arg.substring(arg.indexOf('=') + 1)
                : i + 1 < args.size() ? args.get(++i) : "";
        if (value.isBlank()) {
          return wrong("Option " + option + " needs a value", err);
        }
        values.put(option, value);
      } else if (kind == null && Kind.named(arg).isPresent()) {
        kind = Kind.named(arg).get();
      } else {
        return wrong("image knows spark, service, --to and --name, cannot be: " + arg, err);
      }
    }
    if (kind == null || !values.containsKey("--to")) {
      return wrong("Missing: " + (kind == null ? "spark or service" : "--to FILE"), err);
    }
    Path tar = Path.of(values.get("--to"));
    try {
      BuildImage.Result built =
          new BuildImage(
                  Path.of(environment.getOrDefault("RECAP_HOME", "")),
                  kind,
                  Optional.ofNullable(environment.get("SPARK_HOME")).map(Path::of))
              .execute(tar, Optional.ofNullable(values.get("--name")));
      out.printf("%s %s %s%n", tar, built.name(), built.digest());
      return DONE;
    } catch (ImageException e) {
      err.println(e.getMessage());
      return e.getCause() == null ? WRONG_USAGE : FAILURE;
    } catch (IOException e) {
      err.println("The image could not be written: " + e.getMessage());
      return FAILURE;
    }
  }

  private static int wrong(String message, PrintStream err) {
    err.println(message);
    err.println("Try: recap image --help");
    return WRONG_USAGE;
  }
}
