package fr.recap.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a complete version is made of.
 *
 * @param name of the model: NAF, PCS, NONCODABLE, SIRET
 * @param version the published version, or the path of the training below the store's root
 * @param training path of the training that it comes from, below the store's root
 * @param who made it; empty where that was not told
 * @param files all files but the manifest, in order of path
 * @param decision a threshold that replaces that of the training; empty for that of the training
 */
public record ModelManifest(
    String name,
    String version,
    String training,
    Instant createdAt,
    Optional<String> who,
    TrainingFacts facts,
    List<ModelFile> files,
    Optional<ThresholdDecision> decision) {
  /** Whether it is a published version; else it is a training. */
  public boolean isPublished() {
    return !version.startsWith(ModelStore.TRAININGS + "/");
  }

  /** Bytes of all its files. */
  public long size() {
    return files.stream().mapToLong(ModelFile::size).sum();
  }

  /** Name of the file that makes a version complete. */
  static final String FILE = "manifest.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  public ModelManifest {
    files = List.copyOf(files);
  }

  /** A version with the thresholds of its training, made by who runs this. */
  public ModelManifest(
      String name,
      String version,
      String training,
      Instant createdAt,
      TrainingFacts facts,
      List<ModelFile> files) {
    this(name, version, training, createdAt, facts, files, Optional.empty());
  }

  /**
   * A version made by who runs this.
   *
   * @param decision a threshold that replaces that of the training; empty for that of the training
   */
  public ModelManifest(
      String name,
      String version,
      String training,
      Instant createdAt,
      TrainingFacts facts,
      List<ModelFile> files,
      Optional<ThresholdDecision> decision) {
    this(
        name,
        version,
        training,
        createdAt,
        Optional.ofNullable(System.getProperty("user.name")),
        facts,
        files,
        decision);
  }

  /**
   * What tells this version from any other, whatever its name: the SHA-256 of its manifest, which
   * has those of all its files. {@code sha256sum manifest.json} on the stored file tells the same.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public String fingerprint() {
    try {
      return Checksums.of(toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it is stored; what was read from a store gives the bytes that are there. */
  byte[] toJson() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("name", name);
    root.put("version", version);
    root.put("training", training);
    root.put("created-at", createdAt.toString());
    who.ifPresent(user -> root.put("who", user));
    root.put("seed", facts.seed());
    root.put("data-fingerprint", facts.dataFingerprint());
    ObjectNode metrics = root.putObject("metrics");
    facts.metrics().forEach(metrics::put);
    decision.ifPresent(
        made ->
            root.putObject("decision")
                .put("threshold", made.threshold())
                .put("target-precision", made.targetPrecision())
                .put("precision", made.precision())
                .put("coverage", made.coverage())
                .put("who", made.who())
                .put("when", made.when().toString())
                .put("data", made.data()));
    ArrayNode list = root.putArray("files");
    for (ModelFile file : files) {
      list.addObject()
          .put("path", file.path())
          .put("size", file.size())
          .put("sha256", file.sha256());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  static ModelManifest fromJson(byte[] json) throws IOException {
    JsonNode root = JSON.readTree(json);
    Map<String, Double> metrics = new TreeMap<>();
    root.path("metrics")
        .fields()
        .forEachRemaining(entry -> metrics.put(entry.getKey(), entry.getValue().asDouble()));
    List<ModelFile> files = new ArrayList<>();
    for (JsonNode file : root.path("files")) {
      files.add(
          new ModelFile(
              file.path("path").asText(),
              file.path("size").asLong(),
              file.path("sha256").asText()));
    }
    return new ModelManifest(
        root.path("name").asText(),
        root.path("version").asText(),
        root.path("training").asText(),
        Instant.parse(root.path("created-at").asText()),
        Optional.ofNullable(root.path("who").textValue()),
        new TrainingFacts(
            root.path("seed").asLong(), root.path("data-fingerprint").asText(), metrics),
        files,
        decision(root.path("decision")));
  }

  private static Optional<ThresholdDecision> decision(JsonNode made) {
    return made.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new ThresholdDecision(
                made.path("threshold").asDouble(),
                made.path("target-precision").asDouble(),
                made.path("precision").asDouble(),
                made.path("coverage").asDouble(),
                made.path("who").asText(),
                Instant.parse(made.path("when").asText()),
                made.path("data").asText()));
  }
}
