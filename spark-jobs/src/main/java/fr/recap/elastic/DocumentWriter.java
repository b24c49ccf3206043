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
import org.elasticsearch.hadoop.EsHadoopException;
import org.elasticsearch.hadoop.cfg.PropertiesSettings;
import org.elasticsearch.hadoop.cfg.Settings;
import org.elasticsearch.hadoop.rest.EsHadoopInvalidRequest;
import org.elasticsearch.hadoop.rest.InitializationUtils;
import org.elasticsearch.hadoop.rest.RestRepository;
import org.elasticsearch.hadoop.util.BytesArray;
import org.elasticsearch.spark.rdd.EsRDDWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag$;

/**
 * Sends documents by identifier through the elasticsearch-spark connector, so that sending one
 * again changes nothing. Documents that meet a full queue are sent again by the connector; those
 * that the server refuses for good are kept with its reason ({@link RefusedDocuments}).
 *
 * <p>The connector's own RDD writer gives a task up at the first request that fails as a whole,
 * also where the server only asks for patience. So this works with what that writer works with, the
 * connector's repository, and lets it flush again after a growing pause.
 */
public final class DocumentWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentWriter.class);
  private static final int LONGEST_ID = 512;
  private static final int NOT_FOUND = 404;

  /** Of the line before a document, without the identifier; rounded up. */
  private static final int ACTION_BYTES = 32;

  private record Document(String id, BytesArray json) {}

  private final ElasticsearchSettings.Bulk limits;
  private final String target;
  private final String listener;
  private final EsRDDWriter<BytesArray> connector;
  private final List<Rejected> refused = new ArrayList<>();
  private final Map<String, RefusedDocuments.Refusal> refusals = new LinkedHashMap<>();
  private final List<Document> waiting = new ArrayList<>();
  private RestRepository repository;

  /** Whether the repository has what waits. */
  private boolean handedOver;

  private long waitingBytes;
  private long indexed;

  private DocumentWriter(ElasticsearchSettings settings, String version) {
    this.limits = settings.bulk();
    this.target = version;
    this.listener = RefusedDocuments.add(refusal -> refusals.put(refusal.id(), refusal));
    Settings all = new PropertiesSettings();
    ConnectorSettings.writing(settings, version).forEach(all::setProperty);
    RefusedDocuments.settings(listener).forEach(all::setProperty);
    this.connector = new EsRDDWriter<>(all.save(), true, ClassTag$.MODULE$.apply(BytesArray.class));
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
    // As JSON, like the documents: the connector puts it into its line as it is.
    Document each =
        new Document(TextNode.valueOf(id).toString(), new BytesArray(document.toString()));
    long bytes = (long) ACTION_BYTES + each.id().length() + each.json().length();
    if (!waiting.isEmpty() && waitingBytes + bytes > limits.bytes()) {
      flush();
    }
    waiting.add(each);
    waitingBytes += bytes;
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
      try {
        send();
        settle();
      } catch (EsHadoopException e) {
        if (attempt > limits.retries()) {
          // Without the cause: it tells the documents of the request.
          throw new ElasticException(
              "The connector can't write to %s (%d tries, last: %s)"
                  .formatted(target, attempt, Reasons.firstLines(e)));
        }
        if (!(e instanceof EsHadoopInvalidRequest)) {
          abandon(); // no answer: perhaps the connection has broken
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
    if (repository == null) {
      Settings settings = connector.settings();
      InitializationUtils.discoverClusterInfo(settings, connector.log());
      repository = new RestRepository(settings);
      repository.addRuntimeFieldExtractor(connector.metaExtractor());
    }
    if (!handedOver) {
      for (Document document : waiting) {
        connector.metaExtractor().setObject(document.id());
        repository.writeToIndex(document.json());
      }
      handedOver = true;
    }
    repository.flush();
  }

  private void settle() {
    for (RefusedDocuments.Refusal refusal : refusals.values()) {
      if (refusal.status() == NOT_FOUND) {
        throw new ElasticException(
            "%s: the index was published or deleted meanwhile: %s"
                .formatted(target, refusal.reason()));
      }
      refuse(refusal.id(), refusal.reason());
    }
    indexed += waiting.size() - refusals.size();
    refusals.clear();
    waiting.clear();
    waitingBytes = 0;
    handedOver = false;
  }

  /** Closes the connection; what it still holds is sent again by another. */
  private void abandon() {
    if (repository != null) {
      try {
        repository.close();
      } catch (EsHadoopException alreadyTold) {
        LOG.debug("The connector could not be closed in peace", alreadyTold);
      }
    }
    repository = null;
    handedOver = false;
    refusals.clear();
  }
}
