package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCleanerTest {

  /** Stems from the published vocabulary of the Snowball French stemmer. */
  @ParameterizedTest
  @CsvSource({
    "CONTINUELLEMENT, continuel",
    "CONTINUATIONS, continu",
    "MAJORITÉ, majorit",
    "L’école des MAJESTUEUSES, ecol majestu",
    "'', ''",
    "LE LA LES, ''",
    "14 JUILLET 1789, 14 juillet 1789",
  })
  void originalDropsStopWordsAndStems(String text, String cleaned) {
    assertThat(TextCleaner.original().clean(text)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @CsvSource({
    "RÉPARATION D'APPAREILS ÉLECTRIQUES, reparation appareils electriques",
    "REPARATION D APPAREILS ELECTRIQUE, reparation appareils electrique",
    "Garage (du Lac) — Annecy, garage lac annecy",
    "Vente à 2€, vente 2",
    "A.T.S.E.M., atsem",
    "V R P MULTICARTES, vrp multicartes",
    "CHEF D'ATELIER, chef atelier",
    "VENTE A L ETALAGE, vente etalage",
  })
  void unstemmedKeepsWholeWords(String text, String cleaned) {
    assertThat(TextCleaner.unstemmed().clean(text)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @CsvSource({
    "ETS DUPONT SARL, etablissements dupont",
    "S.A.R.L. D'ARCHITECTURE DUPONT, architecture dupont",
    "STE GENERALE, societe generale",
    "CLINIQUE STE THERESE, clinique sainte therese",
    "CTRE HOSP ST JEAN, centre hospitalier saint jean",
    "CHU DE NANTES, centre hospitalier universitaire nantes",
    "MIN EDUC NAT, ministere education nationale",
    "MINISTERE DE L'EDUCATION NATIONALE, ministere education nationale",
    "SCE DEP INCENDIE, service departemental incendie",
    "S.N.C.F., societe nationale chemins fer",
    "SNCF, societe nationale chemins fer",
    "BAR DES 3 FRERES, bar 3 freres",
    "TRANSPORTS MARTIN SA, transports martin",
    "SOCIETE PAR ACTIONS SIMPLIFIEE LES LILAS, lilas",
    "MAIRIE D HAYANGE, mairie hayange",
    "NOTRE DAME, notre dame",
    "COLLEGE ND DE LOURDES, college notre dame lourdes",
    "CLINIQUE N.D. DU BON SECOURS, clinique notre dame bon secours",
    "DAME NATURE, dame nature",
    "NOTRE MAISON, maison",
    "ND CONSEIL, notre dame conseil",
    "[ND] COIFFURE, coiffure",
  })
  void namesAreExpandedAndLoseTheirLegalForm(String text, String cleaned) {
    assertThat(TextCleaner.forNames().clean(text)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @CsvSource({"SA, sa", "SARL, sarl", "LES, les"})
  void nameOfNothingElseKeepsItsWords(String text, String cleaned) {
    assertThat(TextCleaner.forNames().clean(text)).isEqualTo(cleaned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[ND]", "ND", "NON DIFFUSIBLE", "XXXX", "?", "SANS OBJET"})
  void aNameThatStandsForAMissingOne_isNone(String text) {
    assertThat(TextCleaner.forNames().clean(text)).isEmpty();
    assertThat(TextCleaner.forNames().tokens(text)).isEmpty();
  }

  @Test
  void tokensAreTheWordsInTheirOrder() {
    assertThat(TextCleaner.unstemmed().tokens("Bois de chauffage, bois"))
        .containsExactly("bois", "chauffage", "bois");
  }

  @Test
  void nullGivesNullTextAndNoTokens() {
    for (TextCleaner cleaner :
        new TextCleaner[] {
          TextCleaner.original(), TextCleaner.unstemmed(), TextCleaner.forNames()
        }) {
      assertThat(cleaner.clean(null)).isNull();
      assertThat(cleaner.tokens(null)).isEmpty();
      assertThat(cleaner.clean(" ' ")).isEmpty();
    }
  }

  @Test
  void stemsTheSameFromManyThreadsAndManyWords() {
    long wrong =
        IntStream.range(0, 50_000)
            .parallel()
            .filter(
                i -> !TextCleaner.original().clean("continuations x" + i).startsWith("continu "))
            .count();

    assertThat(wrong).isZero();
  }

  @Test
  void survivesTheWayToAnExecutor() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(TextCleaner.forNames());
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TextCleaner read = (TextCleaner) in.readObject();
      assertThat(read.clean("ETS DUPONT")).isEqualTo("etablissements dupont");
    }
  }
}
