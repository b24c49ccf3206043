package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on real PostgreSQL and a server with addok's protocol. */
class GeocodeServicesTest {
  @TempDir Path folder;
  private final AddokServer server = new AddokServer();
  private GeoTables tables;

  @BeforeEach
  void createTables() throws Exception {
    tables = new GeoTables();
    Path communes = folder.resolve("communes.csv");
    Files.writeString(
        communes, "code,nom,lat,lon\n57463,Metz,49.108,6.196\n2A004,Ajaccio,41.925,8.736\n");
    tables.set("geocoding.communes", "[\"" + communes + "\"]");
    tables.set("geocoding.services.ban", server.url());
    tables.set("geocoding.retries", "0");
    server.knows("12 rue haute Metz", "57463", "housenumber", 0.95, 6.17, 49.12);
    server.knows("cours napoleon Ajaccio", "2A004", "street", 0.9, 8.737, 41.921);
    form("a", "57463", "0012", "R", "HAUTE");
    form("b", "57463", "12", "RUE", "HAUTE");
    form("c", "2A004", null, "CRS", "NAPOLEON");
    form("d", "57463", null, "RUE", "IMAGINAIRE");
    tables.form("e", Map.of("clt_x", "METZ"));
    tables.form("f", Map.of("clt_x", "SUISSE", "nomvoi_x", "HAUTE"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void addresses_areFoundOnceEach_andTheRestLiesAtItsCommune() {
    GeocodeTable.Result result = geocode(Map.of());
    assertThat(rows())
        .containsExactly(
            "a|6.17|49.12|0.95|housenumber|commune by its code",
            "b|6.17|49.12|0.95|housenumber|commune by its code",
            "c|8.737|41.921|0.9|street|commune by its code",
            "d|6.196|49.108|0|municipality|commune by its code; no service knows the address",
            "e|6.196|49.108|0|municipality|commune by its name",
            "f|null|null|null|null|not a commune: a country or a place abroad");
    assertThat(server.asked())
        .containsExactlyInAnyOrder(
            "12 rue haute Metz|housenumber",
            "cours napoleon Ajaccio|street",
            "rue imaginaire Metz|street",
            "rue imaginaire Metz|");
    assertThat(result.calls()).isEqualTo(Map.of("ban: answered", 2L, "ban: nothing found", 2L));
  }

  @Test
  void whatWasAnsweredOnce_isNotAskedAgain() {
    geocode(Map.of());
    var first = rows();
    int asked = server.asked().size();
    GeocodeTable.Result again = geocode(Map.of());
    assertThat(server.asked()).hasSize(asked);
    assertThat(again.calls()).isEqualTo(Map.of("ban: answered by the cache", 4L));
    assertThat(rows()).isEqualTo(first);
    assertThat(TestPostgres.query("SELECT count(*) FROM " + tables.name("cache")))
        .containsExactly("4");
  }

  @Test
  void aUsedUpBudget_isCounted_andTheNextRunGoesOn() {
    GeocodeTable.Result first = geocode(Map.of("geocoding.budget", "2"));
    assertThat(server.asked()).hasSize(2);
    assertThat(first.calls()).containsKey("ban: not asked, the budget is used up");
    assertThat(first.written()).isEqualTo(6);
    geocode(Map.of("geocoding.budget", "2"));
    assertThat(server.asked()).hasSize(4);
    assertThat(rows()).contains("c|8.737|41.921|0.9|street|commune by its code");
    assertThat(TestPostgres.query("SELECT count(*) FROM " + tables.name("cache_budget")))
        .containsExactly("0");
  }

  @Test
  void aServiceThatIsDown_leavesFormsAtTheirCommunes_countedAndNotKept() {
    server.behaves((exchange, feature) -> AddokServer.send(exchange, 503, ""));
    GeocodeTable.Result result = geocode(Map.of("geocoding.breaker.failures", "100"));
    assertThat(rows())
        .contains(
            "a|6.196|49.108|0|municipality|commune by its code; an address service failed",
            "e|6.196|49.108|0|municipality|commune by its name");
    assertThat(result.calls().keySet()).containsExactly("ban: server error");
    assertThat(TestPostgres.query("SELECT count(*) FROM " + tables.name("cache")))
        .containsExactly("0");
    server.behaves(AddokServer.SOUND);
    geocode(Map.of("geocoding.breaker.failures", "100"));
    assertThat(rows()).contains("a|6.17|49.12|0.95|housenumber|commune by its code");
  }

  @Test
  void aServiceThatIsSlowWithinItsTime_isBoundedByTheTimeBudget() {
    server.behaves(
        (exchange, feature) -> {
          Thread.sleep(500);
          AddokServer.SOUND.answer(exchange, feature);
        });
    GeocodeTable.Result result = geocode(Map.of("geocoding.time-budget", "1ms"));
    assertThat(server.asked()).isEmpty();
    assertThat(result.written()).isEqualTo(6);
    assertThat(rows())
        .contains(
            "a|6.196|49.108|0|municipality|commune by its code; the budget of calls was used up");
  }

  @Test
  void nonsense_leavesFormsAtTheirCommunes() {
    server.behaves((exchange, feature) -> AddokServer.send(exchange, 200, "<html>busy</html>"));
    GeocodeTable.Result result = geocode(Map.of("geocoding.breaker.failures", "100"));
    assertThat(rows())
        .contains("c|8.736|41.925|0|municipality|commune by its code; an address service failed");
    assertThat(result.calls().keySet()).containsExactly("ban: nonsense answered");
    assertThat(result.written()).isEqualTo(6);
  }

  @Test
  void aSlowService_isAskedBeforeAnythingIsWritten_whateverTheTimeOutOfTheRole() {
    List<String> writing = new CopyOnWriteArrayList<>();
    server.behaves(
        (exchange, feature) -> {
          writing.addAll(
              TestPostgres.query(
                  "SELECT query FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'COPY recap_staging%'"));
          Thread.sleep(700);
          AddokServer.SOUND.answer(exchange, feature);
        });
    String url = TestPostgres.settings().url();
    String impatient = "options=-c%20statement_timeout=2s";

    GeocodeTable.Result result =
        geocode(
            Map.of(
                "geocoding.concurrency",
                "1",
                "postgres.url",
                url + (url.contains("?") ? "&" : "?") + impatient));

    assertThat(result.calls()).isEqualTo(Map.of("ban: answered", 2L, "ban: nothing found", 2L));
    assertThat(rows()).contains("a|6.17|49.12|0.95|housenumber|commune by its code");
    assertThat(writing).isEmpty();
  }

  private void form(String cabbi, String commune, String number, String type, String street) {
    Map<String, String> cells =
        new java.util.HashMap<>(Map.of("clt_c_c", commune, "typevoi_x", type, "nomvoi_x", street));
    if (number != null) {
      cells.put("numvoi_x", number);
    }
    tables.form(cabbi, cells);
  }

  private List<String> rows() {
    return tables.query("cabbi, longitude, latitude, geo_score, geo_type, geo_reason");
  }

  private GeocodeTable.Result geocode(Map<String, String> more) {
    var config = tables.config(more);
    return new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), false)
        .execute();
  }
}
