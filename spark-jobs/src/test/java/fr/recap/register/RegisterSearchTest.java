package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.tables.Sirus;
import fr.recap.udfs.text.TextCleaner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.file.PathUtils;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StringField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterSearchTest {
  private static final String BAKERY = "11111111100011";
  private static final String GARAGE = "22222222200022";
  private static final String GARAGE_IN_METZ = "22222222200030";
  private static final String OTHER_GARAGE_IN_METZ = "22222222200048";
  private static final String FAMILY_FUND = "33333333300033";
  private static final String NURSERY = "44444444400044";

  @TempDir Path folder;
  private RegisterIndex index;
  private RegisterSearch search;

  @BeforeEach
  void open() throws IOException {
    index =
        new TestRegister(folder)
            .with(BAKERY, "BOULANGERIE DU LAC", "74010", "1071C")
            .with(GARAGE, "GARAGE MARTIN SARL", "74010", "4520A")
            .with(
                GARAGE_IN_METZ,
                Map.of(
                    Sirus.DENOM, "GARAGE MARTIN SARL",
                    Sirus.ADR_ET_LOC_GEO, "57463",
                    Sirus.APET, "4520A",
                    Sirus.ADR_ET_VOIE_NUM, "12",
                    Sirus.ADR_ET_VOIE_TYPE, "RUE",
                    Sirus.ADR_ET_VOIE_LIB, "HAUTE"),
                49.119,
                6.175)
            .with(OTHER_GARAGE_IN_METZ, "SARL", "57463", "4520A")
            .with(FAMILY_FUND, "CAISSE D ALLOCATIONS FAMILIALES", "57463", "8430C")
            .with(NURSERY, "LA SOURCE", "57463", "8891A")
            .open("caf, caisse d'allocations familiales");
    search = new RegisterSearch(index);
  }

  @Test
  void namesAreFoundHoweverTheyAreSpelt() {
    assertThat(first("boulangerie lac", "")).isEqualTo(BAKERY);
    assertThat(first("boulengerie", "")).isEqualTo(BAKERY);
    assertThat(first("garagemartin", "57463")).isEqualTo(GARAGE_IN_METZ);
    assertThat(first("gara ge", "74010")).isEqualTo(GARAGE);
    assertThat(first("boulang", "")).isEqualTo(BAKERY);
    assertThat(first("lasource", "")).isEqualTo(NURSERY);
    assertThat(first("caf", "")).isEqualTo(FAMILY_FUND);
    assertThat(names("xyzzy", "")).isEmpty();
  }

  @Test
  void acronymFindsTheNameOfTheseInitials() throws IOException {
    RegisterIndex other =
        new TestRegister(folder.resolve("other"))
            .with(BAKERY, "UNION DES ARTISANS DE METZ", "57463", "9412Z")
            .open();
    assertThat(names(new RegisterSearch(other), query("uam", "", "", ""))).containsExactly(BAKERY);
  }

  @Test
  void endlessNamesAndStaffDontKeepTheRestFromBeingFound() throws IOException {
    RegisterIndex other =
        new TestRegister(folder.resolve("other"))
            .with(
                BAKERY,
                Map.of(
                    Sirus.DENOM, "LAC " + "A".repeat(40_000),
                    Sirus.ADR_ET_LOC_GEO, "74010",
                    Sirus.EFF_3112_ET, "2147483647"),
                Double.NaN,
                Double.NaN)
            .open();
    assertThat(names(new RegisterSearch(other), query("lac", "74010", "", "")))
        .containsExactly(BAKERY);
  }

  @Test
  void communePutsItsEstablishmentFirst() {
    assertThat(names("garage martin", "74010")).startsWith(GARAGE).contains(GARAGE_IN_METZ);
    assertThat(names("garage martin", "57463")).startsWith(GARAGE_IN_METZ).contains(GARAGE);
  }

  @Test
  void sitesOfTheUnitInTheCommuneComeTogether() {
    assertThat(sirets(search, query("garage martin", "57463", "", ""), RegisterSearch.SITES))
        .contains(GARAGE_IN_METZ, OTHER_GARAGE_IN_METZ)
        .doesNotContain(GARAGE);
  }

  @Test
  void whatOneFormAloneSaysBringsNoSites_sinceItMayBeTheOneThatAsks() throws IOException {
    RegisterQuery query = query("atelier paul", "57463", "", "");
    for (List<String> forms : List.of(List.of("F1"), List.of("F1", "F2"))) {
      RegisterIndex other =
          new TestRegister(folder.resolve("said-" + forms.size()))
              .with(GARAGE_IN_METZ, "SARL", "57463", "4520A")
              .with(said(GARAGE_IN_METZ, "atelier paul", "57463", forms))
              .open();
      List<String> sites = sirets(new RegisterSearch(other), query, RegisterSearch.SITES);
      assertThat(sites).hasSize(forms.size() - 1);
    }
  }

  @Test
  void aFormIsNoEvidenceForItself_norAgainstOthers() throws IOException {
    RegisterIndex other =
        new TestRegister(folder.resolve("said"))
            .with(GARAGE, "SARL", "74010", "4520A")
            .with(GARAGE_IN_METZ, "SARL", "57463", "4520A")
            .with(said(GARAGE, "atelier paul", "57463", List.of("F1")))
            .with(said(GARAGE_IN_METZ, "atelier paul", "57463", List.of("F2", "F3")))
            .open();
    assertThat(other.worded("57463atelierpaul", "F1"))
        .contains(new RegisterIndex.Led(GARAGE_IN_METZ, 2));
    assertThat(other.worded("57463atelierpaul", "F2")).isEmpty();
  }

  @Test
  void indexOfAnEarlierRelease_isRefused() throws IOException {
    Path old = folder.resolve("old");
    new TestRegister(old).with(said(GARAGE, "atelier paul", "57463", List.of("F1"))).open();
    PathUtils.delete(old.resolve(RegisterIndex.REGISTER));
    Files.move(old.resolve(RegisterIndex.HISTORY), old.resolve(RegisterIndex.REGISTER));

    assertThatThrownBy(() -> RegisterIndex.open(old))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("recap index register");
  }

  @Test
  void indexWithAListOfSirets_isOfAnEarlierRelease() {
    TestRegister old =
        new TestRegister(folder.resolve("listed"))
            .with(GARAGE, "GARAGE MARTIN", "74010", "4520A")
            .withListOfSirets();
    assertThatThrownBy(old::open)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("recap index register");
  }

  private static Document said(String siret, String name, String commune, List<String> forms) {
    List<Long> hashes = forms.stream().map(EarlierWording::hash).sorted().toList();
    Document document = new Document();
    document.add(
        new BinaryDocValuesField(
            IndexFields.CONTENT, new EarlierWording(siret, name, commune, hashes).write()));
    document.add(IndexFields.words(IndexFields.NAME, NameWords.ofNames(List.of(name))));
    document.add(
        new StringField(IndexFields.EXACT, commune + name.replace(" ", ""), StringField.Store.NO));
    return document;
  }

  @Test
  void streetAndNumberLeadToTheEstablishmentFromAnotherCommune() {
    assertThat(sirets(search, query("", "74010", "rue haute", "12"), RegisterSearch.STREET))
        .containsExactly(GARAGE_IN_METZ);
  }

  @Test
  void whatManyHaveLeadsNearTheFormAlone_butTwoWordsThatFewHaveTogetherLeadAnywhere()
      throws IOException {
    TestRegister many = new TestRegister(folder.resolve("many"));
    for (int i = 0; i <= Leading.FEW; i++) {
      String siret = "%09d00011".formatted(100_000_000 + i);
      many.with(siret, i == 0 ? "ECOLE DUPONT" : "ECOLE", i == 1 ? "57463" : "75101", "8520Z");
      many.with("%09d00011".formatted(200_000_000 + i), "GARAGE DUPONT", "75101", "4520A");
    }
    RegisterSearch inMany = new RegisterSearch(many.open());

    assertThat(names(inMany, query("ecole", "57463", "", ""))).containsExactly("10000000100011");
    assertThat(names(inMany, query("ecole dupont", "57463", "", "")))
        .containsExactlyInAnyOrder("10000000100011", "10000000000011");
    assertThat(names(inMany, query("ecole", "", "", ""))).hasSize(35);
  }

  @Test
  void equalQueriesThatFollowEachOtherAreSearchedForOnce() {
    names("garage martin", "57463");
    names("garage martin", "57463");
    names("garage martin", "74010");
    assertThat(search.asked()).isEqualTo(2);
  }

  @Test
  void establishmentsAreReadByTheirSiret() {
    RegisterEntry garage = index.establishment(GARAGE_IN_METZ).orElseThrow();
    assertThat(garage.names().denom()).isEqualTo("GARAGE MARTIN SARL");
    assertThat(garage.address().latitude()).isEqualTo(49.119);
    assertThat(index.establishment("22222222200023")).isEmpty();
    assertThat(index.establishment("99999999999999")).isEmpty();
    assertThat(index.establishment("no SIRET")).isEmpty();
    assertThat(index.from(0)).isZero();
    assertThat(index.from(Long.parseLong(GARAGE_IN_METZ) + 1))
        .isEqualTo(index.from(Long.parseLong(GARAGE_IN_METZ)) + 1);
    assertThat(index.from(Long.MAX_VALUE)).isEqualTo(index.establishments());
  }

  @Test
  void exactNameLeadsToTheOnlyEstablishmentOfTheCommune() {
    assertThat(index.named("57463garagemartin").orElseThrow().siret()).isEqualTo(GARAGE_IN_METZ);
    assertThat(index.named("57463garage")).isEmpty();
  }

  private String first(String name, String commune) {
    return names(name, commune).get(0);
  }

  private List<String> names(String name, String commune) {
    return names(search, query(name, commune, "", ""));
  }

  private static List<String> names(RegisterSearch search, RegisterQuery query) {
    return sirets(search, query, RegisterSearch.NAMES);
  }

  private static List<String> sirets(RegisterSearch search, RegisterQuery query, String name) {
    return search.establishments(query).get(name).stream()
        .map(found -> found.establishment().siret())
        .toList();
  }

  private static RegisterQuery query(String name, String commune, String street, String number) {
    return RegisterQuery.of(
        TextCleaner.forNames().clean(name),
        "",
        "",
        "",
        street,
        number,
        "",
        commune,
        "",
        "",
        List.of(),
        List.of(),
        null,
        null);
  }
}
