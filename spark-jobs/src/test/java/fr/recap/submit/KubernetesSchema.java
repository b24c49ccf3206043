package fr.recap.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schemas of the kinds that the templates use. */
final class KubernetesSchema {
  private static final ObjectNode SCHEMA = read();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private KubernetesSchema() {}

  /** What is wrong with a document; nothing if it keeps to the schema of its kind. */
  static List<String> problems(JsonNode document) {
    String kind = document.path("kind").asText();
    if (!SCHEMA.get("$defs").has(kind)) {
      return List.of("no schema for the kind '%s'".formatted(kind));
    }
    ObjectNode schema = SCHEMA.deepCopy().put("$ref", "#/$defs/" + kind);
    return FACTORY.getSchema(schema).validate(document).stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static ObjectNode read() {
    try (InputStream in =
        KubernetesSchema.class.getResourceAsStream("/templates/kubernetes.schema.json")) {
      return (ObjectNode) new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
