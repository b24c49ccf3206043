package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms and establishments that are typed by hand, in a real index, while no server searches. */
class RegisterMatchingTest {
  private static final StructType FOUND =
      new StructType()
          .add("cabbi", DataTypes.StringType)
          .add("candidates", DataTypes.createArrayType(ComparedCandidate.SCHEMA))
          .add("reason", DataTypes.StringType);

  private static final String BAKERY = "11111111100011";
  private static final String GARAGE = "22222222200022";
  private static final String HOSPITAL = "33333333300033";

  @TempDir static Path folder;
  private static RecapConfig config;

  @BeforeAll
  static void build() throws IOException {
    config =
        TestElastic.config(
            Map.of(
                "siret.plan", "register",
                "elasticsearch.nodes", "[\"http://127.0.0.1:1\"]",
                "work-directory", folder.toString(),
                "store.root", folder.resolve("store").toUri().toString(),
                "tables.sirus", "register_match",
                "tables.sirus-geo", "register_match_geo",
                "tables.training-forms", "register_match_forms",
                "tables.individus", "register_match_none"));
    sql("DROP TABLE IF EXISTS register_match, register_match_geo, register_match_forms");
    sql(
        """
        CREATE TABLE register_match AS SELECT * FROM (VALUES
          ('111111111', '00011', 'BOULANGERIE DU LAC', '1071C', '74010', 3),
          ('222222222', '00022', 'GARAGE MARTIN', '4520A', '57463', 7),
          ('333333333', '00033', 'CENTRE HOSPITALIER REGIONAL', '8610Z', '57463', 900))
          AS t(sirus_id, nic, denom, apet, adr_et_loc_geo, eff_3112_et)""");
    sql(
        """
        CREATE TABLE register_match_forms AS SELECT * FROM (VALUES
          ('H1', 'BON SECOURS', '57463', '33333333300033'),
          ('H2', 'BON SECOURS', '57463', '33333333300033'),
          ('H3', 'BON SECOURS', '57463', '99999999900099'))
          AS t(cabbi, rs_x, clt_c_c, siret_dec)""");
    new BuildRegister(TestSession.get(), config).execute();
  }

  @Test
  void misspeltNameFindsItsEstablishmentAlone() {
    ComparedCandidate bakery =
        match(TestForms.form("F1").with("rs_x", "BOULENGERIE DU LAC").with("clt_c_c", "74010"))
            .get("F1")
            .get(BAKERY);

    assertThat(feature(bakery, "search.names.rank")).isEqualTo(1);
    assertThat(feature(bakery, "search.exact")).isZero();
    assertThat(feature(bakery, "history.forms")).isZero();
  }

  @Test
  void whereAnExactNameLeadsIsMarked() {
    ComparedCandidate garage =
        match(
                TestForms.form("F1")
                    .with("rs_x", "Garage Martin")
                    .with("clt_c_c", "57463")
                    .naf(List.of("4520A"), List.of(0.9)))
            .get("F1")
            .get(GARAGE);

    assertThat(feature(garage, "search.exact")).isEqualTo(1);
  }

  @Test
  void earlierFormsLeadToTheirEstablishmentAndAFormIsNoneOfThem() {
    TestForms unseen = TestForms.form("F1").with("rs_x", "BON SECOURS").with("clt_c_c", "57463");
    TestForms own = TestForms.form("H1").with("rs_x", "BON SECOURS").with("clt_c_c", "57463");
    Map<String, Map<String, ComparedCandidate>> found = match(unseen, own);

    assertThat(found.get("F1")).doesNotContainKey("99999999900099");
    ComparedCandidate hospital = found.get("F1").get(HOSPITAL);
    assertThat(feature(hospital, "history.forms")).isEqualTo(2);
    assertThat(feature(hospital, "history.same_words_here")).isEqualTo(2);
    assertThat(feature(found.get("H1").get(HOSPITAL), "history.forms")).isEqualTo(1);
  }

  @Test
  void formsThatSayNothingOrLeadNowhereHaveTheReason() {
    assertThat(reasons(TestForms.form("F1").with("clt_c_c", "57463")))
        .containsExactly(
            "nothing to search by: neither employer nor activity nor profession is filled");
    assertThat(reasons(TestForms.form("F1").with("rs_x", "XYZZY")))
        .containsExactly("no candidate: no search found an establishment");
  }

  @Test
  void indexOfOtherTablesIsRefused() {
    sql("INSERT INTO register_match_forms VALUES ('H4', 'MARTIN', '57463', '22222222200022')");
    try {
      assertThatThrownBy(() -> match(TestForms.form("F1").with("rs_x", "GARAGE")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("recap index register");
    } finally {
      sql("DELETE FROM register_match_forms WHERE cabbi = 'H4'");
    }
  }

  private static Map<String, Map<String, ComparedCandidate>> match(TestForms... forms) {
    Map<String, Map<String, ComparedCandidate>> matched = new TreeMap<>();
    for (Row row : rows(forms)) {
      Map<String, ComparedCandidate> candidates = new TreeMap<>();
      row.<Row>getList(1).stream()
          .map(ComparedCandidate::of)
          .forEach(candidate -> candidates.put(candidate.siret(), candidate));
      matched.put(row.getString(0), candidates);
    }
    return matched;
  }

  private static List<String> reasons(TestForms... forms) {
    return rows(forms).stream().map(row -> row.getString(2)).toList();
  }

  private static List<Row> rows(TestForms... forms) {
    PairScorer pairs =
        new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), Map.of());
    SiretModel.Plan plan = SiretModel.Plan.of(config.siret());
    return CandidateRetrieval.transform(
            TestForms.lookedUp(Arrays.asList(forms)),
            config,
            plan,
            () -> {
              PairScorer.Session session = pairs.open(FeatureCatalog.of(plan.signals()).all());
              return (form, found) ->
                  RowFactory.create(
                      found.query().cabbi(),
                      session.compare(found).stream()
                          .map(ComparedCandidate::toRow)
                          .toArray(Row[]::new),
                      found.reason());
            },
            FOUND)
        .collectAsList();
  }

  private static float feature(ComparedCandidate candidate, String name) {
    return candidate.features()[FeatureCatalog.of(RegisterSource.SIGNALS).all().position(name)];
  }

  private static void sql(String statement) {
    new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              try (Statement s = connection.createStatement()) {
                return s.execute(statement);
              }
            });
  }
}
