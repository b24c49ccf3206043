package fr.recap.geocoding;

import fr.recap.geocoding.AddressLocator.Located;
import java.util.Objects;

/**
 * Where a form or an establishment lies.
 *
 * @param longitude degrees east; null if unknown, as are the others
 * @param latitude degrees north
 * @param score of the coordinates, 0 to 1; 0 for the centre of a commune
 * @param type of the place
 * @param address that was found
 * @param commune code of today
 * @param communeScore how sure the commune is, 0 to 1
 * @param reason how the place was found, or why not
 * @param unanswered whether an address service could not say where the address is
 */
public record Place(
    Double longitude,
    Double latitude,
    Double score,
    String type,
    String address,
    String commune,
    Double communeScore,
    String reason,
    boolean unanswered) {
  static final String MUNICIPALITY = "municipality";

  private static final String NO_CENTRE = "; its centre is not known";

  /** At the centre of a commune, as far as that is known. */
  static Place of(Resolution resolution, Communes communes) {
    if (!(resolution instanceof ResolvedCommune commune)) {
      return new Place(null, null, null, null, null, null, null, resolution.reason(), false);
    }
    return Double.isNaN(commune.longitude())
        ? new Place(
            null,
            null,
            null,
            null,
            null,
            commune.code(),
            commune.score(),
            commune.reason() + NO_CENTRE,
            false)
        : new Place(
            commune.longitude(),
            commune.latitude(),
            0.0,
            MUNICIPALITY,
            communes.of(commune.code()).label(),
            commune.code(),
            commune.score(),
            commune.reason(),
            false);
  }

  /** Where the services found its address in this commune, else as it is, with what went wrong. */
  Place at(Located located) {
    return located
        .found()
        .map(
            answer ->
                new Place(
                    answer.longitude(),
                    answer.latitude(),
                    answer.score(),
                    answer.type(),
                    answer.label(),
                    commune,
                    communeScore,
                    reason,
                    false))
        .orElseGet(
            () ->
                new Place(
                    longitude,
                    latitude,
                    score,
                    type,
                    address,
                    commune,
                    communeScore,
                    reason + located.note(),
                    !Objects.equals(located.note(), Replies.NOT_FOUND)));
  }
}
