package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import fr.recap.tables.SirusGeo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a service, on real PostgreSQL. */
class GeocodeTableTest {
  @TempDir Path folder;
  private GeoTables tables;

  @BeforeEach
  void createTables() throws Exception {
    tables = new GeoTables();
    Path communes = folder.resolve("communes.csv");
    Files.writeString(
        communes,
        "code,nom,lat,lon\n57463,Metz,49.108,6.196\n2A004,Ajaccio,41.925,8.736\n01165,Francheleins,46.07,4.8\n");
    tables.set("geocoding.communes", "[\"" + communes + "\"]");
  }

  @Test
  void everyForm_hasItsRowWithCoordinatesOrTheReasonWhyNot() {
    tables.form("a", Map.of("clt_c_c", "57463"));
    tables.form("b", Map.of("clt_c_c", "2A004", "clt_x", "AJACCIO"));
    tables.form("c", Map.of("clt_x", "METS", "dlt_x", "57"));
    tables.form("d", Map.of("clt_c_c", "01003"));
    tables.form("e", Map.of("clt_x", "ILE DE FRANCE"));
    tables.form("f", Map.of());
    tables.form("g", Map.of("clt_x", "LYON"));
    GeocodeTable.Result result = geocode(tables.config());
    assertThat(result.in()).isEqualTo(7);
    assertThat(result.written()).isEqualTo(7);
    assertThat(result.outcomes().stream().mapToLong(Outcomes.Outcome::rows).sum()).isEqualTo(7);
    assertThat(
            tables.query(
                "cabbi, longitude, latitude, geo_score, geo_type, geo_adresse, commune, geo_reason"))
        .containsExactly(
            "a|6.196|49.108|0|municipality|57000 Metz|57463|commune by its code",
            "b|8.736|41.925|0|municipality|20000 Ajaccio|2A004|commune by its code",
            "c|6.196|49.108|0|municipality|57000 Metz|57463|commune by a misspelt or shortened name",
            "d|4.8|46.07|0|municipality|01090 Francheleins|01165|commune by a former code",
            "e|null|null|null|null|null|null|not a commune: a region",
            "f|null|null|null|null|null|null|no commune is declared",
            "g|null|null|null|null|null|69123|commune by its name; its centre is not known");
  }

  @Test
  void centresThatNoFileKnows_areTheMediansOfTheRegister() {
    tables.establishment("000000001", "00001", "69123", 4.0, 45.0);
    tables.establishment("000000002", "00001", "69123", 4.8, 45.7);
    tables.establishment("000000003", "00001", "69123", 9.0, 50.0);
    tables.form("g", Map.of("clt_x", "LYON"));
    geocode(tables.config());
    assertThat(tables.query("cabbi, longitude, latitude")).containsExactly("g|4.8|45.7");
  }

  @Test
  void aTown_ofWhichTheRegisterHasTheArrondissements_hasItsCentreBetweenThem() {
    tables.establishment("000000001", "00001", "69381", 4.0, 45.0);
    tables.establishment("000000002", "00001", "69381", 4.0, 45.0);
    tables.establishment("000000003", "00001", "69383", 5.0, 46.0);
    tables.form("g", Map.of("clt_x", "LYON"));
    tables.form("h", Map.of("clt_x", "LYON 3EME"));
    geocode(tables.config());
    assertThat(tables.query("cabbi, latitude > 45 AND latitude < 46, commune"))
        .containsExactly("g|t|69123", "h|f|69383");
  }

  @Test
  void centresOfTheRegister_takeNoCoordinatesThatAreNoPlace() {
    tables.establishment("000000001", "00001", "69123", 4.8, 45.7);
    for (int i = 2; i < 9; i++) {
      tables.establishment("00000000" + i, "00001", "69123", 45.7, 166);
    }
    tables.establishment("000000009", "00001", "38544", 45.5, 4.9);
    tables.form("g", Map.of("clt_x", "LYON"));
    tables.form("h", Map.of("clt_c_c", "38544"));
    geocode(tables.config());
    assertThat(tables.query("cabbi, longitude, latitude"))
        .containsExactly("g|4.8|45.7", "h|null|null");
  }

  @Test
  void formsWithoutAUsableKey_areRejectsAndTheCountsAddUp() {
    for (int i = 0; i < 50; i++) {
      tables.form("k" + i, Map.of("clt_c_c", "57463"));
    }
    tables.form("k1", Map.of("clt_c_c", "57463"));
    GeocodeTable.Result result = geocode(tables.config());
    assertThat(result.in()).isEqualTo(51);
    assertThat(result.written()).isEqualTo(50);
    assertThat(result.rejected()).isEqualTo(1);
    assertThat(TestPostgres.query("SELECT key FROM " + tables.name("rp_geo_rejects")))
        .containsExactly("k1");
    assertThat(
            TestPostgres.query(
                "SELECT job, rows_in, rows_out, rows_rejected FROM " + tables.name("runs")))
        .containsExactly("geocode|51|50|1");
  }

  @Test
  void theSameTable_givesTheSameCoordinates() {
    tables.form("a", Map.of("clt_x", "ST PIERRE", "depcom_code", "97411"));
    tables.form("b", Map.of("clt_x", "VILLENEUVE", "dlt_x", "31"));
    geocode(tables.config());
    var first = tables.query("*");
    geocode(tables.config());
    assertThat(tables.query("*")).isEqualTo(first);
  }

  @Test
  void establishments_lieAtTheirCommunes_andReadersSeeTheColumnsThatTheyKnow() {
    tables.establishment("000000001", "00001", "57463", 0, 0);
    tables.insert(
        "sirus",
        Map.of(
            "sirus_id", "000000002",
            "nic", "00001",
            "sir_adr_et_com_lib", "AJACCIO CEDEX 1",
            "adr_et_post", "20000",
            "adr_et_l7", "FRANCE"));
    RecapConfig config = tables.config();
    GeocodeTable.Result result =
        new GeocodeTable(TestSession.get(), config, GeocodeSource.sirus(config), false).execute();
    assertThat(result.written()).isEqualTo(2);
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(TestSession.get(), config.postgres())) {
      assertThat(
              snapshot.read(config.tables().sirusGeo(), SirusGeo.TABLE).collectAsList().stream()
                  .map(Object::toString)
                  .sorted())
          .containsExactly(
              "[000000001,00001,6.196,49.108,0.0,municipality,57000 Metz]",
              "[000000002,00001,8.736,41.925,0.0,municipality,20000 Ajaccio]");
    }
  }

  @Test
  void aRunThatCanFindNoCoordinates_isRefusedBeforeItReplacesAny() {
    tables.establishment("000000001", "00001", "57463", 6.1, 49.1);
    RecapConfig config = tables.config(Map.of("geocoding.communes", "[]"));
    assertThatThrownBy(
            () ->
                new GeocodeTable(TestSession.get(), config, GeocodeSource.sirus(config), false)
                    .execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("geocoding.communes");
    assertThat(TestPostgres.query("SELECT longitude FROM " + tables.name("sirus_geo")))
        .containsExactly("6.1");
  }

  @Test
  void aTableThatIsMissing_isRefused() {
    assertThatThrownBy(
            () ->
                geocode(
                    tables.config(new HashMap<>(Map.of("tables.forms", tables.name("nothing"))))))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("nothing");
  }

  private static GeocodeTable.Result geocode(RecapConfig config) {
    return new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), false)
        .execute();
  }
}
