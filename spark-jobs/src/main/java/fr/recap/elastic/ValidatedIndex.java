package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.RunId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The index of the forms that clerks have validated, to which single forms are added as {@link
 * BuildIndex} adds them all. A form that is there already is replaced.
 */
public final class ValidatedIndex {
  private static final Map<String, String> PARAMETERS =
      Map.of("filter_path", "errors,items.index.status,items.index.error", "require_alias", "true");

  private final ElasticClient client;
  private final IndexAdmin admin;
  private final Postgres postgres;
  private final ElasticsearchSettings.Search limits;
  private final String alias;

  /**
   * @param client sends, within the limits of {@code settings}
   */
  public ValidatedIndex(ElasticClient client, ElasticsearchSettings settings, RecapConfig config) {
    this.client = client;
    this.admin = new IndexAdmin(client, settings);
    this.postgres = new Postgres(config.postgres());
    this.limits = settings.search();
    this.alias = config.indices().validated();
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
    String version = admin.createVersion(alias, IndexKind.BI.definition(), RunId.next("serve"));
    admin.publish(version, alias, 0);
    return true;
  }

  /**
   * Adds forms; when it returns they are on the disks of the server. Searches find them about a
   * second later.
   *
   * @param forms with their coordinates, by cabbi
   * @return the server's reason for each form that it refused
   * @throws ElasticException if it refuses all
   */
  public Map<String, String> save(Map<String, Row> forms) {
    if (forms.isEmpty()) {
      return Map.of();
    }
    StringBuilder lines = new StringBuilder();
    List<String> keys = new ArrayList<>(forms.keySet());
    for (String cabbi : keys) {
      ObjectNode action = ElasticClient.JSON.createObjectNode();
      action.putObject("index").put("_id", cabbi);
      lines.append(action).append('\n');
      lines.append(Documents.of(forms.get(cabbi), IndexKind.BI)).append('\n');
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
    Map<String, String> refused = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      JsonNode item = items.path(i).path("index");
      int status = item.path("status").asInt();
      if (status < 200 || status >= 300) {
        refused.put(keys.get(i), Reasons.of(item.path("error")));
      }
    }
    return refused;
  }
}
