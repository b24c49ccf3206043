package fr.recap.indexing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ConditionalWriter;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.IndexAdmin;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.RunId;
import java.util.Collection;
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

  private final IndexAdmin admin;
  private final Postgres postgres;
  private final ElasticsearchSettings settings;
  private final String alias;
  private final ConditionalWriter writer;
  private final Documents documents;

  /**
   * @param client sends, within the limits of {@code settings}
   */
  public ValidatedIndex(ElasticClient client, ElasticsearchSettings settings, RecapConfig config) {
    this.admin = new IndexAdmin(client);
    this.postgres = new Postgres(config.postgres());
    this.settings = settings;
    this.alias = config.indices().validated();
    this.writer = new ConditionalWriter(client, settings.search(), alias);
    this.documents = new Documents(IndexKind.BI, config.siret().evidence());
  }

  /** The name by which it is written and searched. */
  public String alias() {
    return alias;
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

  /** What is stored of forms, to be asked before they are read. */
  public Map<String, ConditionalWriter.Stored> look(Collection<String> keys) {
    return writer.look(keys);
  }

  /**
   * Adds forms that nobody else has added since the look; when it returns they are on the disks of
   * the server. Searches find them about a second later.
   *
   * @param forms with their coordinates, by cabbi
   * @param before what {@link #look} said
   * @throws ElasticException if the server refuses all
   */
  public Map<String, ConditionalWriter.Written> save(
      Map<String, Row> forms, Map<String, ConditionalWriter.Stored> before) {
    if (forms.isEmpty()) {
      return Map.of();
    }
    Map<String, ObjectNode> made = new LinkedHashMap<>();
    Set<String> changed = new TreeSet<>();
    forms.forEach((cabbi, form) -> made.put(cabbi, documents.of(changed::add, form)));
    if (!changed.isEmpty()) {
      LOG.warn("Of forms that were saved: {}", changed);
    }
    return writer.write(made, before);
  }
}
