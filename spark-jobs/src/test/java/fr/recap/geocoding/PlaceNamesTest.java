package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PARIS",
        "Lyon",
        "PARIS 12",
        "MARSEILLE 13EME",
        "69003 LYON CEDEX 3",
        "À Paris",
        "DANS LE NORD",
        "Le Havre",
        "St-Étienne",
        "AIX EN PROVENCE",
        "REGION PARISIENNE",
        "SEINE SAINT DENIS",
        "Île-de-France",
        "LUXEMBOURG",
        "GENEVE"
      })
  void saysWhereAndNothingElse(String text) {
    assertThat(PlaceNames.isOne(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VILLE DE NANTES",
        "MAIRIE DE LYON",
        "ORANGE",
        "COGNAC",
        "TRANSPORT PARIS",
        "ECOLE",
        "CHANTIER",
        "MINES",
        "12",
        "LE",
        ""
      })
  void saysMoreOrSomethingElse(String text) {
    assertThat(PlaceNames.isOne(text)).isFalse();
  }
}
