package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingTextTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "?",
        "-",
        "...",
        "[ND]",
        "[nd]",
        "ND",
        "N.D.",
        "[ND] [ND]",
        "ND ND",
        "MONSIEUR [ND] [ND]",
        "MME ND",
        "NON DIFFUSIBLE",
        "[NON-DIFFUSIBLE]",
        "Non diffusé",
        "XXXX",
        "x",
        "XX XX",
        "0",
        "000",
        "N/A",
        "NA",
        "NC",
        "N.R.",
        "S.O.",
        "SANS OBJET",
        "sans nom",
        "NÉANT",
        "Inconnu",
        "INCONNUE",
        "NON RENSEIGNÉ",
        "non communiquée",
        "NE SAIT PAS",
        "AUCUN",
        "RIEN",
        "NULL",
        "NaN",
        "À COMPLÉTER"
      })
  void masksAndPlaceholders_sayNothing(String text) {
    assertThat(MissingText.isMissing(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ND CONSEIL",
        "NOTRE DAME",
        "[ND] COIFFURE",
        "NA PALI",
        "X FAB",
        "XXL SPORT",
        "SANS SOUCI",
        "AUCUN SOUCI",
        "L INCONNU DU LAC",
        "007",
        "MONSIEUR BRICOLAGE",
        "MADAME",
        "NON STOP",
        "NEANT SERVICES",
        "ECOLE [PRIMAIRE]",
        "M",
        "RAS",
        "SNCF",
        "Y"
      })
  void names_areNone(String text) {
    assertThat(MissingText.isMissing(text)).isFalse();
  }
}
