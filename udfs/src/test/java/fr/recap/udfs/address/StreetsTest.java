package fr.recap.udfs.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreetsTest {

  @ParameterizedTest
  @CsvSource({
    "R DE LA PAIX, rue de la paix",
    "AV DU GAL LECLERC, avenue du general leclerc",
    "BD ST MICHEL, boulevard saint michel",
    "QU DE L’ÎLE, quai de l ile",
    "12 BIS R ST JEAN, 12 bis rue saint jean",
    "RTE NAT 7, route nationale 7",
    "RD PT DE L'EUROPE, rond point de l europe",
    "GDE RUE, grande rue",
    "ALL DES TILLEULS, allee des tilleuls",
    "PL DU 8 MAI 1945, place du 8 mai 1945",
    "8 MAI 1945, 8 mai 1945",
    "ZI NORD, zone industrielle nord",
    "RUE R POINCARE, rue raymond poincare",
    "RUE DE LA PAIX, rue de la paix",
    "'', ''",
  })
  void normalizesAWholeStreet(String street, String normalized) {
    assertThat(Streets.normalize(street)).isEqualTo(normalized);
  }

  @ParameterizedTest
  @CsvSource({
    "GAL LECLERC, general leclerc",
    "GAL DES PAVILLONS, galerie des pavillons",
    "RUE DU COL FABIEN, rue du colonel fabien",
    "RUE DU COL, rue du col",
    "COL DE LA SCHLUCHT, col de la schlucht",
    "AV DU GAL DE GAULLE, avenue du general de gaulle",
    "AV GAL DE GAULLE, avenue general de gaulle",
    "GAL DE GAULLE, general de gaulle",
    "R DU GAL DE LATTRE DE TASSIGNY, rue du general de lattre de tassigny",
    "R GAL D AMADE, rue general d amade",
    "PL DU MAL DE LATTRE, place du marechal de lattre",
    "RUE DES PRES, rue des pres",
    "RUE DES PRES VERTS, rue des pres verts",
    "PRES DE LA GARE, pres de la gare",
    "RUE DU PRES WILSON, rue du president wilson",
    "AV PRES KENNEDY, avenue president kennedy",
    "AV DU PDT ROOSEVELT, avenue du president roosevelt",
  })
  void titlesAreToldFromPlaces(String street, String normalized) {
    assertThat(Streets.normalize(street)).isEqualTo(normalized);
  }

  @Test
  void joinsTypeAndNameOfTwoColumns() {
    assertThat(Streets.normalize("AV", "GAL LECLERC")).isEqualTo("avenue general leclerc");
    assertThat(Streets.normalize("AV", "GAL DE BOISSIEU")).isEqualTo("avenue general de boissieu");
    assertThat(Streets.normalize("RUE", null)).isEqualTo("rue");
    assertThat(Streets.normalize(null, "R ST JEAN")).isEqualTo("rue saint jean");
    assertThat(Streets.normalize(" ", "ST JEAN")).isEqualTo("saint jean");
    assertThat(Streets.normalize(null, null)).isNull();
    assertThat(Streets.normalize(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "R, rue",
    "CHE, chemin",
    "CRS, cours",
    "IMP, impasse",
    "SQ, square",
    "FG, faubourg",
    "QUA, quartier",
    "QU, quai",
    "ZA, zone d activites",
    "LD, lieudit",
    "RPT, rond point",
    "LIEU-DIT, lieudit",
  })
  void typeInFull(String code, String type) {
    assertThat(Streets.type(code)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "93200 ST-DENIS CEDEX 2, saint denis",
    "ST AVOLD, saint avold",
    "CHALON S/ SAONE, chalon sur saone",
    "L'HAŸ-LES-ROSES, l hay les roses",
    "STE MARIE AUX CHENES, sainte marie aux chenes",
    "PARIS 12, paris 12",
    "BREUIL (LE), le breuil",
    "ILE D AIX (L'), l ile d aix",
    "57000, ''",
  })
  void normalizesCommunes(String name, String normalized) {
    assertThat(CommuneNames.normalize(name)).isEqualTo(normalized);
  }

  @Test
  void nullCommuneStaysNull() {
    assertThat(CommuneNames.normalize(null)).isNull();
  }
}
