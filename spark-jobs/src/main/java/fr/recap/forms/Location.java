package fr.recap.forms;

import fr.recap.udfs.address.Coordinates;
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
  /** Nothing is known. */
  public static final Location UNKNOWN = new Location(null, null, null, null);

  /** Whether there are coordinates that are a place, as {@link Coordinates#valid} says. */
  public boolean isLocated() {
    return Coordinates.valid(latitude, longitude);
  }
}
