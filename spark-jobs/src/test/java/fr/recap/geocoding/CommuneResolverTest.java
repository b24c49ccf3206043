package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected codes are those of the official geographic code, looked up by hand. */
class CommuneResolverTest {
  private static final CommuneResolver RESOLVER = Communes.bundled().resolver();

  @ParameterizedTest(name = "{0}, {1} is {2}")
  @CsvSource({
    "METZ, , 57463",
    "ST DENIS, 93, 93066",
    "ST DENIS, 974, 97411",
    "SAINT DENIS (93), , 93066",
    "STE GENEVIEVE DES BOIS, 91, 91549",
    "CHALON S SAONE, , 71076",
    "CHALON S/SAONE, 71, 71076",
    "VILLEFRANCHE S/ SAONE, , 69264",
    "L HAY LES ROSES, , 94038",
    "HAY LES ROSES, 94, 94038",
    "ROCHELLE, 17, 17300",
    "VILLENEUVE D ASCQ, , 59009",
    "VILLENEUVE ASCQ, 59, 59009",
    "METZ CEDEX 01, , 57463",
    "PARIS CEDEX 12, , 75112",
    "LYON 3EME, , 69383",
    "LYON CEDEX 03, , 69383",
    "MARSEILLE 6E ARRONDISSEMENT, , 13206",
    "PARIS XII, , 75112",
    "PARIS 12, , 75112",
    "PARIS12, , 75112",
    "75012 PARIS, , 75112",
    "75116 PARIS, , 75116",
    "PARIS 75, , 75056",
    "PARIS, , 75056",
    "MARSEILLE 13, , 13055",
    "LYON 69, , 69123",
    "AJACCIO, 2A, 2A004",
    "BASTIA, 20, 2B033",
    "ST PIERRE, REUNION, 97416",
    "FORT DE FRANCE, , 97209",
    "ILLKIRCH, , 67218",
    "CLERMONT FD, 63, 63113",
    "CLERMONT, 63, 63113",
    "AIX EN PCE, , 13001",
    "AIX PROVENCE, , 13001",
    "BOULOGNE BILLANCOURT, , 92012",
    "BOULOGNE BILANCOUR, 92, 92012",
    "GRENOBBLE, , 38185",
    "STRASBOUG, , 67482",
    "MONPELLIER, , 34172",
    "BORDO, 33, 33063",
    "EVRY, 91, 91228",
    "COURCOURONNES, 91, 91228",
    "VILLE D AVRAY, , 92077",
    "ROISSY EN FRANCE, , 95527",
    "MAIRIE DE NANTES, , 44109",
    "COMMUNE DE NANTES, , 44109",
    "NANTES CENTRE, , 44109",
    "METZ ET ENVIRONS, , 57463",
    "GARE DE METZ, , 57463",
    "GARE SNCF DE RENNES, , 35238",
    "GARE DE LYON, , 75112",
    "LYON PART DIEU, , 69383",
    "LA DEFENSE, , 92062",
    "TOULOUSE PURPAN, 31, 31555",
    "LYON / RHONE, , 69123",
    "ST PIERRE - REUNION, , 97416",
    "GARE DE LYON, 69, 69123",
    "VIENNE, 38, 38544",
    "BREUIL (LE), 71, 71059",
    "PARIS 015, , 75115",
    "PARIS XVe, , 75115",
    "PARIS XVIIIEME, , 75118",
    "LYON VIE, , 69386",
    "MARSEILLE13E, , 13213",
    "PARISXVI, , 75116",
    "PARIS DOUZIEME, , 75112",
    "PARIS DIX-SEPTIEME, , 75117",
    "12EME ARRONDISSEMENT DE PARIS, , 75112",
    "XIIEME ARRONDISSEMENT PARIS, , 75112",
    "75 PARIS 12, , 75112",
    "PARIS 12 (75), , 75112",
    "PARIS - 12E ARR., , 75112",
    "75 012 PARIS, , 75112",
    "75012PARIS, , 75112",
    "PARIS, 75012, 75112",
    "57 000 METZ, , 57463",
    "METZ57000, , 57463",
    "2A004, , 2A004",
    "SAINT PIERRE MARTINIQUE, , 97225",
    "ST PIERRE - MARTINIQUE, , 97225",
    "ST DENIS DE LA REUNION, , 97411",
    "ST PIERRE, ILE DE LA REUNION, 97416",
    "ST PIERRE, ST PIERRE ET MIQUELON, 97502",
    "NOUMEA NOUVELLE CALEDONIE, , 98818",
    "PAPEETE, TAHITI, 98735",
    "SAINT BARTHELEMY, , 97701",
    "ST GILLES LES BAINS, 974, 97415",
    "97133 GUSTAVIA, , 97701",
    "MARIGOT, 97150, 97801",
    "35400 PARAME, , 35288",
    "PARAME, 35400, 35288",
    "97430 TROIS MARES, , 97422",
    "57000 MOSELLE, , 57463",
    "PARIS, 57000, 75056",
    "57000 MONTIGNY LES METZ, , 57480",
    "PREFECTURE DE METZ, , 57463",
    "Y, 80, 80829",
  })
  void declaredName_leadsToItsCommune(String name, String departement, String code) {
    Resolution resolution =
        RESOLVER.resolve(new DeclaredPlace(null, name, departement, null, null, false));
    assertThat(resolution).isInstanceOf(ResolvedCommune.class);
    assertThat(((ResolvedCommune) resolution).code()).isEqualTo(code);
    assertThat(((ResolvedCommune) resolution).score()).isBetween(0.5, 1.0);
  }

  @ParameterizedTest(name = "{0}, {1} is refused as {2}")
  @CsvSource({
    "ILE DE FRANCE, , REGION",
    "RHONE ALPES, , REGION",
    "PACA, , REGION",
    "BRETAGNE, , REGION",
    "MOSELLE, , DEPARTEMENT",
    "HAUTE GARONNE, 31, DEPARTEMENT",
    "VIENNE, 86, DEPARTEMENT",
    "57, , DEPARTEMENT",
    "LUXEMBOURG, , COUNTRY",
    "LUXEMBOUR, , COUNTRY",
    "SUISSE, , COUNTRY",
    "GENEVE, 74, COUNTRY",
    "PARIS ET LYON, , SEVERAL",
    "PARIS / LILLE, , SEVERAL",
    "METZ NANCY, , SEVERAL",
    "TOUTE LA FRANCE, , VAGUE",
    "CHANTIERS, , VAGUE",
    "XQZRTW, , UNKNOWN",
    "'', , EMPTY",
    "WALLIS ET FUTUNA, , REGION",
    "SAINT PIERRE ET MIQUELON, , REGION",
    "LILLE - LOOS, , SEVERAL",
    "LUXEMBOURG, 57000, COUNTRY",
    "CHANTIERS, 57000, VAGUE",
    "[ND], , VAGUE",
    "XXXX, , VAGUE",
  })
  void whatIsNoCommune_isRefusedWithItsReason(String name, String departement, Refusal refusal) {
    assertThat(RESOLVER.resolve(new DeclaredPlace(null, name, departement, null, null, false)))
        .isEqualTo(new NoCommune(refusal));
  }

  @Test
  void codes_winOverNames_andFormerOnesLeadToTheCommuneOfToday() {
    DeclaredPlace coded = new DeclaredPlace("2A004", "METZ", "57", null, null, false);
    assertThat(code(coded)).isEqualTo("2A004");
    // Amareins, merged with Francheleins in 1974 and 1983.
    DeclaredPlace former = new DeclaredPlace("01003", null, null, null, null, false);
    assertThat(code(former)).isEqualTo("01165");
    DeclaredPlace abroad = new DeclaredPlace("99109", "BERLIN", null, null, null, false);
    assertThat(RESOLVER.resolve(abroad)).isEqualTo(new NoCommune(Refusal.COUNTRY));
  }

  @Test
  void residence_decidesBetweenCommunesOfOneName() {
    assertThat(code(new DeclaredPlace(null, "SAINT DENIS", null, null, "93001", false)))
        .isEqualTo("93066");
    assertThat(code(new DeclaredPlace(null, "SAINT DENIS", null, null, "97415", false)))
        .isEqualTo("97411");
    assertThat(RESOLVER.resolve(DeclaredPlace.named("SAINT DENIS")))
        .isEqualTo(new NoCommune(Refusal.AMBIGUOUS));
  }

  @Test
  void residence_standsInForAMissingNameOnlyWhereThePersonWorksThere() {
    assertThat(code(new DeclaredPlace(null, null, null, null, "57463", true))).isEqualTo("57463");
    assertThat(RESOLVER.resolve(new DeclaredPlace(null, null, null, null, "57463", false)))
        .isEqualTo(new NoCommune(Refusal.EMPTY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALLEMAGNE",
        "LUXEMBOUR",
        "SUISE",
        "LE LUXEMBOURG",
        "SUISSE ROMANDE",
        "PAYS-BAS",
        "GENEVE",
        "CH",
        "L",
        "99109",
        "NEPAL",
        "CORÉE DU SUD",
        "ETRANGER",
        "HORS DE FRANCE"
      })
  void aCountryAbroad_refusesWhateverTheTown(String country) {
    assertThat(RESOLVER.resolve(new DeclaredPlace(null, "METZ", "57", country, null, false)))
        .isEqualTo(new NoCommune(Refusal.COUNTRY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "F",
        "FR",
        "99100",
        "FRACNE",
        "FRANSE",
        "FRANÇAISE",
        "FRANCE METROPOLITAINE",
        "IDEM",
        "NEANT",
        "0",
        "-",
        "N/A",
        "[ND]",
        "XX",
        "57",
        "MOSELLE",
        "ALSACE",
        "CORSE",
        "METZ",
        "SIEGE",
        "EUROPE",
        "DOM TOM",
        "GUYANNE",
        "RÉUNION (FRANCE)",
        "NON CONCERNE"
      })
  void whatNamesNoOtherCountry_liesInFrance(String country) {
    assertThat(code(new DeclaredPlace(null, "METZ", "57", country, null, false)))
        .isEqualTo("57463");
  }

  @ParameterizedTest
  @CsvSource({
    "SAINT PAUL, LA REUNION, 97415",
    "STE MARIE, MARTINIQUE, 97228",
    "LES ABYMES, GUADELOUPE, 97101",
    "CAYENNE, GUYANE FRANCAISE, 97302",
    "NOUMEA, NOUVELLE CALEDONIE, 98818",
    "FAAA, POLYNESIE FRANCAISE, 98715",
    "SAINT MARTIN, SAINT MARTIN, 97801",
  })
  void anOverseasTerritoryForACountry_tellsTheDepartement(
      String name, String country, String code) {
    assertThat(code(new DeclaredPlace(null, name, null, country, null, false))).isEqualTo(code);
  }

  @Test
  void codes_areReadWithTheZeroThatTheyLost_andThatOfFranceIsNone() {
    assertThat(code(new DeclaredPlace("1001", "METZ", null, null, null, false))).isEqualTo("01001");
    assertThat(code(new DeclaredPlace("99100", "METZ", "57", null, null, false)))
        .isEqualTo("57463");
  }

  @Test
  void aNameThatIsAPlaceholderElsewhere_mayBeACommune() {
    assertThat(code(new DeclaredPlace(null, "AUCUN", "65400", null, null, false)))
        .isEqualTo("65045");
  }

  private static String code(DeclaredPlace place) {
    return ((ResolvedCommune) RESOLVER.resolve(place)).code();
  }
}
