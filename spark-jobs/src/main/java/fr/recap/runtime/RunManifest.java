package fr.recap.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run read, wrote and rejected.
 *
 * @param settings the job's settings as JSON, without secrets
 * @param inputs what was read
 * @param models published version of each model, by its name
 * @param fingerprints of these versions, by the model's name: the SHA-256 of the version's manifest
 * @param outputs what was written
 * @param rowsIn rows that each must end as a result or as a reject
 * @param rowsOut results
 * @param rowsRejected rejects
 * @param counts of rows that people should know of, by what they are
 * @param durations of the stages, by name
 * @param metrics what a training measured, by name
 */
public record RunManifest(
    String runId,
    String job,
    Instant started,
    Instant finished,
    String settings,
    List<Part> inputs,
    Map<String, String> models,
    Map<String, String> fingerprints,
    List<Part> outputs,
    long rowsIn,
    long rowsOut,
    long rowsRejected,
    Map<String, Long> counts,
    Map<String, Duration> durations,
    Map<String, Double> metrics) {

  /**
   * A table, a file or an index.
   *
   * @param name its name
   * @param rows its rows (or documents)
   * @param fingerprint what tells its content (checksum, size and date of a file); may be empty
   */
  public record Part(String name, long rows, String fingerprint) {}

  public RunManifest {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    models = Map.copyOf(models);
    fingerprints = Map.copyOf(fingerprints);
    counts = Map.copyOf(counts);
    durations = Map.copyOf(durations);
    metrics = Map.copyOf(metrics);
  }

  /**
   * Checks that nothing was lost: rows in = results + rejects.
   *
   * @return this
   * @throws IllegalStateException if the counts don't add up
   */
  public RunManifest checkBalanced() {
    if (rowsIn != rowsOut + rowsRejected) {
      throw new IllegalStateException(
          "Run %s of %s read %d rows but has %d results and %d rejects: nothing may be published"
              .formatted(runId, job, rowsIn, rowsOut, rowsRejected));
    }
    return this;
  }

  /** The manifest as JSON; times in ISO-8601 (UTC), durations in milliseconds. */
  public String toJson() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("run_id", runId).put("job", job);
    root.put("started", started.toString()).put("finished", finished.toString());
    root.put("rows_in", rowsIn).put("rows_out", rowsOut).put("rows_rejected", rowsRejected);
    parts(root.putArray("inputs"), inputs);
    parts(root.putArray("outputs"), outputs);
    texts(root.putObject("models"), models);
    texts(root.putObject("model_fingerprints"), fingerprints);
    ObjectNode counted = root.putObject("counts");
    new TreeMap<>(counts).forEach(counted::put);
    ObjectNode times = root.putObject("durations_ms");
    durations.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> times.put(e.getKey(), e.getValue().toMillis()));
    if (!metrics.isEmpty()) {
      ObjectNode measured = root.putObject("metrics");
      // JSON has no number for what could not be measured.
      new TreeMap<>(metrics)
          .forEach(
              (name, value) -> measured.put(name, Double.isFinite(value) ? value : (Double) null));
    }
    try {
      root.set("settings", mapper.readTree(settings));
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The settings of run " + runId + " are no JSON", e);
    }
  }

  private static void texts(ObjectNode object, Map<String, String> texts) {
    texts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> object.put(e.getKey(), e.getValue()));
  }

  private static void parts(ArrayNode array, List<Part> parts) {
    parts.forEach(
        p ->
            array
                .addObject()
                .put("name", p.name())
                .put("rows", p.rows())
                .put("fingerprint", p.fingerprint()));
  }
}
