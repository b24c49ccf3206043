package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.elasticsearch.hadoop.handler.HandlerResult;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteErrorHandler;
import org.elasticsearch.hadoop.rest.bulk.handler.BulkWriteFailure;
import org.elasticsearch.hadoop.rest.bulk.handler.DelayableErrorCollector;
import org.elasticsearch.hadoop.rest.bulk.handler.impl.BulkWriteHandlerLoader;

/**
 * The connector's error handler for documents that the server refuses. It tells whoever writes
 * them, in the same task, and lets the others go on; the task's result is what reaches the driver,
 * so that a refusal is told once however often the task runs. Documents that meet a full queue (429
 * and 503) come here when the connector's own handler has given them up. Made by the connector.
 */
public final class RefusedDocuments extends BulkWriteErrorHandler {
  /**
   * A document that was refused.
   *
   * @param status the server's HTTP status for it
   */
  record Refusal(String id, int status, String reason) {}

  private static final String NAME = "recap";
  private static final String LISTENER = "listener";
  private static final Map<String, Consumer<Refusal>> LISTENERS = new ConcurrentHashMap<>();

  private Consumer<Refusal> listener;

  /**
   * Lets a listener of this JVM hear of refusals.
   *
   * @return the key under which {@link #settings} names it, until it is removed
   */
  static String add(Consumer<Refusal> listener) {
    String key = UUID.randomUUID().toString();
    LISTENERS.put(key, listener);
    return key;
  }

  static void remove(String key) {
    LISTENERS.remove(key);
  }

  /** Settings of the connector that make this the handler of what is written with them. */
  static Map<String, String> settings(String key) {
    String handler = BulkWriteHandlerLoader.ES_WRITE_REST_ERROR_HANDLER + '.' + NAME;
    return Map.of(
        BulkWriteHandlerLoader.ES_WRITE_REST_ERROR_HANDLERS,
        NAME,
        handler,
        RefusedDocuments.class.getName(),
        handler + '.' + LISTENER,
        key);
  }

  @Override
  public void init(Properties properties) {
    listener = LISTENERS.get(properties.getProperty(LISTENER));
    if (listener == null) {
      throw new IllegalStateException("Nobody in this JVM listens to refused documents");
    }
  }

  @Override
  public HandlerResult onError(BulkWriteFailure failure, DelayableErrorCollector<byte[]> collector)
      throws IOException {
    listener.accept(
        new Refusal(id(failure), failure.getResponseCode(), Reasons.of(failure.getException())));
    return HandlerResult.HANDLED;
  }

  /** It stands in the first line of what was sent, before the document. */
  private static String id(BulkWriteFailure failure) throws IOException {
    try (InputStream entry = failure.getEntryContents()) {
      JsonNode action = ElasticClient.JSON.readTree(entry);
      return action.path("index").path("_id").asText();
    }
  }
}
