package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends documents by identifier in bulk requests, so that sending one again changes nothing.
 * Documents that meet a full queue are sent again after a pause; those that the server refuses for
 * good are kept with its reason.
 */
final class BulkWriter implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final int LONGEST_ID = 512;
  private static final Map<String, String> PARAMETERS =
      Map.of("filter_path", "errors,items.index.status,items.index.error", "require_alias", "true");

  private record Line(String id, String text) {}

  private final ElasticClient client;
  private final ElasticsearchSettings.Bulk settings;
  private final String path;
  private final List<Rejected> refused = new ArrayList<>();
  private List<Line> waiting = new ArrayList<>();
  private long waitingBytes;
  private long indexed;

  /**
   * Writes to a version of {@link IndexAdmin} that is not published yet.
   *
   * @param index the version's name
   */
  BulkWriter(ElasticsearchSettings settings, String index) {
    this.client = ElasticClient.open(settings);
    this.settings = settings.bulk();
    this.path = '/' + IndexAdmin.writeAlias(index) + "/_bulk";
  }

  void add(String id, ObjectNode document) {
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      // The server would refuse the whole request for it.
      refused.add(new Rejected(id, "the key is longer than %d bytes".formatted(LONGEST_ID)));
      return;
    }
    ObjectNode action = ElasticClient.JSON.createObjectNode();
    action.putObject("index").put("_id", id);
    String text = action + "\n" + document + "\n";
    long bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (!waiting.isEmpty() && waitingBytes + bytes > settings.bytes()) {
      flush();
    }
    waiting.add(new Line(id, text));
    waitingBytes += bytes;
    if (waiting.size() >= settings.documents()) {
      flush();
    }
  }

  /** Keeps a row that can't be sent. */
  void refuse(String id, String reason) {
    refused.add(new Rejected(id, reason));
  }

  /** Sends what waits. */
  void flush() {
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      waiting = send(waiting, attempt > settings.retries());
      if (!waiting.isEmpty()) {
        Backoff.pause(attempt);
      }
    }
    waitingBytes = 0;
  }

  /** Documents that the server took; those sent again count once. */
  long indexed() {
    return indexed;
  }

  List<Rejected> refused() {
    return refused;
  }

  @Override
  public void close() {
    client.close();
  }

  private List<Line> send(List<Line> lines, boolean last) {
    StringBuilder body = new StringBuilder();
    lines.forEach(line -> body.append(line.text()));
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    JsonNode answer = client.lines(path, PARAMETERS, bytes, TIMEOUT, settings.retries());
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
