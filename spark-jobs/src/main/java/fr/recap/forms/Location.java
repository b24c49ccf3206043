package fr.recap.forms;

import java.io.Serializable;

/**
 * Where the workplace of a form lies.
 *
 * @param latitude degrees north; null without coordinates
 * @param longitude degrees east; null without coordinates
 * @param commune that geocoding found; null if it found none, or didn't look
 * @param communeScore how sure that commune is, in [0, 1]; null without it
 */
public record Location(Double latitude, Double longitude, String commune, Double communeScore)
    implements Serializable {
  private static final double GREATEST_LATITUDE = 90;
  private static final double GREATEST_LONGITUDE = 180;

  /** Nothing is known. */
  public static final Location UNKNOWN = new Location(null, null, null, null);

  /** Whether there are coordinates on the globe. */
  public boolean isLocated() {
    return latitude != null
        && longitude != null
        && Math.abs(latitude) <= GREATEST_LATITUDE
        && Math.abs(longitude) <= GREATEST_LONGITUDE;
  }
}
