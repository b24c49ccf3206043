package fr.recap.indexing;

import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.BulkWriter;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.IndexAdmin;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of the forms that clerks have validated, to which single forms are added as {@link
 * BuildIndex} adds them all. A form that is there already is replaced.
 */
public final class ValidatedIndex {
  private static final Logger LOG = LoggerFactory.getLogger(ValidatedIndex.class);

  private final ElasticClient client;
  private final IndexAdmin admin;
  private final Postgres postgres;
  private final ElasticsearchSettings settings;
  private final String alias;
  private final Documents documents;

  /**
   * @param client sends, within the limits of {@code settings}
   */
  public ValidatedIndex(ElasticClient client, ElasticsearchSettings settings, RecapConfig config) {
    this.client = client;
    this.admin = new IndexAdmin(client);
    this.postgres = new Postgres(config.postgres());
    this.settings = settings;
    this.alias = config.indices().validated();
    this.documents = new Documents(IndexKind.BI);
  }

  /** The versions behind its alias. */
  public List<String> versions() {
    return admin.versions(alias);
  }

  /**
   * Makes an empty index if there is none yet.
   *
   * @return whether it did
   * @throws fr.recap.config.RefusedInputException if a job is making one at this moment
   */
  public boolean createIfMissing() {
    return !admin.exists(alias) && BuildLock.holding(postgres, alias, this::create);
  }

  private boolean create() {
    if (admin.exists(alias)) {
      return false;
    }
    String version =
        admin.createVersion(
            alias, IndexDefinition.load(IndexKind.BI, settings), RunId.next("serve"));
    admin.publish(version, alias, 0);
    return true;
  }

  /**
   * Adds forms; when it returns they are on the disks of the server. Searches find them about a
   * second later.
   *
   * @param forms with their coordinates, by cabbi
   * @return the reason for each form that was refused
   * @throws ElasticException if the server refuses all
   */
  public Map<String, String> save(Map<String, Row> forms) {
    BulkWriter writer = BulkWriter.toAlias(client, settings, alias);
    Set<String> changed = new TreeSet<>();
    forms.forEach((cabbi, form) -> writer.add(cabbi, documents.of(changed::add, form)));
    writer.flush();
    if (!changed.isEmpty()) {
      LOG.warn("Of forms that were saved: {}", changed);
    }
    Map<String, String> refused = new LinkedHashMap<>();
    writer.refused().forEach(rejected -> refused.put(rejected.key(), rejected.reason()));
    return refused;
  }
}
