package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.TestElastic;
import fr.recap.geocoding.FormPlacer;
import fr.recap.indexing.ValidatedIndex;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import fr.recap.register.FreshWordings;
import fr.recap.runtime.RunId;
import fr.recap.udfs.codes.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that are saved by services that come and go, on real servers. */
class SavedFormsTest {
  private static final String SCHEMA = "saved_forms_test";
  private static final String ALIAS = "saved_forms_test_v";

  private static RecapConfig config;
  private static ElasticClient elastic;
  private static IndexAdmin admin;
  private static FormPlacer placer;

  @BeforeAll
  static void connect() {
    config = config(Map.of());
    elastic = ElasticClient.open(config.elasticsearch());
    admin = new IndexAdmin(elastic);
    placer = FormPlacer.open(config, config.geocoding(), Duration.ofSeconds(1));
  }

  @AfterAll
  static void disconnect() {
    elastic.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    execute("DROP SCHEMA IF EXISTS %s CASCADE".formatted(SCHEMA));
    execute("CREATE SCHEMA " + SCHEMA);
    execute(
        "CREATE TABLE %s.individus (cabbi text, i_reprise_act text, siretm text, rs_x text)"
            .formatted(SCHEMA));
    execute(
        "CREATE TABLE %s.geo (cabbi text, longitude float8, latitude float8, geo_score float8, geo_type text, geo_adresse text)"
            .formatted(SCHEMA));
    execute(
        "INSERT INTO %s.individus SELECT 'F' || i, 'V', '73282932000074', 'MAIRIE' FROM generate_series(1, 600) i"
            .formatted(SCHEMA));
    moveTheAlias();
  }

  @Test
  void savedFormsAreInAgain_afterTheAliasMovedWhileTheDatabaseWasAway() throws SQLException {
    SavedForms service = service(config);
    assertThat(save(service, "F1")).isEqualTo("ok");
    service.refresh();
    moveTheAlias();
    assertThat(admin.count(ALIAS)).isZero();

    execute("ALTER TABLE %s.individus RENAME TO away".formatted(SCHEMA));
    assertThatThrownBy(service::refresh).isInstanceOf(DatabaseException.class);
    assertThat(admin.count(ALIAS)).isZero();
    execute("ALTER TABLE %s.away RENAME TO individus".formatted(SCHEMA));
    service.refresh();

    assertThat(admin.count(ALIAS)).isEqualTo(1);
    assertThat(siret("F1")).isEqualTo("73282932000074");
  }

  @Test
  void savedFormsAreInAgain_whereTheServiceThatSavedThemIsGone() throws SQLException {
    SavedForms first = service(config);
    List<SubmittedForm> many = forms(1, 600);
    for (int from = 0; from < many.size(); from += 100) {
      assertThat(first.save(many.subList(from, from + 100)))
          .allSatisfy(answer -> assertThat(answer.path("status").asText()).isEqualTo("ok"));
    }
    moveTheAlias();
    SavedForms withoutDatabase =
        service(config(Map.of("postgres.url", "\"jdbc:postgresql://127.0.0.1:9/nowhere\"")));
    assertThatThrownBy(withoutDatabase::refresh).isInstanceOf(DatabaseException.class);

    execute("UPDATE %s.individus SET i_reprise_act = 'N' WHERE cabbi = 'F7'".formatted(SCHEMA));
    service(config).refresh();

    // All but the one whose validation was taken back.
    assertThat(admin.count(ALIAS)).isEqualTo(599);
    // They stay remembered, for an index that was begun before them and comes later still.
    moveTheAlias();
    service(config).refresh();
    assertThat(admin.count(ALIAS)).isEqualTo(599);
  }

  @Test
  void formsThatEveryLaterIndexHas_areForgotten() throws SQLException {
    SavedForms service = service(config);
    assertThat(save(service, "F1")).isEqualTo("ok");
    assertThat(save(service, "F2")).isEqualTo("ok");
    execute(
        "UPDATE %s.saved SET saved_at = now() - interval '8 days' WHERE cabbi = 'F1'"
            .formatted(SCHEMA));
    service.refresh();
    assertThat(text("SELECT string_agg(cabbi, ',') FROM %s.saved".formatted(SCHEMA)))
        .isEqualTo("F2");
  }

  @Test
  void formIsNotAcknowledged_whereItCannotBeRemembered() throws SQLException {
    execute("CREATE VIEW %s.saved AS SELECT 1 AS nothing".formatted(SCHEMA));
    assertThat(save(service(config), "F1")).startsWith("not saved, send it again");
  }

  @Test
  void ofTwoWhoSaveAFormAtOnce_theNewerStateStays() throws Exception {
    SavedForms slow = service(config);
    SavedForms quick = service(config(Map.of("tables.forms-geo", SCHEMA + ".none")));
    try (Connection blocking = new Postgres(config.postgres()).connect();
        Statement statement = blocking.createStatement()) {
      blocking.setAutoCommit(false);
      statement.execute("LOCK TABLE %s.geo IN ACCESS EXCLUSIVE MODE".formatted(SCHEMA));
      // Has read the form, and waits for the coordinates.
      CompletableFuture<String> older = CompletableFuture.supplyAsync(() -> save(slow, "F1"));
      while (text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '%s.geo'::regclass"
              .formatted(SCHEMA))
          .equals("0")) {
        assertThat(older.isDone()).isFalse();
        Thread.sleep(10);
      }
      execute(
          "UPDATE %s.individus SET siretm = '55208131766522' WHERE cabbi = 'F1'".formatted(SCHEMA));
      assertThat(save(quick, "F1")).isEqualTo("ok");
      blocking.rollback();
      assertThat(older.get(20, TimeUnit.SECONDS)).isEqualTo("ok");
    }
    assertThat(siret("F1")).isEqualTo("55208131766522");
  }

  private static void moveTheAlias() {
    admin.publish(
        admin.createVersion(ALIAS, JsonNodeFactory.instance.objectNode(), RunId.next("test")),
        ALIAS,
        0);
  }

  private static SavedForms service(RecapConfig settings) {
    return new SavedForms(
        settings,
        placer,
        new ValidatedIndex(elastic, settings.elasticsearch(), settings),
        new FreshWordings(Identifier.SIRET));
  }

  private static String save(SavedForms service, String cabbi) {
    JsonNode answer =
        service.save(List.of(new SubmittedForm(Map.of("cabbi", cabbi), null, null))).get(0);
    return answer.path("error").asText(answer.path("status").asText());
  }

  private static List<SubmittedForm> forms(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(i -> new SubmittedForm(Map.of("cabbi", "F" + i), null, null))
        .toList();
  }

  private static String siret(String cabbi) {
    return elastic.get("/%s/_doc/%s".formatted(ALIAS, cabbi)).at("/_source/siretm").asText();
  }

  private static RecapConfig config(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("tables.individus", SCHEMA + ".individus");
    settings.put("tables.forms-geo", SCHEMA + ".geo");
    settings.put("tables.saved-forms", SCHEMA + ".saved");
    settings.put("indices.validated", ALIAS);
    settings.putAll(changes);
    return TestElastic.config(settings);
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(String sql) throws SQLException {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
