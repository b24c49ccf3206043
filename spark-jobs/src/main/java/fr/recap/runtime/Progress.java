package fr.recap.runtime;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.collection.JavaConverters;

/**
 * Shows how far long stages are: what is done, tasks done and in all, rate, time left. On a
 * terminal one line is written over; elsewhere a plain line every ten seconds. Stages of less than
 * two seconds are not worth a line.
 */
final class Progress extends SparkListener {
  private static final long QUIET_MILLIS = 2_000;
  private static final long TERMINAL_MILLIS = 500;
  private static final long PLAIN_MILLIS = 10_000;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<Integer, String> descriptions = new HashMap<>();
  private final Map<Integer, Running> running = new HashMap<>();
  private long lastPrinted;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  private static final class Running {
    private final String description;
    private final int tasks;
    private final long started = System.currentTimeMillis();
    private int done;
    private boolean shown;

    Running(String description, int tasks) {
      this.description = description;
      this.tasks = tasks;
    }
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    String description =
        job.properties() == null ? null : job.properties().getProperty("spark.job.description");
    for (StageInfo stage : JavaConverters.seqAsJavaList(job.stageInfos())) {
      descriptions.put(stage.stageId(), description == null ? stage.name() : description);
    }
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    StageInfo stage = event.stageInfo();
    String description = descriptions.getOrDefault(stage.stageId(), stage.name());
    running.put(stage.stageId(), new Running(description, stage.numTasks()));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd event) {
    Running stage = running.get(event.stageId());
    if (stage == null || event.taskInfo() == null || !event.taskInfo().successful()) {
      return;
    }
    stage.done++;
    long now = System.currentTimeMillis();
    long pause = terminal ? TERMINAL_MILLIS : PLAIN_MILLIS;
    boolean last = stage.done >= stage.tasks; // told when the stage ends
    if (!last && now - stage.started >= QUIET_MILLIS && now - lastPrinted >= pause) {
      lastPrinted = now;
      stage.shown = true;
      print(line(stage.description, stage.done, stage.tasks, now - stage.started));
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    Running stage = running.remove(event.stageInfo().stageId());
    descriptions.remove(event.stageInfo().stageId());
    long millis = stage == null ? 0 : System.currentTimeMillis() - stage.started;
    if (stage != null && (stage.shown || millis >= PLAIN_MILLIS)) {
      print(line(stage.description, stage.done, stage.tasks, millis));
      if (terminal) {
        out.println();
      }
    }
  }

  private void print(String line) {
    if (terminal) {
      out.print("\r\u001b[K" + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** {@code NAF: projecting rp_2026: 12 of 40 tasks, 1.20/s, 23 s left}. */
  static String line(String description, int done, int tasks, long millis) {
    if (done >= tasks) {
      return "%s: %d tasks in %s".formatted(description, tasks, human(millis));
    }
    double rate = done * 1000.0 / Math.max(1, millis);
    String left = rate > 0 ? human((long) ((tasks - done) / rate * 1000)) + " left" : "?";
    return "%s: %d of %d tasks, %.2f/s, %s".formatted(description, done, tasks, rate, left);
  }

  private static String human(long millis) {
    Duration duration = Duration.ofMillis(millis);
    if (duration.toMinutes() >= 1) {
      return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return "%d s".formatted(Math.max(1, Math.round(millis / 1000.0)));
  }
}
