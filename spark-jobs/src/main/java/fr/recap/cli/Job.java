package fr.recap.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.ConfigUtil;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.runtime.FailureTraces;
import fr.recap.runtime.SessionSettings;
import fr.recap.runtime.Sessions;
import fr.recap.sql.CoderExtensions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.SparkSession;

/**
 * One job of the command line: its options, and what it does with them.
 *
 * <p>Jobs that no cluster needs are in jars of their own. {@link Main} finds them as services of
 * this type, where their jar is on the class path.
 */
public abstract class Job {
  private final String name;
  private final List<Path> files = new ArrayList<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();
  private boolean verbose;
  private Path traces;

  protected Job(String name) {
    this.name = name;
  }

  final String name() {
    return name;
  }

  /** Declares the options of this job beside {@code --config}, {@code -D} and {@code --help}. */
  protected abstract void declare(Options options);

  /** Whether this job works on the forms that the settings select; others refuse a selection. */
  protected boolean selects() {
    return false;
  }

  /** Words that the job takes without an option's name; for completion in a shell. */
  protected List<String> words(RecapConfig config) {
    return List.of();
  }

  /** Names of all options; for completion in a shell. */
  final List<String> options() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Options options = new Options(name, HelpTexts.of(List.of()), nowhere, nowhere);
    declareAll(options);
    return options.names();
  }

  /** Does the work and prints the result; failures are exceptions. */
  protected abstract void execute(RecapConfig config, PrintStream out);

  /**
   * Reads the options and executes the job.
   *
   * @return the exit code
   */
  final int run(List<String> arguments, PrintStream out, PrintStream err) {
    Options options = new Options(name, HelpTexts.of(arguments), out, err);
    declareAll(options);
    OptionalInt ended = options.parse(arguments);
    if (ended.isPresent()) {
      return ended.getAsInt();
    }
    RecapConfig config = ConfigLoader.load(files, overrides);
    traces = FailureTraces.of(config.workDirectory());
    if (!selects() && !config.selection().all()) {
      throw new ConfigException(
          "%s works on whole tables, but selection.where or selection.limit is set: leave them out"
              .formatted(name));
    }
    execute(config, out);
    return ExitCode.DONE;
  }

  private void declareAll(Options options) {
    declare(options);
    options.repeated('c', "config", "file", file -> files.add(Path.of(file)));
    options.flag("verbose", () -> verbose = true);
    options.repeated(
        'D',
        "define",
        "key=value",
        text -> overrides.put(Options.keyValue(text)._1, Options.keyValue(text)._2));
    if (selects()) {
      options.text(
          "where",
          "condition",
          condition -> overrides.put("selection.where", ConfigUtil.quoteString(condition)));
      options.number(
          "limit",
          1,
          Integer.MAX_VALUE,
          limit -> overrides.put("selection.limit", Long.toString(limit)));
    }
  }

  /**
   * Where the trace of a failure goes; empty for the log. A driver on the cluster has no folder
   * that anybody would look into.
   */
  final Optional<Path> traces() {
    boolean remote = "cluster".equals(System.getProperty("spark.submit.deployMode"));
    return verbose || remote ? Optional.empty() : Optional.ofNullable(traces);
  }

  /** The settings of this run with some of them changed, the changes strongest. */
  protected final RecapConfig changed(Map<String, String> changes) {
    Map<String, String> all = new LinkedHashMap<>(overrides);
    all.putAll(changes);
    return ConfigLoader.load(files, all);
  }

  /**
   * The session that spark-submit has prepared, with the functions in SQL and the settings of this
   * run for them; it shows progress while the job runs.
   */
  protected final SparkSession spark() {
    SparkSession spark =
        Sessions.open(
            "recap " + name,
            changed(Map.of()).workDirectory(),
            Map.of("spark.sql.extensions", CoderExtensions.class.getName()));
    new SessionSettings(files, overrides).putInto(spark);
    return spark;
  }
}
