package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;

/** What the servers of a cluster have computed. */
public final class ServerTime {
  private ServerTime() {}

  /** Processor time of all nodes since they started, in milliseconds. */
  public static long millis(ElasticClient client) {
    long millis = 0;
    for (JsonNode node : client.get("/_nodes/stats/process").path("nodes")) {
      millis += node.path("process").path("cpu").path("total_in_millis").asLong();
    }
    return millis;
  }
}
