package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.forms.Location;
import fr.recap.postgres.TestPostgres;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownFormsTest {
  private String schema;

  @BeforeEach
  void createForms() {
    schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.forms AS SELECT * FROM (VALUES ('a', 'SNCF', 'METZ ', '57463', 1), ('b', 'OGEC', NULL, NULL, NULL)) f (cabbi, rs_x, clt_x, depcom_code, typcol)"
            .formatted(schema));
  }

  private void createPlaces() {
    TestPostgres.execute(
        "CREATE TABLE %s.places AS SELECT 'a' AS cabbi, 6.17::float8 AS longitude, 49.12::float8 AS latitude, '57463' AS commune, 0.9::float8 AS commune_score"
            .formatted(schema));
  }

  private KnownForms known(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("tables.forms", schema + ".forms");
    settings.put("tables.forms-geo", schema + ".places");
    RecapConfig config = TestPostgres.config(settings);
    return new KnownForms(config);
  }

  private static SubmittedForm sent(Map<String, String> fields) {
    return new SubmittedForm(fields, null, null);
  }

  @Test
  void whatIsLeftOutComesFromTheTables_andWhatIsSentIsStronger() {
    createPlaces();
    List<SubmittedForm> completed =
        known(Map.of())
            .complete(
                List.of(
                    sent(Map.of("cabbi", "b", "rs_x", "OTHER")),
                    sent(Map.of("cabbi", "nobody", "rs_x", "X")),
                    sent(Map.of("cabbi", "a", "clt_x", "METZ"))));

    assertThat(completed.get(0).fields()).isEqualTo(Map.of("cabbi", "b", "rs_x", "OTHER"));
    assertThat(completed.get(0).place())
        .as("not placed, as for the batch")
        .isEqualTo(Location.UNKNOWN);
    assertThat(completed.get(1)).isEqualTo(sent(Map.of("cabbi", "nobody", "rs_x", "X")));
    assertThat(completed.get(2).fields())
        .isEqualTo(
            Map.of(
                "cabbi",
                "a",
                "rs_x",
                "SNCF",
                "clt_x",
                "METZ",
                "depcom_code",
                "57463",
                "typcol",
                "1"));
    assertThat(completed.get(2).place())
        .as("blanks around a field don't move it")
        .isEqualTo(new Location(49.12, 6.17, "57463", 0.9));
  }

  @Test
  void whoMoved_orSaysWhereItLies_isPlacedAnew() {
    createPlaces();
    List<SubmittedForm> completed =
        known(Map.of())
            .complete(
                List.of(
                    sent(Map.of("cabbi", "a", "clt_x", "NANCY")),
                    new SubmittedForm(Map.of("cabbi", "a"), 48.0, 2.0)));
    assertThat(completed).extracting(SubmittedForm::place).containsOnlyNulls();
    assertThat(completed.get(0).text("clt_x")).isEqualTo("NANCY");
    assertThat(completed.get(0).text("rs_x")).isEqualTo("SNCF");
    assertThat(completed.get(1).latitude()).isEqualTo(48.0);
  }

  @Test
  void formsThatAreWhole_arentLookedUp() {
    List<SubmittedForm> sent =
        List.of(sent(Map.of("cabbi", "a", "rs_x", "OTHER")), sent(Map.of("cabbi", "a")));
    List<SubmittedForm> completed =
        known(Map.of()).complete(sent, form -> form.text("rs_x") != null);

    assertThat(completed.get(1).text("rs_x")).isEqualTo("SNCF");
    List<SubmittedForm> whole = sent.subList(0, 1);
    assertThat(known(Map.of()).complete(whole, form -> true)).isSameAs(whole);
  }

  @Test
  void connectionThatIsLostBetweenTwoRequests_isOpenedAnew() throws InterruptedException {
    createPlaces();
    List<SubmittedForm> forms = List.of(sent(Map.of("cabbi", "a")));
    try (KnownForms known = known(Map.of())) {
      assertThat(known.complete(forms).get(0).text("rs_x")).isEqualTo("SNCF");
      assertThat(known.complete(forms).get(0).text("rs_x")).isEqualTo("SNCF");
      String kept = await(1).get(0);
      TestPostgres.query("SELECT pg_terminate_backend(%s)".formatted(kept));
      assertThat(known.complete(forms).get(0).text("rs_x")).isEqualTo("SNCF");
      assertThat(await(1)).doesNotContain(kept);
    }
    await(0);
  }

  /** Connections that have read this test's places last, once there are so many. */
  private List<String> await(int many) throws InterruptedException {
    for (int tries = 0; tries < 500; tries++) {
      List<String> open =
          TestPostgres.query(
              "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query LIKE '%%%s%%places%%'"
                  .formatted(schema));
      if (open.size() == many) {
        return open;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("Not %d connections".formatted(many));
  }

  @Test
  void withoutTablesOrIfTheSettingsSaySo_formsStayAsTheyAreSent() {
    List<SubmittedForm> forms = List.of(sent(Map.of("cabbi", "a")));
    assertThat(known(Map.of("service.known-forms", "false")).complete(forms)).isEqualTo(forms);
    assertThat(known(Map.of()).complete(forms).get(0).place())
        .as("no table of places: the service places it")
        .isNull();
    TestPostgres.execute("DROP TABLE %s.forms".formatted(schema));
    assertThat(known(Map.of()).complete(forms)).isEqualTo(forms);
    assertThat(known(Map.of("postgres.url", "jdbc:postgresql://127.0.0.1:1/none")).complete(forms))
        .as("a database that is away")
        .isEqualTo(forms);
  }
}
