package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Sends documents by identifier in bulk requests, so that sending one again changes nothing.
 * Documents that meet a full queue are sent again after a pause; those that the server refuses for
 * good are kept with its reason.
 */
public final class BulkWriter {
  private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(5);
  private static final int LONGEST_ID = 512;
  private static final Map<String, String> PARAMETERS =
      Map.of("filter_path", "errors,items.index.status,items.index.error", "require_alias", "true");

  private record Line(String id, String text) {}

  private final ElasticClient client;
  private final String path;
  private final ElasticsearchSettings.Bulk limits;
  private final Duration timeout;
  private final int retries;
  private final List<Rejected> refused = new ArrayList<>();
  private List<Line> waiting = new ArrayList<>();
  private long waitingBytes;
  private long indexed;

  private BulkWriter(
      ElasticClient client,
      String alias,
      ElasticsearchSettings.Bulk limits,
      Duration timeout,
      int retries) {
    this.client = client;
    this.path = '/' + alias + "/_bulk";
    this.limits = limits;
    this.timeout = timeout;
    this.retries = retries;
  }

  /**
   * Writes to a version of {@link IndexAdmin} that is not published yet.
   *
   * @param version its name
   */
  public static BulkWriter toVersion(
      ElasticClient client, ElasticsearchSettings settings, String version) {
    ElasticsearchSettings.Bulk bulk = settings.bulk();
    return new BulkWriter(
        client, IndexAdmin.writeAlias(version), bulk, BUILD_TIMEOUT, bulk.retries());
  }

  /** Writes to what an alias points to, for somebody who waits no longer than for a search. */
  public static BulkWriter toAlias(
      ElasticClient client, ElasticsearchSettings settings, String alias) {
    ElasticsearchSettings.Search search = settings.search();
    return new BulkWriter(client, alias, settings.bulk(), search.timeout(), search.retries());
  }

  /**
   * Adds a document; it may be sent now or later.
   *
   * @param id its identifier; one that is too long for the server is refused here
   */
  public void add(String id, ObjectNode document) {
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      // The server would refuse the whole request for it.
      refused.add(new Rejected(id, "the key is longer than %d bytes".formatted(LONGEST_ID)));
      return;
    }
    ObjectNode action = ElasticClient.JSON.createObjectNode();
    action.putObject("index").put("_id", id);
    String text = action + "\n" + document + "\n";
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (!waiting.isEmpty() && waitingBytes + bytes > limits.bytes()) {
      flush();
    }
    waiting.add(new Line(id, text));
    waitingBytes += bytes;
    if (waiting.size() >= limits.documents()) {
      flush();
    }
  }

  /** Keeps a row that can't be sent. */
  public void refuse(String id, String reason) {
    refused.add(new Rejected(id, reason));
  }

  /** Sends what waits. */
  public void flush() {
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      waiting = send(waiting, attempt > retries);
      if (!waiting.isEmpty()) {
        ElasticClient.pause(attempt);
      }
    }
    waitingBytes = 0;
  }

  /** Documents that the server took; those sent again count once. */
  public long indexed() {
    return indexed;
  }

  /** Documents that were refused for good, in the order in which that was known. */
  public List<Rejected> refused() {
    return Collections.unmodifiableList(refused);
  }

  private List<Line> send(List<Line> lines, boolean last) {
    StringBuilder body = new StringBuilder();
    lines.forEach(line -> body.append(line.text()));
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    JsonNode answer = client.lines(path, PARAMETERS, bytes, timeout, retries);
    JsonNode items = answer.path("items");
    if (items.size() != lines.size()) {
      throw new ElasticException(
          "%s answered %d of %d documents".formatted(path, items.size(), lines.size()));
    }
    List<Line> again = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode item = items.path(i).path("index");
      int status = item.path("status").asInt();
      if (status == 429 || status == 503) {
        if (!last) {
          again.add(lines.get(i));
          continue;
        }
      } else if (status < 300) {
        indexed++;
        continue;
      }
      if (status == 404) {
        throw new ElasticException(
            "%s: the index was published or deleted meanwhile: %s"
                .formatted(path, Reasons.of(item.path("error"))));
      }
      refused.add(new Rejected(lines.get(i).id(), Reasons.of(item.path("error"))));
    }
    return again;
  }
}
