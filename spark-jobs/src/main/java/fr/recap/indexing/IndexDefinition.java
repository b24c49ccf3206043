package fr.recap.indexing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Settings and mappings of an index, out of {@code conf/elasticsearch/<name>.json}. */
final class IndexDefinition {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FOLDER = "/elasticsearch/";

  private IndexDefinition() {}

  /** The body that creates an index; it refreshes only when it is published. */
  static ObjectNode load(IndexKind kind, ElasticsearchSettings settings) {
    ObjectNode definition = read(kind);
    ObjectNode index = definition.withObject("/settings/index");
    index.put("number_of_shards", settings.shards());
    index.put("number_of_replicas", settings.replicas());
    index.put("refresh_interval", "-1");
    ArrayNode synonyms = index.withObject("/analysis/filter/company_synonyms").putArray("synonyms");
    SynonymRules.load(settings.synonymsFile()).forEach(synonyms::add);
    return definition;
  }

  /** The types of the fields of an index, by name. */
  static Map<String, String> types(IndexKind kind) {
    Map<String, String> types = new HashMap<>();
    read(kind)
        .path("mappings")
        .path("properties")
        .properties()
        .forEach(field -> types.put(field.getKey(), field.getValue().path("type").asText()));
    return types;
  }

  private static ObjectNode read(IndexKind kind) {
    String file = kind.definition() + ".json";
    try {
      return (ObjectNode) JSON.readTree(resource(file));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("elasticsearch/" + file + " is no JSON", e);
    }
  }

  static String resource(String file) {
    try (InputStream in =
        Objects.requireNonNull(
            IndexDefinition.class.getResourceAsStream(FOLDER + file),
            () -> "elasticsearch/" + file + " is not on the class path")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
