package fr.recap.udfs.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoordinatesTest {

  @ParameterizedTest
  @CsvSource({
    "49.12, 6.18", // Metz
    "49.61, 6.13", // Luxembourg
    "48.39, -4.49", // Brest
    "41.39, 9.16", // Bonifacio
    "-20.88, 55.45", // Saint-Denis, La Réunion
    "-22.27, 166.44", // Nouméa
    "-17.54, -149.57", // Papeete
    "14.61, -61.08", // Fort-de-France
    "5.16, -52.64", // Kourou
    "-12.78, 45.23", // Mamoudzou
    "46.78, -56.18", // Saint-Pierre
    "40.71, -74.01", // New York
    "0, 9.45", // on the equator
    "51.48, 0", // on the meridian
    "90, 180",
    "-90, -180"
  })
  void placesOnTheGlobe(double latitude, double longitude) {
    assertThat(Coordinates.valid(latitude, longitude)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "166.4, 49.1",
    "90.01, 6.18",
    "49.12, 180.5",
    "6862305.3, 652469.0", // projected, in metres
    "0, 0",
    "-0.0, 0",
    "NaN, 6.18",
    "49.12, NaN",
    "NaN, NaN",
    "Infinity, 6.18",
    "49.12, -Infinity",
    "6.18, 49.12", // swapped: Metz, Brest, La Réunion, Nouméa, Fort-de-France, Kourou, Mamoudzou
    "-4.49, 48.39",
    "55.45, -20.88",
    "166.44, -22.27",
    "-61.08, 14.61",
    "-52.64, 5.16",
    "45.23, -12.78"
  })
  void noPlace(double latitude, double longitude) {
    assertThat(Coordinates.valid(latitude, longitude)).isFalse();
  }

  @Test
  void halfAPlaceIsNone() {
    assertThat(Coordinates.valid(null, 6.18)).isFalse();
    assertThat(Coordinates.valid(49.12, null)).isFalse();
    assertThat(Coordinates.valid(null, null)).isFalse();
  }
}
