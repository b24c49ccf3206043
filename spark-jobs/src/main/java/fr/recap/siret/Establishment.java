package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.tables.Sirus;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * What is needed of an establishment to rank it. Texts are never null.
 *
 * @param siret 14 digits
 * @param denom name of the legal unit
 * @param apet activity of the establishment
 * @param l1 first line of the address: name
 * @param l2 second line: trade name or brand
 * @param l6 sixth line: postcode and commune
 * @param postcode of the declared address
 * @param commune code of the commune, five characters and perhaps more
 */
record Establishment(
    String siret,
    String denom,
    String apet,
    String l1,
    String l2,
    String l6,
    String postcode,
    String commune) {

  /** Fields of the index that are asked for. */
  static final List<String> FIELDS =
      List.of(
          Sirus.DENOM,
          Sirus.APET,
          Sirus.ADR_ET_L1,
          Sirus.ADR_ET_L2,
          Sirus.ADR_ET_L6,
          Sirus.ADR_ET_POST,
          Sirus.ADR_ET_LOC_GEO);

  /**
   * Reads a document of the index.
   *
   * @param siret identifier of the document
   * @param source its fields
   */
  static Establishment of(String siret, JsonNode source) {
    return new Establishment(
        siret,
        text(source, Sirus.DENOM),
        text(source, Sirus.APET),
        text(source, Sirus.ADR_ET_L1),
        text(source, Sirus.ADR_ET_L2),
        text(source, Sirus.ADR_ET_L6),
        text(source, Sirus.ADR_ET_POST),
        text(source, Sirus.ADR_ET_LOC_GEO));
  }

  /** Reads a row of the register, with at least the key and the fields. */
  static Establishment of(Row row) {
    return new Establishment(
        Rows.text(row, Sirus.SIRUS_ID) + Rows.text(row, Sirus.NIC),
        Rows.text(row, Sirus.DENOM),
        Rows.text(row, Sirus.APET),
        Rows.text(row, Sirus.ADR_ET_L1),
        Rows.text(row, Sirus.ADR_ET_L2),
        Rows.text(row, Sirus.ADR_ET_L6),
        Rows.text(row, Sirus.ADR_ET_POST),
        Rows.text(row, Sirus.ADR_ET_LOC_GEO));
  }

  private static String text(JsonNode source, String field) {
    return source.path(field).asText("").strip();
  }
}
