package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.TableChecksum;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code geocode --keep} on real PostgreSQL, with tables as users have them. */
class KeptCoordinatesTest {
  private static final String ALL =
      "cabbi, longitude, latitude, geo_score, geo_type, geo_adresse, commune, commune_score, geo_reason";

  @TempDir Path folder;
  private final AddokServer server = new AddokServer();
  private GeoTables tables;

  @BeforeEach
  void createTables() throws Exception {
    tables = new GeoTables();
    Path communes = folder.resolve("communes.csv");
    Files.writeString(communes, "code,nom,lat,lon\n57463,Metz,49.108,6.196\n");
    tables.set("geocoding.communes", "[\"" + communes + "\"]");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void goodCoordinates_stay_withTheirCommune_andTheOthersAreFound() {
    tables.oldCoordinates();
    form("a", "1.5", "2.5", "0.9", "housenumber");
    form("b", "1.5", "2.5", "0.4", "municipality");
    form("c", "1.5", "2.5", "0", "street");
    form("d", "1.5", "2.5", null, null);
    form("e", "1.5", "2.5", "0", "municipality");
    form("f", null, null, "0.9", "housenumber");
    form("g", "181", "2.5", "0.9", "housenumber");
    form("h", "NaN", "2.5", "0.9", "housenumber");
    form("k", "49.1", "6.2", "0.9", "housenumber");
    form("l", "0", "0", "0.9", "housenumber");
    tables.form("i", Map.of("clt_x", "METZ"));
    tables.form("j", Map.of("clt_x", "ILE DE FRANCE"));
    place("j", "1.5", "2.5", "0.9", "street");
    place("gone", "1.5", "2.5", "0.9", "street");

    GeocodeTable.Result result = keep(Map.of());

    assertThat(result.in()).isEqualTo(12);
    assertThat(result.written()).isEqualTo(12);
    assertThat(result.kept()).isEqualTo(5);
    assertThat(result.unusable()).as("g, h, k and l").isEqualTo(4);
    String kept = "there|57463|1|coordinates kept; commune by its code";
    String centre = "6.196|49.108|0|municipality|57000 Metz|57463|1|commune by its ";
    assertThat(tables.query(ALL))
        .containsExactly(
            "a|1.5|2.5|0.9|housenumber|" + kept,
            "b|1.5|2.5|0.4|municipality|" + kept,
            "c|1.5|2.5|0|street|" + kept,
            "d|1.5|2.5|null|null|" + kept,
            "e|" + centre + "code",
            "f|" + centre + "code",
            "g|" + centre + "code",
            "h|" + centre + "code",
            tables.query(ALL).get(8),
            "j|1.5|2.5|0.9|street|there|null|null|coordinates kept; not a commune: a region",
            "k|" + centre + "code",
            "l|" + centre + "code");
    assertThat(tables.query(ALL).get(8))
        .startsWith("i|6.196|49.108|0|municipality|57000 Metz|57463|0.")
        .endsWith("|commune by its name");
  }

  @Test
  void runningTwice_givesTheSameTable_alsoWithServices() {
    tables.oldCoordinates();
    form("a", "1.5", "2.5", "0.9", "housenumber");
    tables.form("b", Map.of("clt_c_c", "57463", "nomvoi_x", "HAUTE"));
    tables.form("c", Map.of("clt_c_c", "57463", "nomvoi_x", "IMAGINAIRE"));
    tables.form("d", Map.of());
    server.knows("haute Metz", "57463", "street", 0.8, 6.17, 49.12);
    Map<String, String> services =
        Map.of("geocoding.services.ban", server.url(), "geocoding.retries", "0");

    assertThat(keep(services).kept()).isEqualTo(1);
    String first = checksum();
    assertThat(tables.query("cabbi, geo_score, geo_reason"))
        .containsExactly(
            "a|0.9|coordinates kept; commune by its code",
            "b|0.8|commune by its code",
            "c|0|commune by its code; no service knows the address",
            "d|null|no commune is declared");
    assertThat(server.asked()).noneMatch(question -> question.contains("12"));

    assertThat(keep(services).kept()).as("what a service found is kept too").isEqualTo(2);
    assertThat(checksum()).isEqualTo(first);
  }

  @Test
  void whatTheTableSaysOfACommune_stays_andOnlyTheRestIsFilledIn() {
    geocodeOnce();
    form("a", "1.5", "2.5", "0.9", "street");
    form("b", "1.5", "2.5", "0.9", "street");
    form("c", "1.5", "2.5", "0.9", "street");
    set("a", "commune = '57463'");
    set("b", "commune = '01001'");
    set("c", "commune = '01001', commune_score = 0.7, geo_reason = 'by hand'");

    keep(Map.of());

    assertThat(tables.query("cabbi, commune, commune_score, geo_reason"))
        .contains(
            "a|57463|1|coordinates kept; commune by its code",
            "b|01001|null|coordinates kept; commune as it was",
            "c|01001|0.7|by hand");
  }

  @Test
  void ofSeveralRowsOfAForm_theSurestIsKept_whateverTheirOrder() {
    tables.oldCoordinates();
    form("a", "1.5", "2.5", "0.5", "street");
    place("a", "3.5", "4.5", "0.9", "housenumber");
    place("a", "9.5", "8.5", "0.7", "housenumber");

    GeocodeTable.Result result = keep(Map.of());

    assertThat(result.kept()).isEqualTo(1);
    assertThat(result.rejected()).isZero();
    assertThat(tables.query("cabbi, longitude, geo_score")).containsExactly("a|3.5|0.9");
  }

  @Test
  void withoutATableThereIsNothingToKeep_andWithoutKeepNothingIs() {
    tables.form("a", Map.of("clt_c_c", "57463"));
    assertThat(keep(Map.of()).kept()).isZero();
    set("a", "longitude = 1.5, geo_score = 0.9");

    RecapConfig config = tables.config();
    GeocodeTable.Result result =
        new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), false).execute();

    assertThat(result.kept()).isZero();
    assertThat(tables.query("cabbi, longitude")).containsExactly("a|6.196");
  }

  @Test
  void establishments_keepTheirCoordinatesToo() {
    tables.establishment("000000001", "00001", "57463", 1.5, 2.5);
    tables.insert(
        "sirus",
        Map.of("sirus_id", "000000001", "nic", "00002", "adr_et_loc_geo", "574630000000000"));
    RecapConfig config = tables.config();

    GeocodeTable.Result result =
        new GeocodeTable(TestSession.get(), config, GeocodeSource.sirus(config), true).execute();

    assertThat(result.kept()).isEqualTo(1);
    assertThat(
            TestPostgres.query(
                "SELECT nic, longitude, commune FROM %s ORDER BY 1"
                    .formatted(tables.name("sirus_geo"))))
        .containsExactly("00001|1.5|57463", "00002|6.196|57463");
  }

  @Test
  void aTableThatLacksCoordinates_isRefused_andStays() {
    TestPostgres.execute(
        "CREATE TABLE %s (cabbi text, longitude text)".formatted(tables.name("rp_geo")));
    tables.form("a", Map.of("clt_c_c", "57463"));
    assertThatThrownBy(() -> keep(Map.of()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("latitude")
        .hasMessageContaining("conf/tables/rp_geo.csv");
    assertThat(tables.query("longitude")).isEmpty();
  }

  private void geocodeOnce() {
    tables.form("z", Map.of("clt_c_c", "57463"));
    keep(Map.of());
  }

  private void form(String cabbi, String longitude, String latitude, String score, String type) {
    tables.form(cabbi, Map.of("clt_c_c", "57463", "numvoi_x", "12", "nomvoi_x", "HAUTE"));
    place(cabbi, longitude, latitude, score, type);
  }

  private void place(String cabbi, String longitude, String latitude, String score, String type) {
    Map<String, String> cells = new HashMap<>();
    cells.put("cabbi", cabbi);
    cells.put("longitude", longitude);
    cells.put("latitude", latitude);
    cells.put("geo_score", score);
    cells.put("geo_type", type);
    cells.put("geo_adresse", "there");
    cells.values().removeIf(java.util.Objects::isNull);
    tables.insert("rp_geo", cells);
  }

  private void set(String cabbi, String cells) {
    TestPostgres.execute(
        "UPDATE %s SET %s WHERE cabbi = '%s'".formatted(tables.name("rp_geo"), cells, cabbi));
  }

  private String checksum() {
    RecapConfig config = tables.config();
    return TableChecksum.of(config.postgres(), config.tables().formsGeo());
  }

  private GeocodeTable.Result keep(Map<String, String> more) {
    RecapConfig config = tables.config(more);
    return new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), true).execute();
  }
}
