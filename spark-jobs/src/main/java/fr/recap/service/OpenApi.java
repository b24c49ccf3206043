package fr.recap.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.NomenclatureSettings;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The description of the protocol, with a path for each nomenclature that forms are coded to, and
 * the fields of the users' own that they read.
 */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "{nomenclature}";
  private static final String PATHS = "paths";

  /** What a field of the users' own is. */
  static final String OWN_FIELD = "service.own-field";

  private static final List<String> WRITTEN = List.of("title", "summary", "description");

  private OpenApi() {}

  /**
   * Completes a description.
   *
   * @param description in which one path is the pattern of those of all nomenclatures
   * @param texts that the description names by their keys (service.*)
   * @return JSON in UTF-8
   */
  static byte[] of(byte[] description, Texts texts, List<NomenclatureSettings> coded) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(description);
      write(root, texts);
      ObjectNode paths = JSON.createObjectNode();
      for (var path : new ArrayList<>(root.required(PATHS).properties())) {
        if (path.getKey().equals("/" + NAME)) {
          String pattern = path.getValue().toString();
          for (NomenclatureSettings each : coded) {
            paths.set("/" + each.name(), JSON.readTree(fill(pattern, each)));
          }
        } else {
          paths.set(path.getKey(), path.getValue());
        }
      }
      root.set(PATHS, paths);
      ObjectNode fields = (ObjectNode) root.requiredAt("/components/schemas/Form/properties");
      for (String field : FormReader.readBy(coded)) {
        if (!fields.has(field)) {
          fields
              .putObject(field)
              .put("type", "string")
              .put("maxLength", FormReader.LONGEST_OWN)
              .put("nullable", true)
              .put("description", texts.get(OWN_FIELD));
        }
      }
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts texts where their keys stand. */
  private static void write(JsonNode node, Texts texts) {
    if (node instanceof ObjectNode object) {
      for (String field : WRITTEN) {
        if (object.path(field).isTextual() && texts.has(object.path(field).textValue())) {
          object.put(field, texts.get(object.path(field).textValue()));
        }
      }
    }
    node.forEach(child -> write(child, texts));
  }

  private static String fill(String pattern, NomenclatureSettings nomenclature)
      throws JsonProcessingException {
    String filled = pattern.replace(NAME, nomenclature.name());
    for (Map.Entry<String, String> word :
        Map.of("{root}", nomenclature.root(), "{inputs}", String.join(", ", nomenclature.inputs()))
            .entrySet()) {
      String quoted = JSON.writeValueAsString(word.getValue());
      filled = filled.replace(word.getKey(), quoted.substring(1, quoted.length() - 1));
    }
    return filled;
  }
}
