package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTextTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "75012 PARIS, paris, 75012, -, 0",
        "PARIS CEDEX 12, paris, -, -, 12",
        "LYON 3EME ARRDT, lyon, -, -, 3",
        "PARIS XVI, paris, -, -, 16",
        "SAINT DENIS (93), saint denis, -, 93, 93",
        "AJACCIO 2A, ajaccio, -, 2A, 0",
        "VILLE DE METZ, metz, -, -, 0",
        "VILLE D AVRAY, avray, -, -, 0",
        "GARE SNCF DE METZ, metz, -, -, 0",
        "CHALON S/SAONE, chalon sur saone, -, -, 0",
        "BP 1234 BREST, brest, -, -, 0",
        "ROISSY EN FRANCE, roissy en france, -, -, 0",
      })
  void textIsTakenApart(String text, String name, String postcode, String departement, int number) {
    PlaceText read = PlaceText.of(text);
    assertThat(read.name().spaced()).isEqualTo(name);
    assertThat(read.postcode()).isEqualTo(postcode);
    assertThat(read.departement()).isEqualTo(departement);
    assertThat(read.number()).isEqualTo(number);
  }

  @Test
  void whole_keepsWordsThatMayBelongToAName() {
    assertThat(PlaceText.of("VILLE D AVRAY").whole().spaced()).isEqualTo("ville d avray");
  }

  @ParameterizedTest
  @CsvSource({"CHALON, CHALONS, 1", "METZ, MTEZ, 1", "BREST, BREST, 0", "LILLE, LYON, 3"})
  void errorsAreCounted_upToTheLimit(String a, String b, int errors) {
    assertThat(EditDistance.bounded(a, b, 2)).isEqualTo(errors);
  }

  @ParameterizedTest
  @CsvSource({"bordeaux, bordo", "marseille, marseile", "thionville, tionvile", "rodez, rodes"})
  void namesThatSoundAlike_haveOneKey(String a, String b) {
    assertThat(Phonetics.key(a)).isEqualTo(Phonetics.key(b));
  }
}
