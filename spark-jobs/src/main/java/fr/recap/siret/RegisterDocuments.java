package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.register.RegisterEntry;
import java.util.List;
import java.util.stream.Stream;

/** Establishments as documents of the register's index. */
final class RegisterDocuments {
  private static final String LOCATION = "location";

  /** Fields that are asked for. */
  static final List<String> FIELDS =
      Stream.concat(RegisterEntry.COLUMNS.stream(), Stream.of(LOCATION)).toList();

  private RegisterDocuments() {}

  /**
   * Reads a document.
   *
   * @param siret its identifier
   * @param source its fields
   */
  static RegisterEntry read(String siret, JsonNode source) {
    JsonNode location = source.path(LOCATION);
    return RegisterEntry.of(
        siret,
        field -> source.path(field).asText("").strip(),
        location.path("lat").asDouble(Double.NaN),
        location.path("lon").asDouble(Double.NaN));
  }

  /** The body of a search for some of them. */
  static String byId(List<String> sirets) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
    sirets.forEach(values::add);
    body.put("size", sirets.size());
    body.put("track_total_hits", false);
    ArrayNode source = body.putArray("_source");
    FIELDS.forEach(source::add);
    return body.toString();
  }
}
