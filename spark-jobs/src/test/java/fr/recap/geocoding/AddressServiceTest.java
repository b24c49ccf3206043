package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.GeocodingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a service ends as a reply that names it, in bounded time. */
class AddressServiceTest {
  private final AddokServer server = new AddokServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAnswer_isReadWithItsCoordinates() throws Exception {
    server.knows("8 place d'armes Metz", "57463", "housenumber", 0.97, 6.1757, 49.1203);
    Answer answer = ask("8 place d'armes Metz").answer();
    assertThat(answer)
        .isEqualTo(
            new Answer(6.1757, 49.1203, 0.97, "housenumber", "8 place d'armes Metz", "57463"));
    assertThat(ask("nowhere")).isEqualTo(Reply.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Maintenance</body></html>",
        "",
        "null",
        "[]",
        "{\"features\":{}}",
        "{\"features\":[{}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[600,49]},\"properties\":{\"score\":0.9,\"type\":\"street\",\"label\":\"x\"}}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[0,0]},\"properties\":{\"score\":0.9,\"type\":\"street\",\"label\":\"x\"}}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[\"6\",49]},\"properties\":{\"score\":0.9,\"type\":\"street\",\"label\":\"x\"}}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[6,49]},\"properties\":{\"score\":7,\"type\":\"street\",\"label\":\"x\"}}]}",
        "{\"features\":[{\"geometry\":{\"coordinates\":[6,49]},\"properties\":{\"score\":0.9,\"label\":\"x\"}}]}"
      })
  void nonsense_isToldAndNotAskedAgain(String body) throws Exception {
    server.behaves((exchange, feature) -> AddokServer.send(exchange, 200, body));
    assertThat(ask("x").kind()).isEqualTo(Reply.Kind.NONSENSE);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void anEndlessAnswer_isNonsense() throws Exception {
    server.behaves(
        (exchange, feature) -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[1 << 16];
          for (int i = 0; i < 1_000; i++) {
            exchange.getResponseBody().write(block);
          }
        });
    assertThat(ask("x").kind()).isEqualTo(Reply.Kind.NONSENSE);
  }

  @Test
  void aBusyServer_isAskedAgainUntilItAnswers() throws Exception {
    AtomicInteger refusals = new AtomicInteger(2);
    server.knows("x", "57463", "street", 0.8, 6, 49);
    server.behaves(
        (exchange, feature) -> {
          if (refusals.getAndDecrement() > 0) {
            AddokServer.send(exchange, refusals.get() == 1 ? 429 : 503, "");
          } else {
            AddokServer.SOUND.answer(exchange, feature);
          }
        });
    assertThat(ask("x").kind()).isEqualTo(Reply.Kind.FOUND);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void aServerThatStaysBusy_isGivenUpAfterItsRetries() throws Exception {
    server.behaves((exchange, feature) -> AddokServer.send(exchange, 429, ""));
    assertThat(ask("x").kind()).isEqualTo(Reply.Kind.TOO_MANY);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void aSlowServer_isATimeOut() throws Exception {
    server.behaves((exchange, feature) -> Thread.sleep(3_000));
    long start = System.nanoTime();
    assertThat(ask(Map.of("geocoding.timeout", "200ms", "geocoding.retries", "0"), "x").kind())
        .isEqualTo(Reply.Kind.TIME_OUT);
    assertThat(System.nanoTime() - start).isLessThan(2_500_000_000L);
  }

  @Test
  void aDrippingAnswer_isATimeOutToo() throws Exception {
    server.behaves(
        (exchange, feature) -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 30; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            Thread.sleep(100);
          }
        });
    assertThat(ask(Map.of("geocoding.timeout", "300ms", "geocoding.retries", "0"), "x").kind())
        .isEqualTo(Reply.Kind.TIME_OUT);
  }

  @Test
  void aServiceThatIsDown_isLeftAloneAfterAFewQuestions() throws Exception {
    server.close();
    GeocodingSettings settings =
        settings(Map.of("geocoding.breaker.failures", "3", "geocoding.concurrency", "1"));
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      queries.add(query("x" + i));
    }
    Map<Query, Reply> replies = AddressService.of(settings).ask(queries);
    assertThat(replies.values().stream().filter(r -> r.kind() == Reply.Kind.NO_CONNECTION))
        .hasSize(3);
    assertThat(replies.values().stream().filter(r -> r.kind() == Reply.Kind.LEFT_ALONE))
        .hasSize(197);
  }

  @Test
  void aRefusedQuestion_doesNotCloseTheServiceForOthers() throws Exception {
    server.behaves((exchange, feature) -> AddokServer.send(exchange, 400, "{}"));
    GeocodingSettings settings = settings(Map.of("geocoding.breaker.failures", "1"));
    assertThat(AddressService.of(settings).ask(List.of(query("x"), query("y"))).values())
        .containsOnly(Reply.failed(Reply.Kind.REFUSED));
  }

  @Test
  void questions_goOutTogetherButNoMoreThanConfigured() throws Exception {
    server.behaves(
        (exchange, feature) -> {
          Thread.sleep(50);
          AddokServer.SOUND.answer(exchange, feature);
        });
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      queries.add(query("x" + i));
    }
    AddressService.of(settings(Map.of("geocoding.concurrency", "3"))).ask(queries);
    assertThat(server.mostAtATime()).isBetween(2, 3);
  }

  @Test
  void aProxy_isAskedInsteadOfTheService() throws Exception {
    String proxy = server.url().replace("http://", "");
    server.knows("x", "57463", "street", 0.8, 6, 49);
    Query elsewhere = new Query(Service.BAN, "http://service.invalid", "x", "57463", "");
    GeocodingSettings settings = settings(Map.of("geocoding.proxy", "\"" + proxy + "\""));
    assertThat(AddressService.of(settings).ask(List.of(elsewhere)).get(elsewhere).kind())
        .isEqualTo(Reply.Kind.FOUND);
  }

  /** As that of the public service, https://data.geopf.fr/geocodage. */
  @ParameterizedTest
  @ValueSource(strings = {"/geocodage", "/geocodage/", "/geocodage/search", "/geocodage/search/"})
  void aService_mayLieBelowAPath(String path) throws Exception {
    server.knows("x", "57463", "street", 0.8, 6, 49);
    GeocodingSettings settings = settings(Map.of("geocoding.services.ban", server.url() + path));
    Query query =
        new Query(
            Service.BAN, Service.BAN.url(settings.services()).orElseThrow(), "x", "57463", "");
    assertThat(AddressService.of(settings).ask(List.of(query)).get(query).kind())
        .isEqualTo(Reply.Kind.FOUND);
  }

  private Reply ask(String text) throws InterruptedException {
    return ask(Map.of(), text);
  }

  private Reply ask(Map<String, String> more, String text) throws InterruptedException {
    Query query = query(text);
    return AddressService.of(settings(more)).ask(List.of(query)).get(query);
  }

  private Query query(String text) {
    return new Query(Service.BAN, server.url(), text, "57463", "");
  }

  /** The URL is part of the settings, so that each test has a service of its own. */
  private GeocodingSettings settings(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(Map.of("geocoding.retries", "2", "geocoding.services.ban", server.url()));
    all.putAll(more);
    return ConfigLoader.load(List.of(), all).geocoding();
  }
}
