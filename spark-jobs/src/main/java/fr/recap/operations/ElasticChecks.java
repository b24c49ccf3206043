package fr.recap.operations;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.SupportedServers;
import java.util.ArrayList;
import java.util.List;

/** Elasticsearch: its version and health, and the indices that jobs search. */
final class ElasticChecks implements Preflight.Check {
  private static final String SUBJECT = "elasticsearch";

  private final RecapConfig config;

  ElasticChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      findings.add(version(client.serverVersion()));
      findings.add(health(client));
      IndexAdmin admin = new IndexAdmin(client);
      findings.add(index(admin, config.indices().sirus(), "recap index sirus", true));
      for (String index : config.indices().history()) {
        boolean optional = index.equals(config.indices().validated());
        String job = optional ? "recap index validated" : "recap index history";
        findings.add(index(admin, index, job, !optional));
      }
    }
    return findings;
  }

  static Finding version(String version) {
    String text = "version " + version;
    return SupportedServers.fault(version)
        .map(fault -> Finding.error(SUBJECT, text, fault))
        .orElseGet(
            () ->
                version.startsWith("7.")
                    ? Finding.ok(SUBJECT, text)
                    : Finding.warning(
                        SUBJECT, text, "tested with 7.10 alone: try a small campaign first"));
  }

  private static Finding health(ElasticClient client) {
    JsonNode health = client.get("/_cluster/health");
    String status = health.path("status").asText();
    String text =
        "cluster %s is %s, %d nodes"
            .formatted(
                health.path("cluster_name").asText(),
                status,
                health.path("number_of_data_nodes").asInt());
    return switch (status) {
      case "green" -> Finding.ok(SUBJECT, text);
      // One node has no place for replicas: that alone is no trouble.
      case "yellow" ->
          Finding.warning(
              SUBJECT, text, "replicas are missing: look at _cluster/allocation/explain");
      default ->
          Finding.error(SUBJECT, text, "shards are missing: look at _cluster/allocation/explain");
    };
  }

  private static Finding index(IndexAdmin admin, String index, String job, boolean needed) {
    String subject = "index " + index;
    if (!admin.exists(index)) {
      return needed
          ? Finding.warning(
              subject, "is not there", "make it with '%s' before 'recap code'".formatted(job))
          : Finding.ok(subject, "is not there yet (%s)".formatted(job));
    }
    return Finding.ok(subject, "%,d documents".formatted(admin.count(index)));
  }
}
