package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of indices behind their aliases. A version is a concrete index {@code <alias>_<runId>}
 * that bears a mark in its mapping's {@code _meta}; only indices with that mark are ever deleted.
 */
public final class IndexAdmin {
  private static final Logger LOG = LoggerFactory.getLogger(IndexAdmin.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,199}");
  private static final String MARK = "recap_alias";

  private final ElasticClient client;

  public IndexAdmin(ElasticClient client) {
    this.client = client;
  }

  /**
   * Creates an empty version, which nobody sees by the alias yet.
   *
   * @param definition its settings and mappings
   * @param runId part of the version's name; an index of an earlier try of that run is replaced
   * @return the version's name
   * @throws ConfigException if a name can't be one of an index, an index bears the alias' name, or
   *     the server refuses the definition (the synonyms, for example)
   */
  public String createVersion(String alias, ObjectNode definition, String runId) {
    String version = valid(alias + '_' + runId);
    refuseConcrete(valid(alias));
    dropVersion(version, alias);
    ObjectNode body = definition.deepCopy();
    body.withObject("/mappings/_meta").put(MARK, alias);
    body.putObject("aliases").putObject(writeAlias(version));
    try {
      client.put('/' + version, body);
    } catch (ElasticException e) {
      if (e.type().equals("resource_already_exists_exception") && marked(version, alias)) {
        return version; // by the first try of this request, whose answer was lost
      }
      if (e.status() != 400) {
        throw e;
      }
      throw new ConfigException(
          "The index %s can't be created; if its definition was changed, check conf/elasticsearch and elasticsearch.synonyms. %s"
              .formatted(version, e.getMessage()),
          e);
    }
    return version;
  }

  /**
   * Makes a version visible: counts it and moves the alias to it in one step, then deletes the
   * versions that the alias pointed to.
   *
   * @param expected documents that it must have
   * @throws ElasticException if it has another number; the alias stays where it was
   */
  public void publish(String version, String alias, long expected) {
    client.put(
        '/' + version + "/_settings",
        ElasticClient.JSON.createObjectNode().putNull("index.refresh_interval"));
    long count = count(version);
    if (count != expected) {
      throw new ElasticException(
          "The index %s has %d documents instead of %d, so the alias %s stays where it was. Are there duplicate keys in the table?"
              .formatted(version, count, expected, alias));
    }
    refuseConcrete(alias);
    List<String> old = new ArrayList<>(versions(alias));
    old.remove(version);
    ObjectNode body = ElasticClient.JSON.createObjectNode();
    ArrayNode actions = body.putArray("actions");
    for (String index : old) {
      actions.addObject().putObject("remove").put("index", index).put("alias", alias);
    }
    // Without it, a task that was given up but still runs can't write any more.
    actions.addObject().putObject("remove").put("index", version).put("alias", writeAlias(version));
    actions.addObject().putObject("add").put("index", version).put("alias", alias);
    try {
      client.post("/_aliases", body);
    } catch (ElasticException e) {
      if (!versions(alias).equals(List.of(version))) {
        throw e;
      }
      LOG.debug("The alias {} had been moved by a try whose answer was lost", alias, e);
    }
    for (String index : old) {
      if (marked(index, alias)) {
        delete(index);
      } else {
        LOG.warn(
            "The index {}, which {} pointed to, was not made by recap-spark and is kept",
            index,
            alias);
      }
    }
  }

  /**
   * Deletes versions that no alias points to: what dead runs left. Not to be called while another
   * run builds that alias.
   *
   * @return their names
   */
  public List<String> dropDeadVersions(String alias) {
    List<String> dead = deadVersions(alias);
    dead.forEach(this::delete);
    return dead;
  }

  /** Versions that no alias points to: what dead runs left, or one that is being built. */
  public List<String> deadVersions(String alias) {
    List<String> dead = new ArrayList<>();
    JsonNode all =
        client
            .find('/' + valid(alias) + "_*?filter_path=*.aliases,*.mappings._meta")
            .orElseGet(ElasticClient.JSON::createObjectNode);
    for (Map.Entry<String, JsonNode> index : all.properties()) {
      JsonNode found = index.getValue();
      if (isMarked(found, alias) && !found.path("aliases").has(alias)) {
        dead.add(index.getKey());
      }
    }
    return dead;
  }

  /** Deletes a version if it is there; one that the alias points to stays. */
  public void dropVersion(String version, String alias) {
    if (marked(version, alias) && !versions(alias).contains(version)) {
      delete(version);
    }
  }

  /** Documents of an index, counted after a refresh. */
  public long count(String index) {
    client.post('/' + index + "/_refresh", ElasticClient.JSON.createObjectNode());
    return client.get('/' + index + "/_count").path("count").asLong(-1);
  }

  /**
   * Documents of a published index of which a field ignored a value, since the mapping says that it
   * may.
   */
  public long countIgnored(String index) {
    ObjectNode body = ElasticClient.JSON.createObjectNode();
    body.putObject("query").putObject("exists").put("field", "_ignored");
    return client.post('/' + index + "/_count", body).path("count").asLong();
  }

  /** The indices that an alias points to, empty if there is no such alias. */
  public List<String> versions(String alias) {
    List<String> names = new ArrayList<>();
    client
        .find("/_alias/" + valid(alias))
        .ifPresent(found -> found.fieldNames().forEachRemaining(names::add));
    return names;
  }

  /** Whether there is an index or alias of that name. */
  public boolean exists(String name) {
    return client.find('/' + valid(name) + "?filter_path=*.aliases").isPresent();
  }

  /** Whether all indices behind a name have a field. */
  public boolean hasField(String name, String field) {
    JsonNode indices = client.get('/' + valid(name) + "/_mapping/field/" + field);
    for (JsonNode index : indices) {
      if (!index.path("mappings").has(field)) {
        return false;
      }
    }
    return !indices.isEmpty();
  }

  /** The name by which a version is filled until it is published. */
  static String writeAlias(String version) {
    return version + ".write";
  }

  private void delete(String index) {
    try {
      client.delete('/' + index);
    } catch (ElasticException e) {
      if (e.status() != 404) {
        throw e;
      }
    }
  }

  private void refuseConcrete(String alias) {
    Optional<JsonNode> found = client.find('/' + alias + "?filter_path=*.aliases");
    if (found.isPresent() && found.get().has(alias)) {
      throw new ConfigException(
          "%s is an index, not an alias (setting indices.*): rename or delete that index, or choose another alias"
              .formatted(alias));
    }
  }

  private boolean marked(String index, String alias) {
    return client
        .find('/' + index + "?filter_path=*.mappings._meta")
        .map(found -> isMarked(found.path(index), alias))
        .orElse(false);
  }

  private static boolean isMarked(JsonNode index, String alias) {
    return alias.equals(index.path("mappings").path("_meta").path(MARK).asText());
  }

  private static String valid(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ConfigException(
          "'%s' is no name of an index or alias: use at most 200 lower-case letters, digits, '_', '-' and '.', starting with a letter or digit"
              .formatted(name));
    }
    return name;
  }
}
