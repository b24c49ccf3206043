package fr.recap.indexing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.udfs.address.Coordinates;
import fr.recap.udfs.codes.Identifier;
import fr.recap.udfs.text.MissingText;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * Turns a row into a document: its filled columns under their names, {@code location}, and the
 * {@link ExactKeys}.
 *
 * <p>The server refuses a document for one value that its field can't take. So identifiers are
 * cleaned, what is no number where one is wanted, no place or no name of a field is left out, and
 * endless texts are cut; whoever asks for a document is told what became of it.
 */
final class Documents implements Serializable {
  static final String LOCATION = "location";
  static final String GEO_L4 = "geo_l4";

  /** Characters of a text; no column of ours has more than a hundred and twenty. */
  static final int LONGEST = 10_000;

  private static final long serialVersionUID = 1L;

  /** Fields that are made here: a column of such a name would take their place. */
  private static final Set<String> OWN =
      Set.of(LOCATION, GEO_L4, ExactKeys.OF_NAMES, ExactKeys.OF_WORDING, ExactKeys.LEADS_TO);

  /** Where the postcode begins, the number and street are before it. */
  private static final Pattern BEFORE_POSTCODE = Pattern.compile("^(.+?),?\\s+\\d{5}(?:\\s.*)?$");

  private final IndexKind kind;

  /** Names that may be masked, or stand for none: nobody is found by those. */
  private static final Set<String> NAMES =
      Set.of(
          Sirus.DENOM,
          Sirus.DENOM_CONDENSE,
          Sirus.ENSEIGNE,
          Sirus.ENSEIGNE_ET1,
          Sirus.NOM_COMM_ET,
          Sirus.ADR_ET_L1,
          Sirus.ADR_ET_L2,
          Sirus.ADR_ET_L3,
          Rp.RS_X);

  private final Identifier sirets;
  private final NumberFields numbers;

  /**
   * Documents of a kind.
   *
   * @param sirets what the SIRET of a form must be
   */
  Documents(IndexKind kind, Identifier sirets) {
    this.kind = kind;
    this.sirets = sirets;
    this.numbers = new NumberFields(kind);
  }

  /**
   * The document of a row.
   *
   * @param changed is told, for each value that was left out or cut, of which column and why, in
   *     words that are the same for all rows
   * @param parts the row's columns, of whatever types, in one or several rows; null for none
   */
  ObjectNode of(Consumer<String> changed, Row... parts) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    String longitude = "";
    String latitude = "";
    for (Row part : parts) {
      String[] names = part == null ? new String[0] : part.schema().fieldNames();
      for (int i = 0; i < names.length; i++) {
        String text = part.isNullAt(i) ? "" : part.get(i).toString();
        if (text.isBlank()) {
          continue;
        }
        if (names[i].equals(SirusGeo.LONGITUDE)) {
          longitude = text;
        } else if (names[i].equals(SirusGeo.LATITUDE)) {
          latitude = text;
        } else if (!NAMES.contains(names[i]) || !MissingText.isMissing(text)) {
          put(document, names[i], text, changed);
        }
      }
    }
    locate(document, latitude, longitude, changed);
    street(document.path(SirusGeo.GEO_ADRESSE).asText("")).ifPresent(s -> document.put(GEO_L4, s));
    ExactKeys.addTo(document, kind, column -> document.path(column).asText("").strip());
    return document;
  }

  /**
   * Number and street of a geocoded address, {@code 12 Rue Haute} of {@code 12 Rue Haute 57000
   * Metz}.
   */
  static Optional<String> street(String address) {
    Matcher matcher = BEFORE_POSTCODE.matcher(address);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private void put(ObjectNode document, String name, String text, Consumer<String> changed) {
    if (!isField(name)) {
      changed.accept("column '%s' left out: no name for a field of its own".formatted(name));
      return;
    }
    String clean = kind.isSiret(name) ? sirets.clean(text) : kind.clean(name, text);
    if (clean == null) {
      changed.accept(name + " left out: can't be cleaned to an identifier");
    } else if (numbers.contains(name)) {
      Optional<Number> number = numbers.read(name, clean);
      if (number.isEmpty()) {
        changed.accept(name + " left out: no number, or out of the range of its field");
      } else if (number.get() instanceof Long whole) {
        document.put(name, whole);
      } else {
        document.put(name, number.get().doubleValue());
      }
    } else if (clean.length() > LONGEST) {
      changed.accept("%s cut to %d characters".formatted(name, LONGEST));
      document.put(name, cut(clean));
    } else {
      document.put(name, clean);
    }
  }

  /** A dot would make an object of it, and names that begin with _ are the server's. */
  private static boolean isField(String column) {
    return !column.isBlank()
        && column.indexOf('.') < 0
        && !column.startsWith("_")
        && !OWN.contains(column);
  }

  private static String cut(String text) {
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end);
  }

  private static void locate(
      ObjectNode document, String latitude, String longitude, Consumer<String> changed) {
    if (latitude.isEmpty() && longitude.isEmpty()) {
      return;
    }
    Double north = NumberFields.decimal(latitude).orElse(null);
    Double east = NumberFields.decimal(longitude).orElse(null);
    if (Coordinates.valid(north, east)) {
      document.putObject(LOCATION).put("lat", north).put("lon", east);
    } else {
      changed.accept(LOCATION + " left out: the coordinates are no place");
    }
  }
}
