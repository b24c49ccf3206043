package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonResponseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "IDEM",
        "VOIR CI DESSUS",
        "voir ci-dessus",
        "JE NE SAIS PAS",
        "PAS CONCERNE",
        "MEME ENTREPRISE",
        "même employeur que plus haut",
        "OUI",
        "E",
        "(E)",
        "IDEM CI DESSUS",
        "SANS OBJET",
        "RIEN",
        "CONFIDENTIEL",
        "01/01/2026",
        "75012",
        "XXXX",
        "N.S.P.",
        "déjà indiqué page 2",
        "voir entreprise",
        "même adresse",
        "TRAVAIL",
        "mon métier",
        "ENTREPRISE PRIVEE",
        "COMME MA FEMME",
        "VOIR CONJOINT",
        "VOIR CI CONTRE",
        "PLUS RIEN",
        "35 HEURES PAR SEMAINE",
        "À DOMICILE",
        "GROUPE",
        "salarié en CDI",
        "TEMPS PARTIEL",
        "PERSONNE",
        "--",
        ""
      })
  void saysNothing(String text) {
    assertThat(NonResponse.of(text)).contains(NonResponse.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETRAITE",
        "Retraitée depuis 2019",
        "EN RETRAITE",
        "SANS EMPLOI",
        "SANS PROFESSION",
        "demandeur d'emploi",
        "EN RECHERCHE",
        "EN FORMATION",
        "J'ai arrêté",
        "RECHERCHE EMPLOI",
        "MERE AU FOYER",
        "congé parental",
        "ARRET MALADIE",
        "AU CHOMAGE",
        "ANCIEN EMPLOYE RETRAITE"
      })
  void isAState(String text) {
    assertThat(NonResponse.of(text)).contains(NonResponse.STATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12 RUE DE LA GARE",
        "RUE DE LA GARE",
        "BD VOLTAIRE",
        "3 bis AV FOCH",
        "5, place du Marché"
      })
  void isAnAddress(String text) {
    assertThat(NonResponse.of(text)).contains(NonResponse.ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CAISSE DE RETRAITE",
        "MAISON DE RETRAITE",
        "RETRAITE COMPLEMENTAIRE",
        "RECHERCHE",
        "FORMATION",
        "AIDE A DOMICILE",
        "VILLAGE VACANCES",
        "CONJOINT COLLABORATEUR",
        "GARDIEN DE NUIT",
        "BOITE DE NUIT",
        "HOLDING",
        "SIEGE SOCIAL",
        "ROUTES ET AUTOROUTES",
        "CHEMIN DE FER",
        "ENTREPRISE DE NETTOYAGE",
        "TRAVAUX PUBLICS",
        "EMPLOYE DE BANQUE",
        "EMPLOYE",
        "EMPLOYE DE BUREAU EN CDI",
        "SERVICE A LA PERSONNE",
        "SERVICE DE L EMPLOI",
        "RETRAITE SNCF",
        "OUVRIER AGRICOLE",
        "A.T.S.E.M.",
        "VRP",
        "CHU",
        "LA POSTE",
        "AGENCE POUR L EMPLOI",
        "TRAVAIL TEMPORAIRE",
        "2 ENFANTS GARDES A DOMICILE",
        "SECRETAIRE"
      })
  void isAnAnswer(String text) {
    assertThat(NonResponse.of(text)).isEmpty();
  }

  @Test
  void whatSomebodyRetiredOnceDidIsNoProfession() {
    assertThat(NonResponse.ofProfession("RETRAITE SNCF")).contains(NonResponse.STATE);
    assertThat(NonResponse.ofProfession("IDEM")).contains(NonResponse.NOTHING);
    assertThat(NonResponse.ofProfession("CAISSIER RETRAITE COMPLEMENTAIRE")).isEmpty();
  }

  @Test
  void nullIsNoText() {
    assertThat(NonResponse.of(null)).isEmpty();
    assertThat(NonResponse.ofProfession(null)).isEmpty();
  }
}
