package fr.recap.indexing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.udfs.codes.Identifier;
import fr.recap.udfs.text.TextCleaner;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The commune and the letters of a name, by which establishments and earlier forms are looked up
 * before anything is searched for: batches join tables by them, single forms look them up in the
 * indices.
 *
 * <p>Functions here read a row or document by the names of its columns; what is absent is the empty
 * string, and texts have no blanks around them.
 */
public final class ExactKeys {
  /** Field of establishments: the keys of all their names. */
  public static final String OF_NAMES = "exact_keys";

  /** Field of earlier forms: the key of their wording, where they have {@link #LEADS_TO}. */
  public static final String OF_WORDING = "exact_key";

  /** Field of earlier forms: the checked SIRET that they lead to, where they have a key. */
  public static final String LEADS_TO = "exact_siret";

  /** Letters and digits of a name; shorter ones tell nothing. */
  private static final int SHORTEST = 3;

  private static final int COMMUNE = 5;

  /** The third line of the address is not among them: it is often a building. */
  private static final List<String> NAMES =
      List.of(
          Sirus.DENOM,
          Sirus.DENOM_CONDENSE,
          Sirus.SIGLE,
          Sirus.ENSEIGNE,
          Sirus.ENSEIGNE_ET1,
          Sirus.NOM_COMM_ET,
          Sirus.ADR_ET_L1,
          Sirus.ADR_ET_L2);

  private ExactKeys() {}

  /** The columns of the register that hold names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The key of a name in a commune.
   *
   * @param name as {@link TextCleaner#forNames} cleans it
   * @param commune its code; perhaps empty
   * @return null for a name that is too short to tell anything, and without a commune
   */
  public static String of(String name, String commune) {
    String letters = name.replace(" ", "");
    return letters.length() < SHORTEST || commune.isEmpty() ? null : commune + letters;
  }

  /** The keys of an establishment, one for each of its different names. */
  public static List<String> ofEstablishment(UnaryOperator<String> columns) {
    String location = columns.apply(Sirus.ADR_ET_LOC_GEO);
    String commune = location.substring(0, Math.min(COMMUNE, location.length()));
    return NAMES.stream()
        .map(columns)
        .distinct()
        .map(name -> of(TextCleaner.forNames().clean(name), commune))
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** The key of an earlier form's wording; null if it has none. */
  public static String ofForm(UnaryOperator<String> columns) {
    return of(TextCleaner.forNames().clean(columns.apply(Rp.RS_X)), columns.apply(Rp.CLT_C_C));
  }

  /**
   * The clean SIRET that an earlier form was checked to lead to; empty if it wasn't.
   *
   * @param sirets what it must be
   */
  public static String checkedSiret(UnaryOperator<String> columns, Identifier sirets) {
    return Stream.of(Rp.SIRET_DEC, Rp.SIRETM)
        .map(columns)
        .map(sirets::clean)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** Adds the fields of a kind of document. */
  static void addTo(ObjectNode document, IndexKind kind, UnaryOperator<String> columns) {
    if (kind == IndexKind.SIRUS) {
      List<String> keys = ofEstablishment(columns);
      if (!keys.isEmpty()) {
        ArrayNode values = document.putArray(OF_NAMES);
        keys.forEach(values::add);
      }
      return;
    }
    String key = ofForm(columns);
    // The document has none that doesn't count.
    String siret = checkedSiret(columns, Identifier.SIRET);
    if (key != null && !siret.isEmpty()) {
      document.put(OF_WORDING, key);
      document.put(LEADS_TO, siret);
    }
  }
}
