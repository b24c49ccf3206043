package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.tables.Rp;
import fr.recap.udfs.text.TextCleaner;
import java.util.List;

/**
 * What an earlier form tells.
 *
 * @param siret the establishment it led to; empty if none that counts
 * @param name employer as {@link FormQuery#name}
 * @param communeCode of its workplace; empty if unknown
 */
record EarlierForm(String siret, String name, String communeCode) {
  /** Fields of the index that are asked for. */
  static final List<String> FIELDS =
      List.of(Rp.SIRET_DEC, Rp.SIRETM, Rp.SIRETC, Rp.RS_X, Rp.CLT_C_C);

  private static final List<String> VALIDATED = List.of(Rp.SIRET_DEC, Rp.SIRETM);
  private static final List<String> ALL = List.of(Rp.SIRET_DEC, Rp.SIRETM, Rp.SIRETC);

  /**
   * Reads a document of the history.
   *
   * @param trustsSiretc whether the previous coder's SIRET counts where there is no other
   */
  static EarlierForm of(JsonNode source, boolean trustsSiretc) {
    String siret = "";
    for (String column : trustsSiretc ? ALL : VALIDATED) {
      if (siret.isEmpty()) {
        siret = source.path(column).asText("").strip();
      }
    }
    return new EarlierForm(
        siret,
        siret.isEmpty() ? "" : TextCleaner.forNames().clean(source.path(Rp.RS_X).asText("")),
        source.path(Rp.CLT_C_C).asText("").strip());
  }
}
