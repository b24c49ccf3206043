package fr.recap.cli;

import fr.recap.config.Nearest;
import fr.recap.config.Redaction;
import fr.recap.runtime.JvmOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The entry of every job: {@code recap <job> [options]}. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Map<String, Supplier<Job>> JOBS = jobs();

  private Main() {}

  private static Map<String, Supplier<Job>> jobs() {
    Map<String, Supplier<Job>> jobs = new LinkedHashMap<>();
    List<Supplier<Job>> inOrder =
        List.of(
            () -> new MissingJob("demo"),
            PreflightJob::new,
            ImportJob::new,
            ExportJob::new,
            GeocodeJob::new,
            IndexJob::new,
            TrainJob::new,
            PublishJob::new,
            TrainingsJob::new,
            ProjectJob::new,
            CodeJob::new,
            StagedJob::new,
            LotsJob::new,
            CheckLotsJob::new,
            ExplainJob::new,
            EvaluateJob::new,
            SqlJob::new,
            ThresholdJob::new,
            FasttextJob::new,
            ServeJob::new,
            () -> new MissingJob("bench"),
            ChecksumJob::new,
            CleanJob::new);
    inOrder.forEach(job -> jobs.put(job.get().name(), job));
    jobs.put(CompletionJob.NAME, () -> new CompletionJob(jobs));
    ServiceLoader.load(Job.class).stream().forEach(added -> jobs.put(added.get().name(), added));
    return jobs;
  }

  public static void main(String[] arguments) {
    JvmOptions.calculateInJava();
    int code = run(Arrays.asList(arguments), System.out, System.err);
    if (!SparkSession.getDefaultSession().isEmpty()) {
      SparkSession.getDefaultSession().get().stop();
    }
    if (code != ExitCode.DONE) {
      System.exit(code);
    }
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty() || arguments.get(0).equals("--help")) {
      (arguments.isEmpty() ? err : out).println(usage(arguments));
      return arguments.isEmpty() ? ExitCode.USAGE : ExitCode.DONE;
    }
    String name = arguments.get(0);
    Supplier<Job> job = JOBS.get(name);
    if (job == null) {
      err.printf(
          "There is no job %s%s%n%n%s%n",
          name, Nearest.hint(name, JOBS.keySet()), usage(arguments));
      return ExitCode.USAGE;
    }
    Job asked = job.get();
    try {
      return asked.run(arguments.subList(1, arguments.size()), out, err);
    } catch (Exception failure) {
      // Not only unchecked ones: Spark throws checked exceptions that it doesn't declare.
      int code = ExitCode.of(failure);
      err.println("recap " + name + ": " + ExitCode.message(failure));
      if (code == ExitCode.FAILURE) {
        keepTrace(asked, failure, err);
      }
      return code;
    }
  }

  /** What developers need of a failure, and users don't. */
  private static void keepTrace(Job job, Exception failure, PrintStream err) {
    Optional<Path> folder = job.traces();
    if (folder.isEmpty()) {
      LOG.error("recap {} failed", job.name(), failure);
      return;
    }
    try {
      Files.createDirectories(folder.get());
      Path trace = Files.createTempFile(folder.get(), job.name() + "-", ".txt");
      Files.writeString(trace, Redaction.of(ExceptionUtils.getStackTrace(failure)));
      err.printf("The trace is in %s; --verbose prints it.%n", trace.toAbsolutePath());
    } catch (IOException e) {
      LOG.error(
          "recap {} failed, and its trace can't be kept: {}", job.name(), e.getMessage(), failure);
    }
  }

  private static String usage(List<String> arguments) {
    HelpTexts texts = HelpTexts.of(arguments);
    StringBuilder jobs = new StringBuilder();
    JOBS.keySet().forEach(job -> jobs.append("  %-12s %s%n".formatted(job, texts.summary(job))));
    return texts.usage(jobs.toString());
  }
}
