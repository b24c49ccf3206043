package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.register.RegisterEntry;
import fr.recap.tables.Sirus;
import java.util.List;

/** Establishments as documents of the register's index. */
final class RegisterDocuments {
  private static final String LOCATION = "location";

  /** Fields that are asked for. */
  static final List<String> FIELDS =
      List.of(
          Sirus.DENOM,
          Sirus.DENOM_CONDENSE,
          Sirus.SIGLE,
          Sirus.ENSEIGNE,
          Sirus.ENSEIGNE_ET1,
          Sirus.NOM_COMM_ET,
          Sirus.ADR_ET_L1,
          Sirus.ADR_ET_L2,
          Sirus.ADR_ET_L3,
          Sirus.ADR_ET_L6,
          Sirus.ADR_ET_VOIE_NUM,
          Sirus.ADR_ET_VOIE_TYPE,
          Sirus.ADR_ET_VOIE_LIB,
          Sirus.ADR_ET_POST,
          Sirus.ADR_ET_LOC_GEO,
          Sirus.SIR_ADR_ET_COM_LIB,
          Sirus.APET,
          Sirus.APE,
          Sirus.EFF_3112_ET,
          Sirus.EFF_3112_UNITELEGALE,
          Sirus.NIC_SIEGE,
          LOCATION);

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
