package fr.recap.runtime;

import fr.recap.runtime.RunManifest.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run under way: what it tells of itself on the way becomes its {@link RunManifest}. */
public final class Run {
  private final String id;
  private final String job;
  private final String settings;
  private final Instant started = Instant.now();
  private final List<Part> inputs = new ArrayList<>();
  private final List<Part> outputs = new ArrayList<>();
  private final Map<String, String> models = new TreeMap<>();
  private final Map<String, String> fingerprints = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Duration> stages = new LinkedHashMap<>();
  private final Map<String, Double> metrics = new TreeMap<>();
  private Instant stageStarted = started;

  private Run(String id, String job, String settings) {
    this.id = id;
    this.job = job;
    this.settings = settings;
  }

  /**
   * Starts a run.
   *
   * @param job its name on the command line, one word
   * @param settings the settings as JSON, without secrets
   */
  public static Run start(String job, String settings) {
    return new Run(RunId.next(job), job, settings);
  }

  public String id() {
    return id;
  }

  /** Time since the start. */
  public Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  /** Tells of a table that was read. */
  public Run read(Object table, long rows) {
    return read(table, rows, "");
  }

  /** Tells of a table or file that was read, and what tells its content. */
  public Run read(Object source, long rows, String fingerprint) {
    inputs.add(new Part(source.toString(), rows, fingerprint));
    return this;
  }

  /** Tells of a table, an index or a file that was written. */
  public Run wrote(Object target, long rows) {
    outputs.add(new Part(target.toString(), rows, ""));
    return this;
  }

  /** Tells of published models that were used: version by name. */
  public Run used(Map<String, String> versions) {
    models.putAll(versions);
    return this;
  }

  /** Tells what these models were made of: the fingerprint of the version by name. */
  public Run fingerprints(Map<String, String> ofModels) {
    fingerprints.putAll(ofModels);
    return this;
  }

  /** Tells how many rows are of a kind that people should know of. */
  public Run counted(String what, long rows) {
    counts.put(what, rows);
    return this;
  }

  /** Tells what a training measured, by name. */
  public Run measured(Map<String, Double> figures) {
    metrics.putAll(figures);
    return this;
  }

  /** Ends a stage: it took the time since the one before it ended, or the run started. */
  public Run ended(String stage) {
    Instant now = Instant.now();
    stages.merge(stage, Duration.between(stageStarted, now), Duration::plus);
    stageStarted = now;
    return this;
  }

  /** Time of the stages that have ended, in their order. */
  public Map<String, Duration> stages() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(stages));
  }

  /**
   * The manifest.
   *
   * @param in rows that each had to end as a result or as a reject
   * @param out results
   * @param rejected rejects
   * @throws IllegalStateException if in is not out + rejected: then nothing may be published
   */
  public RunManifest finish(long in, long out, long rejected) {
    Instant finished = Instant.now();
    return new RunManifest(
            id,
            job,
            started,
            finished,
            settings,
            inputs,
            models,
            fingerprints,
            outputs,
            in,
            out,
            rejected,
            counts,
            stages,
            metrics)
        .checkBalanced();
  }
}
