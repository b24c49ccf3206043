package fr.recap.geocoding;

import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.text.MissingText;
import java.io.Serializable;

/**
 * An address within a commune; every part but the commune may be the empty string, and is where the
 * text stands for a missing value ({@code [ND]}).
 *
 * @param commune code of today
 * @param number of the house, without leading zeros
 * @param repetition {@code B}, {@code T} ...
 * @param street type and name
 * @param complement as declared
 * @param place name of the employer, as declared, where it names a {@link PointOfInterest}: with
 *     others the same address would be asked for once an employer
 */
public record Address(
    String commune,
    String number,
    String repetition,
    String street,
    String complement,
    String place)
    implements Serializable {

  /** Of texts as they stand in the columns of forms and of the register; any may be null. */
  static Address of(
      String commune,
      String number,
      String repetition,
      String streetType,
      String streetName,
      String complement,
      String place) {
    HouseNumber house = HouseNumbers.parse(number, repetition);
    String street = Streets.normalize(streetType, streetName);
    return new Address(
        commune,
        house == null ? "" : house.number(),
        house == null || house.repetition() == null ? "" : house.repetition(),
        MissingText.isMissing(streetName) ? "" : text(street),
        text(complement),
        place != null && PointOfInterest.isIn(place) ? text(place) : "");
  }

  /** Whether nothing but the commune is known. */
  boolean isCommuneOnly() {
    return street.isEmpty() && complement.isEmpty() && place.isEmpty();
  }

  private static String text(String text) {
    return MissingText.isMissing(text) ? "" : text.strip();
  }
}
