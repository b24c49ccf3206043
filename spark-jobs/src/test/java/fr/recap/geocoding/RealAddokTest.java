package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.runtime.TestSession;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job against a real addok on a real Redis, with the plugin for France. Expected scores are
 * those that addok 1.3.2 gave by curl.
 */
class RealAddokTest {
  /** As public services in France have it, which filter by commune too. */
  private static final String SETTINGS =
      """
      QUERY_PROCESSORS_PYPATHS = ["addok.helpers.text.check_query_length", "addok_france.extract_address", "addok_france.clean_query"]
      PROCESSORS_PYPATHS = ["addok.helpers.text.tokenize", "addok.helpers.text.normalize", "addok_france.glue_ordinal", "addok_france.fold_ordinal", "addok_france.flag_housenumber", "addok.helpers.text.synonymize"]
      SEARCH_RESULT_PROCESSORS_PYPATHS = ["addok.helpers.results.match_housenumber", "addok_france.make_labels", "addok.helpers.results.score_by_importance", "addok.helpers.results.score_by_autocomplete_distance", "addok.helpers.results.score_by_ngram_distance", "addok.helpers.results.score_by_geo_distance"]
      FILTERS = ["type", "postcode", "citycode"]
      """;

  private static final String ADDRESSES =
      """
      {"_id": "S1", "id": "S1", "type": "street", "name": "Rue Haute", "postcode": "57000", "citycode": "57463", "city": "Metz", "lat": 49.1205, "lon": 6.1705, "importance": 0.3, "housenumbers": {"12": {"lat": 49.12, "lon": 6.17}, "14 bis": {"lat": 49.1202, "lon": 6.1702}, "20": {"lat": 49.121, "lon": 6.171}, "24": {"lat": 49.123, "lon": 6.173}}}
      {"_id": "S2", "id": "S2", "type": "street", "name": "Cours Napol\\u00e9on", "postcode": "20000", "citycode": "2A004", "city": "Ajaccio", "lat": 41.921, "lon": 8.737, "importance": 0.3}
      {"_id": "S3", "id": "S3", "type": "street", "name": "Rue Haute", "postcode": "75005", "citycode": "75105", "city": "Paris", "lat": 48.84, "lon": 2.35, "importance": 0.9, "housenumbers": {"12": {"lat": 48.841, "lon": 2.351}}}
      {"_id": "M1", "id": "M1", "type": "municipality", "name": "Metz", "postcode": "57000", "citycode": "57463", "city": "Metz", "lat": 49.108, "lon": 6.196, "importance": 0.5}
      """;

  @TempDir private static Path folder;
  private static final List<Process> RUNNING = new ArrayList<>();
  private static Process redis;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        onPath("addok") && onPath("redis-server"),
        "addok and redis-server are not on the PATH: geocode is not tried against a real address service");
    int store = freePort();
    redis =
        launch(
            store,
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            store + "",
            "--save",
            "",
            "--dir",
            folder + "");
    await(redis, store);
    Files.writeString(folder.resolve("settings.py"), SETTINGS);
    Path addresses = Files.writeString(folder.resolve("addresses.ndjson"), ADDRESSES);
    finished(launch(store, "addok", "batch", addresses + ""));
    finished(launch(store, "addok", "ngrams"));
    int port = freePort();
    await(launch(store, "addok", "serve", "--port", port + ""), port);
    url = "http://127.0.0.1:" + port;
  }

  @AfterAll
  static void stop() {
    RUNNING.forEach(Process::destroyForcibly);
  }

  @Test
  void placesAreThoseOfTheService_andItsLooseAnswersHaveLowScores() throws Exception {
    GeoTables tables = tables();
    form(tables, "a", "57463", "12", "RUE", "HAUTE");
    form(tables, "b", "57463", "14B", "RUE", "HAUTE");
    form(tables, "c", "57463", "22", "RUE", "HAUTE");
    form(tables, "d", "57463", "99", "RUE", "HAUTE");
    form(tables, "e", "2A004", null, "CRS", "NAPOLEON");
    form(tables, "f", "75056", "12", "RUE", "HAUTE");
    form(tables, "g", "57463", null, "RUE", "IMAGINAIRE");
    form(tables, "h", "57463", null, "AV", "DES TILLEULS");
    form(tables, "i", "57463", "3", "RUE", "' \" & ? + % \u00e9\u20ac ".repeat(20));

    GeocodeTable.Result result = geocode(tables, Map.of());

    assertThat(
            tables.query(
                "cabbi, round(longitude::numeric, 4)::float, latitude, round(geo_score::numeric, 2), geo_type"))
        .containsExactly(
            "a|6.17|49.12|0.94|housenumber",
            "b|6.1702|49.1202|0.94|housenumber",
            "c|6.172|49.122|0.94|interpolation",
            "d|6.1705|49.1205|0.94|street",
            "e|8.737|41.921|0.94|street",
            "f|2.351|48.841|0.99|housenumber",
            "g|6.1705|49.1205|0.34|street",
            "h|6.196|49.108|0.00|municipality",
            "i|6.196|49.108|0.00|municipality");
    assertThat(result.calls().keySet())
        .containsExactlyInAnyOrder("ban: answered", "ban: nothing found");
  }

  @Test
  void aServiceWhoseRedisIsAway_failsItsForms_whichTheNextRunPlaces() throws Exception {
    GeoTables tables = tables();
    form(tables, "a", "57463", "12", "RUE", "HAUTE");
    signal("STOP");
    try {
      GeocodeTable.Result hung =
          geocode(tables, Map.of("geocoding.timeout", "500ms", "geocoding.retries", "0"));
      assertThat(hung.calls()).containsKey("ban: time-out");
    } finally {
      signal("CONT");
    }
    assertThat(tables.query("geo_type, geo_reason"))
        .containsExactly("municipality|commune by its code; an address service failed");

    geocode(tables, Map.of());
    assertThat(tables.query("longitude, latitude, geo_type"))
        .containsExactly("6.17|49.12|housenumber");
  }

  private static GeoTables tables() throws IOException {
    GeoTables tables = new GeoTables();
    Path communes = folder.resolve("communes.csv");
    Files.writeString(
        communes,
        "code,nom,lat,lon\n57463,Metz,49.108,6.196\n2A004,Ajaccio,41.925,8.736\n75056,Paris,48.85,2.34\n");
    tables.set("geocoding.communes", "[\"" + communes + "\"]");
    tables.set("geocoding.services.ban", url);
    return tables;
  }

  private static void form(
      GeoTables tables, String cabbi, String commune, String number, String type, String street) {
    Map<String, String> cells =
        new HashMap<>(Map.of("clt_c_c", commune, "typevoi_x", type, "nomvoi_x", street));
    if (number != null) {
      cells.put("numvoi_x", number);
    }
    tables.form(cabbi, cells);
  }

  private static GeocodeTable.Result geocode(GeoTables tables, Map<String, String> more) {
    var config = tables.config(more);
    return new GeocodeTable(TestSession.get(), config, GeocodeSource.forms(config), false)
        .execute();
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static Process launch(int redis, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(command[0] + ".log").toFile());
    builder.environment().put("REDIS_HOST", "127.0.0.1");
    builder.environment().put("REDIS_PORT", redis + "");
    builder.environment().put("ADDOK_CONFIG_MODULE", folder.resolve("settings.py").toString());
    Process process = builder.start();
    RUNNING.add(process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static void finished(Process process) throws IOException {
    assertThat(process.onExit().join().exitValue())
        .as(Files.readString(folder.resolve("addok.log")))
        .isZero();
  }

  private static void await(Process process, int port) throws Exception {
    for (int tries = 0; tries < 300; tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return;
      } catch (ConnectException e) {
        assertThat(process.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("no server at " + port);
  }

  private static void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid())).start().waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
