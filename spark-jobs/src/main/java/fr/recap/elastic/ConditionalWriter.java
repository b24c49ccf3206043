package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes documents through an alias only if nobody has written them since a look ({@code
 * if_seq_no}): whoever looks, reads what the documents are made of, and then writes, never replaces
 * a newer state by an older one. It holds between processes, and for a write that arrives late.
 */
public final class ConditionalWriter {
  private static final Map<String, String> PARAMETERS =
      Map.of("filter_path", "items.*._index,items.*.status,items.*.error", "require_alias", "true");
  private static final int CONFLICT = 409;

  private final ElasticClient client;
  private final ElasticsearchSettings.Search limits;
  private final String alias;

  /**
   * @param limits of each request
   * @param alias of one index
   */
  public ConditionalWriter(
      ElasticClient client, ElasticsearchSettings.Search limits, String alias) {
    this.client = client;
    this.limits = limits;
    this.alias = alias;
  }

  /**
   * What is stored under an identifier.
   *
   * @param index the concrete index
   * @param sequence number of the write that stored it; negative if there is nothing
   * @param term of the primary shard then
   */
  public record Stored(String index, long sequence, long term) {
    boolean isThere() {
      return sequence >= 0;
    }
  }

  /**
   * What became of a document.
   *
   * @param index where it was written; null if it was not
   * @param refusal the server's reason; null if it was written, or others have written meanwhile
   */
  public record Written(String index, String refusal) {
    /** Whether somebody else has written it since the look, or the alias has moved. */
    public boolean conflicts() {
      return index == null && refusal == null;
    }
  }

  /** Looks, without waiting for a refresh. */
  public Map<String, Stored> look(Collection<String> ids) {
    ObjectNode body = ElasticClient.JSON.createObjectNode();
    ArrayNode wanted = body.putArray("ids");
    ids.forEach(wanted::add);
    Map<String, Stored> stored = new LinkedHashMap<>();
    for (JsonNode each : client.post('/' + alias + "/_mget?_source=false", body).path("docs")) {
      if (each.has("error")) {
        throw new ElasticException(
            "Elasticsearch can't look documents of %s up: %s"
                .formatted(alias, Reasons.of(each.path("error"))));
      }
      stored.put(
          each.path("_id").asText(),
          new Stored(
              each.path("_index").asText(),
              each.path("found").asBoolean() ? each.path("_seq_no").asLong() : -1,
              each.path("_primary_term").asLong()));
    }
    return stored;
  }

  /**
   * Writes; when it returns, what was written is on the disks of the server.
   *
   * @param documents by identifier
   * @param before what {@link #look} said of them
   * @throws ElasticException if the server refuses all
   */
  public Map<String, Written> write(Map<String, ObjectNode> documents, Map<String, Stored> before) {
    StringBuilder lines = new StringBuilder();
    List<String> ids = new ArrayList<>(documents.keySet());
    for (String id : ids) {
      lines.append(action(id, before.get(id))).append('\n');
      lines.append(documents.get(id)).append('\n');
    }
    JsonNode items =
        client
            .lines(
                '/' + alias + "/_bulk",
                PARAMETERS,
                lines.toString().getBytes(StandardCharsets.UTF_8),
                limits.timeout(),
                limits.retries())
            .path("items");
    Map<String, Written> written = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      JsonNode item = items.path(i).iterator().next();
      written.put(ids.get(i), written(item, before.get(ids.get(i)).index()));
    }
    return written;
  }

  private static ObjectNode action(String id, Stored before) {
    ObjectNode action = ElasticClient.JSON.createObjectNode();
    ObjectNode about = action.putObject(before.isThere() ? "index" : "create").put("_id", id);
    if (before.isThere()) {
      about.put("if_seq_no", before.sequence()).put("if_primary_term", before.term());
    }
    return action;
  }

  private static Written written(JsonNode item, String expected) {
    int status = item.path("status").asInt();
    if (status >= 200 && status < 300) {
      String index = item.path("_index").asText();
      // In another index than that of the look, the condition has said nothing.
      return new Written(index.equals(expected) ? index : null, null);
    }
    return new Written(null, status == CONFLICT ? null : Reasons.of(item.path("error")));
  }
}
