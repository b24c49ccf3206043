package fr.recap.elastic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import fr.recap.config.ElasticsearchSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.elasticsearch.hadoop.EsHadoopException;
import org.elasticsearch.hadoop.cfg.PropertiesSettings;
import org.elasticsearch.hadoop.cfg.Settings;
import org.elasticsearch.hadoop.rest.InitializationUtils;
import org.elasticsearch.hadoop.rest.RestRepository;
import org.elasticsearch.hadoop.rest.RestService;
import org.elasticsearch.hadoop.serialization.bulk.MetadataExtractor;
import org.elasticsearch.hadoop.util.BytesArray;
import org.elasticsearch.spark.rdd.EsRDDWriter;
import scala.reflect.ClassTag$;

/**
 * Sends documents by identifier through the elasticsearch-spark connector, so that sending one
 * again changes nothing. Documents that meet a full queue are sent again by the connector; those
 * that the server refuses for good are kept with its reason ({@link RefusedDocuments}).
 *
 * <p>The connector gives a task up at the first request that fails as a whole, and nothing less
 * than the task would be run again. So this works with the partition writer that the connector's
 * own RDD writer works with, and sends a request's documents again after a growing pause.
 */
public final class DocumentWriter implements AutoCloseable {
  private static final int LONGEST_ID = 512;
  private static final int NOT_FOUND = 404;

  private record Document(String id, BytesArray json) {}

  private final ElasticsearchSettings.Bulk limits;
  private final String target;
  private final String listener;
  private final EsRDDWriter<BytesArray> task;
  private final List<Rejected> refused = new ArrayList<>();
  private final Map<String, RefusedDocuments.Refusal> refusals = new LinkedHashMap<>();
  private final List<Document> waiting = new ArrayList<>();
  private RestService.PartitionWriter writer;
  private long waitingBytes;
  private long indexed;

  private DocumentWriter(ElasticsearchSettings settings, String version) {
    this.limits = settings.bulk();
    this.target = version;
    this.listener = RefusedDocuments.add(refusal -> refusals.put(refusal.id(), refusal));
    Settings all = new PropertiesSettings();
    ConnectorSettings.writing(settings, version).forEach(all::setProperty);
    RefusedDocuments.settings(listener).forEach(all::setProperty);
    this.task = new EsRDDWriter<>(all.save(), true, ClassTag$.MODULE$.apply(BytesArray.class));
  }

  /**
   * Writes to a version of {@link IndexAdmin} that is not published yet.
   *
   * @param version its name
   */
  public static DocumentWriter toVersion(ElasticsearchSettings settings, String version) {
    return new DocumentWriter(settings, version);
  }

  /**
   * Adds a document; it may be sent now or later.
   *
   * @param id its identifier; one that is too long for the server is refused here
   * @throws ElasticException if the server can't be reached, or the version is no longer there
   */
  public void add(String id, ObjectNode document) {
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      // The server would refuse the whole request for it.
      refuse(id, "the key is longer than %d bytes".formatted(LONGEST_ID));
      return;
    }
    BytesArray json = new BytesArray(document.toString());
    if (!waiting.isEmpty() && waitingBytes + json.length() > limits.bytes()) {
      flush();
    }
    waiting.add(new Document(id, json));
    waitingBytes += json.length();
    if (waiting.size() >= limits.documents()) {
      flush();
    }
  }

  /** Keeps a row that can't be sent. */
  public void refuse(String id, String reason) {
    refused.add(new Rejected(id, reason));
  }

  /**
   * Sends what waits.
   *
   * @throws ElasticException as {@link #add}
   */
  public void flush() {
    for (int attempt = 1; !waiting.isEmpty(); attempt++) {
      refusals.clear();
      try {
        send();
        settle();
      } catch (EsHadoopException e) {
        abandon();
        if (attempt > limits.retries()) {
          // Without the cause: it tells the documents of the request.
          throw new ElasticException(
              "The connector can't write to %s (%d tries, last: %s)"
                  .formatted(target, attempt, Reasons.firstLines(e)));
        }
        ElasticClient.pause(attempt);
      }
    }
  }

  /** Documents that the server took; those sent again count once. */
  public long indexed() {
    return indexed;
  }

  /** Documents that were refused for good, in the order in which that was known. */
  public List<Rejected> refused() {
    return Collections.unmodifiableList(refused);
  }

  /** Lets go of the connection; what was not flushed is not sent. */
  @Override
  public void close() {
    abandon();
    RefusedDocuments.remove(listener);
  }

  private void send() {
    if (writer == null) {
      writer = open();
    }
    MetadataExtractor identifiers = task.metaExtractor();
    for (Document document : waiting) {
      // As JSON, like the documents: the connector puts it into the line as it is.
      identifiers.setObject(TextNode.valueOf(document.id()).toString());
      writer.repository.writeToIndex(document.json());
    }
    writer.repository.flush();
  }

  private RestService.PartitionWriter open() {
    Settings settings = task.settings();
    InitializationUtils.discoverClusterInfo(settings, task.log());
    // The connector would make a missing index as it opens the writer.
    try (RestRepository repository = new RestRepository(settings)) {
      if (!repository.resourceExists(false)) {
        throw gone("there is no such index");
      }
    }
    TaskContext context = TaskContext.get();
    int partition = context == null ? 0 : context.partitionId();
    RestService.PartitionWriter opened =
        RestService.createWriter(settings, partition, -1, task.log());
    opened.repository.addRuntimeFieldExtractor(task.metaExtractor());
    return opened;
  }

  private void settle() {
    for (RefusedDocuments.Refusal refusal : refusals.values()) {
      if (refusal.status() == NOT_FOUND) {
        throw gone(refusal.reason());
      }
      refuse(refusal.id(), refusal.reason());
    }
    indexed += waiting.size() - refusals.size();
    waiting.clear();
    waitingBytes = 0;
  }

  private ElasticException gone(String reason) {
    return new ElasticException(
        "%s: the index was published or deleted meanwhile: %s".formatted(target, reason));
  }

  /** Closes the connection without what it may still hold. */
  private void abandon() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
    } catch (EsHadoopException alreadyTold) {
      task.log().debug("The connector could not be closed in peace", alreadyTold);
    }
    writer = null;
  }
}
