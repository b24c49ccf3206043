package fr.recap.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command {@code sandbox start|status|stop}. */
public final class Main {
  private static final int DONE = 0;
  private static final int FAILURE = 1;
  private static final int WRONG_USAGE = 2;

  private static final List<String> ACTIONS = List.of("start", "status", "stop");
  private static final List<String> OPTIONS =
      List.of("--dir", "--search", "--spark", "--yarn", "--help");

  private static final String HELP =
      """
      Usage: recap sandbox start|status|stop [--dir D] [--search S] [--spark] [--yarn]

      A real PostgreSQL, Elasticsearch and S3 store on free ports of 127.0.0.1, each in processes
      of its own, with data kept in one folder.

        start    starts what does not run, repairs what crashed, prints the settings as a conf file
        status   one line a server: running, crashed or stopped; exit code 1 unless all run
        stop     ends all of them; the data stay

        --dir D  folder of the data; default .recap/sandbox
        --search elasticsearch|opensearch
                 start: which search server; default elasticsearch. Each has data of its own
        --spark  start: a Spark cluster too, of one master and two workers; jobs run on it with
                 recap --env standalone, which reads D/spark.conf
        --yarn   start: YARN of two nodes and HDFS too; jobs run on it with recap --env yarn, which
                 reads D/spark-yarn.conf and D/hadoop-conf
        --help   this text

      Jobs find the servers with --conf D/sandbox.conf. Passwords and keys are random and lie in
      D/secrets, for your eyes only. The servers listen on 127.0.0.1; Elasticsearch asks for no
      password there, nor do YARN and HDFS: whoever is logged in on this machine can use them, and YARN
      runs what it is given as you. Exit codes: 0 done, 1 failure, 2 wrong usage.
      """;

  private Main() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    String action = null;
    Path dir = Path.of(".recap", "sandbox");
    SandboxOptions options = SandboxOptions.defaults();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (arg.equals("--help") || arg.equals("-h")) {
        out.print(HELP);
        return DONE;
      } else if (arg.equals("--spark")) {
        options = options.withSpark();
      } else if (arg.equals("--yarn")) {
        options = options.withYarn();
      } else if (arg.equals("--search") || arg.startsWith("--search=")) {
        String search =
            arg.contains("=")
                ? arg.substring(arg.indexOf('=') + 1)
                : i + 1 < args.size() ? args.get(++i) : "";
        if (search.equals(Server.OPENSEARCH.id())) {
          options = options.withOpenSearch();
        } else if (!search.equals(Server.ELASTICSEARCH.id())) {
          return wrong(
              "Option --search must be elasticsearch or opensearch, cannot be: " + search, err);
        }
      } else if (arg.equals("--dir") && i + 1 < args.size() && !args.get(i + 1).isBlank()) {
        dir = Path.of(args.get(++i));
      } else if (arg.equals("--dir")) {
        return wrong("Option --dir needs a folder", err);
      } else if (arg.startsWith("--dir=") && arg.length() > "--dir=".length()) {
        dir = Path.of(arg.substring("--dir=".length()));
      } else if (arg.startsWith("-")) {
        return wrong("Unknown option " + arg + ", nearest: " + Nearest.of(arg, OPTIONS), err);
      } else if (action != null) {
        return wrong("One action at a time, got: " + action + " and " + arg, err);
      } else if (!ACTIONS.contains(arg)) {
        return wrong("Unknown action " + arg + ", nearest: " + Nearest.of(arg, ACTIONS), err);
      } else {
        action = arg;
      }
    }
    if (action == null) {
      return wrong("Missing action: start, status or stop", err);
    }
    try {
      return run(action, new Sandbox(dir, options), dir, out, err);
    } catch (SandboxException | IOException e) {
      err.println(e.getMessage());
      return FAILURE;
    }
  }

  private static int run(String action, Sandbox sandbox, Path dir, PrintStream out, PrintStream err)
      throws IOException {
    switch (action) {
      case "start" -> {
        if (sandbox.status().running()) {
          err.println("The sandbox in " + dir + " already runs.");
        } else {
          err.println("Starting the sandbox in " + dir + " ...");
        }
        Endpoints endpoints = sandbox.start();
        err.println("Settings, also in " + endpoints.confFile() + ":");
        out.print(Files.readString(endpoints.confFile()));
      }
      case "status" -> {
        Status status = sandbox.status();
        out.print(status);
        return status.running() ? DONE : FAILURE;
      }
      default -> {
        sandbox.stop();
        err.println("The sandbox in " + dir + " is stopped; its data stay.");
      }
    }
    return DONE;
  }

  private static int wrong(String message, PrintStream err) {
    err.println(message);
    err.println("Try: recap sandbox --help");
    return WRONG_USAGE;
  }
}
