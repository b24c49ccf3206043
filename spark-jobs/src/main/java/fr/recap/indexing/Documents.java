package fr.recap.indexing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.tables.SirusGeo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * Turns a row into a document: its filled columns under their names, {@code location}, and the
 * {@link ExactKeys}.
 */
final class Documents {
  static final String LOCATION = "location";
  static final String GEO_L4 = "geo_l4";

  /** Where the postcode begins, the number and street are before it. */
  private static final Pattern BEFORE_POSTCODE = Pattern.compile("^(.+?),?\\s+\\d{5}(?:\\s.*)?$");

  private Documents() {}

  /** The identifier, empty where a part of it is missing. */
  static Optional<String> id(Row row, List<String> key) {
    StringBuilder id = new StringBuilder();
    for (String column : key) {
      String part = row.getAs(column);
      if (part == null || part.isBlank()) {
        return Optional.empty();
      }
      id.append(part.strip());
    }
    return Optional.of(id.toString());
  }

  /** What there is of the identifier, to name a row that has none. */
  static String partOfId(Row row, List<String> key) {
    return key.stream()
        .map(column -> Objects.toString(row.getAs(column), ""))
        .collect(Collectors.joining());
  }

  static ObjectNode of(Row row, IndexKind kind) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    Double longitude = null;
    Double latitude = null;
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      Object value = row.get(i);
      if (names[i].equals(SirusGeo.LONGITUDE)) {
        longitude = (Double) value;
      } else if (names[i].equals(SirusGeo.LATITUDE)) {
        latitude = (Double) value;
      } else {
        put(document, names[i], value);
      }
    }
    if (longitude != null && latitude != null) {
      document.putObject(LOCATION).put("lat", latitude).put("lon", longitude);
    }
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

  private static void put(ObjectNode document, String name, Object value) {
    if (value instanceof String text) {
      if (!text.isBlank()) {
        document.put(name, text);
      }
    } else if (value instanceof Integer || value instanceof Long) {
      document.put(name, ((Number) value).longValue());
    } else if (value instanceof Double number) {
      if (Double.isFinite(number)) {
        document.put(name, number);
      }
    } else if (value instanceof Boolean flag) {
      document.put(name, flag);
    } else if (value != null) {
      document.put(name, value.toString());
    }
  }
}
