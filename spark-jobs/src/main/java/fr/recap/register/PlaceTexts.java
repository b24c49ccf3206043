package fr.recap.register;

import fr.recap.udfs.address.Coordinates;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A place as the table of places tells it.
 *
 * @param longitude degrees east; null for what is no number
 * @param latitude degrees north; null for what is no number
 */
record PlaceTexts(Double longitude, Double latitude) {
  /** Before all that a text has, so that bytes are in the order of the texts. */
  private static final char BETWEEN = 0;

  /** Texts of a longitude and a latitude, perhaps null, as bytes. */
  static byte[] write(String longitude, String latitude) {
    return (Objects.requireNonNullElse(longitude, "")
            + BETWEEN
            + Objects.requireNonNullElse(latitude, ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  static PlaceTexts read(byte[] bytes) {
    String texts = new String(bytes, StandardCharsets.UTF_8);
    int between = texts.indexOf(BETWEEN);
    return new PlaceTexts(
        degrees(texts.substring(0, between)), degrees(texts.substring(between + 1)));
  }

  /** Whether it is on the globe. */
  boolean valid() {
    return Coordinates.valid(latitude, longitude);
  }

  private static Double degrees(String text) {
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
