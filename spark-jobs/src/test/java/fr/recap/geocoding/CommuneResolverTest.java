package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void aCountryAbroad_refusesWhateverTheTown() {
    assertThat(RESOLVER.resolve(new DeclaredPlace(null, "METZ", null, "ALLEMAGNE", null, false)))
        .isEqualTo(new NoCommune(Refusal.COUNTRY));
  }

  private static String code(DeclaredPlace place) {
    return ((ResolvedCommune) RESOLVER.resolve(place)).code();
  }
}
