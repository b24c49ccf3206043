package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.elastic.TestElastic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forms and establishments that are typed by hand, on a real Elasticsearch. */
class MatchingTest {
  private static final StructType FOUND =
      new StructType()
          .add("cabbi", DataTypes.StringType)
          .add("candidates", DataTypes.createArrayType(ComparedCandidate.SCHEMA))
          .add("searches", DataTypes.IntegerType)
          .add("sent", DataTypes.IntegerType)
          .add("reason", DataTypes.StringType)
          .add("failure", DataTypes.StringType);

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String BAKERY = "11111111100011";
  private static final String OTHER_BAKERY = "22222222200022";
  private static final String GARAGE = "33333333300033";
  private static final String HOSPITAL = "44444444400044";
  private static final String NAMELESS = "55555555500055";
  private static final String CLOSED = "99999999900099";

  private static final Map<String, String> LABELS =
      Map.of("1071C", "Boulangerie et boulangerie-pâtisserie", "4520A", "Entretien et réparation");

  private final RecapConfig config =
      TestElastic.config(
          Map.of(
              "indices.sirus",
              "match_sirus",
              "indices.history",
              "[\"match_history\"]",
              "siret.plan",
              "original"));

  /** Its index of validated forms is not there yet, as before clerks begin. */
  private final RecapConfig compact =
      TestElastic.config(
          Map.of(
              "indices.sirus",
              "match_sirus",
              "siret.plan",
              "compact",
              "indices.validated",
              "match_not_yet",
              "indices.history",
              "[\"match_history\", \"match_not_yet\"]"));

  @BeforeAll
  static void createIndices() {
    Map<String, ObjectNode> register = new LinkedHashMap<>();
    register.put(
        BAKERY, establishment(BAKERY, "BOULANGERIE DU LAC", "1071C", "74010", "74000 ANNECY"));
    locate(register.get(BAKERY), 45.8990, 6.1290);
    register.put(
        OTHER_BAKERY,
        establishment(OTHER_BAKERY, "BOULANGERIE DU PONT", "1071C", "57463", "57000 METZ"));
    locate(register.get(OTHER_BAKERY), 49.1190, 6.1750);
    register.put(GARAGE, establishment(GARAGE, "GARAGE MARTIN", "4520A", "57463", "57000 METZ"));
    register.put(
        HOSPITAL,
        establishment(HOSPITAL, "CENTRE HOSPITALIER REGIONAL", "8610Z", "57463", "57000 METZ"));
    register.put(NAMELESS, establishment(NAMELESS, null, "1071C", "57463", "57000 METZ"));
    TestIndices.create("match_sirus", "sirus", register);

    Map<String, ObjectNode> history = new LinkedHashMap<>();
    history.put("H1", earlier("HOPITAL BON SECOURS").put("siret_dec", HOSPITAL));
    history.put("H2", earlier("HOPITAL BON SECOURS").put("siretm", HOSPITAL));
    history.put("H3", earlier("HOPITAL BON SECOURS").put("siretc", GARAGE));
    history.put("H4", earlier("HOPITAL BON SECOURS").put("siret_dec", CLOSED));
    TestIndices.create("match_history", "bi", history);
  }

  @Test
  void nameAndTown_findTheEstablishment() {
    Row found = match(bakeryForm("F1").at(45.8991, 6.1291)).get("F1");

    List<ComparedCandidate> candidates = candidates(found);
    ComparedCandidate bakery = candidate(candidates, BAKERY);
    assertThat(feature(bakery, "search.a.rank")).isEqualTo(1);
    assertThat(feature(bakery, "search.b.rank")).isEqualTo(1);
    assertThat(bakery.apet()).isEqualTo("1071C");
    assertThat(bakery.activityScore()).isEqualTo(0.7);
    assertThat(new Formula(0.1, 0.1).rank(candidates).get(0).candidate().siret()).isEqualTo(BAKERY);
    assertThat(bakery.similarity()).isGreaterThan(candidate(candidates, OTHER_BAKERY).similarity());
    assertThat(found.<Integer>getAs("searches")).isEqualTo(11);
    assertThat(found.<String>getAs("reason")).isNull();
    assertThat(found.<String>getAs("failure")).isNull();
  }

  @Test
  void formWithoutCoordinates_isFoundByNameAndTownAlone() {
    Row found = match(bakeryForm("F1")).get("F1");

    ComparedCandidate bakery = candidate(candidates(found), BAKERY);
    assertThat(found.<Integer>getAs("searches")).isEqualTo(6);
    assertThat(feature(bakery, "search.a.rank")).isEqualTo(1);
    assertThat(feature(bakery, "search.b.rank")).isNaN();
  }

  @Test
  void communeThatGeocodingFound_speaksForItsEstablishments() {
    TestForms form = TestForms.form("F1").with("rs_x", "BOULANGERIE").with("clt_x", "METS");
    ComparedCandidate unsure = candidate(candidates(match(form).get("F1")), OTHER_BAKERY);
    ComparedCandidate sure =
        candidate(candidates(match(form.geocoded("57463", 0.95)).get("F1")), OTHER_BAKERY);

    assertThat(feature(unsure, "place.commune")).isNaN();
    assertThat(feature(sure, "place.commune")).isEqualTo(1);
  }

  @Test
  void formWithATownOnly_saysThatThereIsNothingToSearchBy() {
    Row found =
        match(TestForms.form("F1").with("clt_x", "METZ").with("clt_c_c", "57463")).get("F1");

    assertThat(found.<String>getAs("reason")).startsWith("nothing to search by");
    assertThat(candidates(found)).isEmpty();
  }

  @Test
  void formThatNothingMatches_saysThatThereIsNoCandidate() {
    Row found = match(TestForms.form("F1").with("rs_x", "ZZYYXX")).get("F1");

    assertThat(found.<String>getAs("reason")).startsWith("no candidate");
  }

  @Test
  void earlierFormsOfColleagues_leadToAnEstablishmentOfAnotherName() {
    Row found = match(hospitalForm("F1")).get("F1");

    ComparedCandidate hospital = candidate(candidates(found), HOSPITAL);
    assertThat(feature(hospital, "history.forms")).isEqualTo(2);
    assertThat(candidates(found))
        .as("an unchecked code and an establishment that the register lacks are no evidence")
        .noneMatch(c -> c.siret().equals(CLOSED))
        .noneMatch(c -> c.siret().equals(GARAGE) && feature(c, "history.forms") > 0);
  }

  @Test
  void formItself_isNoEvidence() {
    int ofOthers =
        candidate(candidates(match(hospitalForm("F1")).get("F1")), HOSPITAL).timesFound();
    int ofColleague =
        candidate(candidates(match(hospitalForm("H1")).get("H1")), HOSPITAL).timesFound();

    assertThat(ofColleague).isEqualTo(ofOthers - 1);
  }

  @Test
  void establishmentWithoutName_isRankedAndDoesNotFail() {
    List<ComparedCandidate> candidates =
        candidates(
            match(TestForms.form("F1").with("rs_x", "BOULANGERIE").with("clt_x", "METZ"))
                .get("F1"));

    assertThat(candidates).extracting(ComparedCandidate::siret).contains(NAMELESS, OTHER_BAKERY);
  }

  @Test
  void colleaguesShareSearches() {
    Map<String, Row> found = match(bakeryForm("F1"), bakeryForm("F2"));

    assertThat(found.get("F1").<Integer>getAs("sent")).isEqualTo(6);
    assertThat(found.get("F2").<Integer>getAs("sent")).isZero();
    assertThat(evidence(found).get("F2")).isEqualTo(evidence(found).get("F1"));
  }

  @Test
  void orderAndPartitionsOfForms_dontChangeWhatIsFound() {
    List<TestForms> forms = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      forms.add(i % 3 == 0 ? hospitalForm("F" + i) : bakeryForm("F" + i).at(45.9 + i / 1e4, 6.13));
    }
    Map<String, List<String>> first = evidence(match(1, forms));
    Collections.reverse(forms);

    assertThat(evidence(match(4, forms))).isEqualTo(first);
  }

  @Test
  void compactPlan_findsNameTownWorkplaceAndHistoryWithThreeSearches() {
    Map<String, Row> found =
        match(
            compact,
            1,
            List.of(
                bakeryForm("F1").at(45.8991, 6.1291).with("rs_x", "BOULANGRIE DU LAC"),
                hospitalForm("F2")));

    ComparedCandidate bakery = candidate(candidates(found.get("F1")), BAKERY);
    assertThat(found.get("F1").<Integer>getAs("searches")).isEqualTo(3);
    assertThat(feature(bakery, "search.register.rank")).isEqualTo(1);
    assertThat(feature(bakery, "search.workplace.rank")).isEqualTo(1);
    assertThat(feature(bakery, "search.clause.commune")).isEqualTo(1);
    assertThat(feature(bakery, "search.clause.acronym")).isZero();
    assertThat(feature(bakery, "place.commune")).isEqualTo(1);
    assertThat(feature(bakery, "activity.score")).isEqualTo(0.7f);
    ComparedCandidate hospital = candidate(candidates(found.get("F2")), HOSPITAL);
    assertThat(feature(hospital, "history.forms")).isEqualTo(2);
    assertThat(feature(hospital, "history.same_words")).isEqualTo(2);
    assertThat(feature(hospital, "history.same_words_share")).isEqualTo(1);
  }

  @Test
  void formThatIsLookedUpExactly_isNotSearchedFor() {
    Row found = match(compact, 1, List.of(bakeryForm("F1").exactly(BAKERY, 3))).get("F1");

    assertThat(candidates(found)).extracting(ComparedCandidate::siret).containsExactly(BAKERY);
    assertThat(found.<Integer>getAs("searches")).isZero();
    ComparedCandidate bakery = candidates(found).get(0);
    assertThat(feature(bakery, "search.exact")).isEqualTo(1);
    assertThat(feature(bakery, "search.register.rank")).isNaN();
    assertThat(feature(bakery, "name.equal")).isEqualTo(1);
    assertThat(feature(bakery, "history.same_words_here")).isEqualTo(3);
  }

  @Test
  void exactMatchThatTheIndexLacks_saysThatTheIndexIsOld() {
    Row found = match(compact, 1, List.of(bakeryForm("F1").exactly(CLOSED, 0))).get("F1");

    assertThat(candidates(found)).isEmpty();
    assertThat(found.<String>getAs("failure"))
        .as("says nothing of the form")
        .contains(CLOSED)
        .contains("index it again");
  }

  @Test
  void formWhoseSearchTheServerRefuses_hasTheReason_andEndsNoOther() {
    String words =
        IntStream.range(0, 3000).mapToObj(i -> "MOT" + i).collect(Collectors.joining(" "));

    Map<String, Row> found =
        match(compact, 1, List.of(bakeryForm("F1"), bakeryForm("F2").with("rs_x", words)));

    assertThat(found.get("F2").<String>getAs("failure"))
        .contains("search_phase_execution_exception");
    assertThat(candidates(found.get("F2"))).isEmpty();
    assertThat(found.get("F1").<String>getAs("failure")).isNull();
    assertThat(candidates(found.get("F1"))).isNotEmpty();
  }

  @Test
  void serverThatRefusesAllSearches_endsTheTask() {
    List<TestForms> forms = new ArrayList<>();
    for (int form = 0; form < 30; form++) {
      int from = 3000 * form;
      forms.add(
          bakeryForm("F" + form)
              .with("clt_c_c", null)
              .with(
                  "rs_x",
                  IntStream.range(from, from + 3000)
                      .mapToObj(i -> "MOT" + i)
                      .collect(Collectors.joining(" "))));
    }

    assertThatThrownBy(() -> match(compact, 1, forms))
        .hasMessageContaining("searches of form")
        .hasMessageContaining("was answered");
  }

  @Test
  void missingIndex_failsWithItsName() {
    RecapConfig wrong =
        TestElastic.config(
            Map.of(
                "siret.plan",
                "compact",
                "indices.sirus",
                "no_such_index",
                "indices.history",
                "[]"));

    assertThatThrownBy(() -> match(wrong, 1, List.of(bakeryForm("F1"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no_such_index");
  }

  @Test
  void missingHistory_failsWithItsName() {
    RecapConfig wrong =
        TestElastic.config(
            Map.of(
                "siret.plan",
                "compact",
                "indices.sirus",
                "match_sirus",
                "indices.history",
                "[\"match_history\", \"no_such_year\"]"));

    assertThatThrownBy(() -> match(wrong, 1, List.of(bakeryForm("F1"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no_such_year")
        .hasMessageContaining("indices.history");
  }

  private static TestForms bakeryForm(String cabbi) {
    return TestForms.form(cabbi)
        .with("rs_x", "BOULANGERIE DU LAC")
        .with("clt_x", "ANNECY")
        .with("clt_c_c", "74010")
        .with("dlt_x", "74")
        .naf(List.of("1071C"), List.of(0.7));
  }

  private static TestForms hospitalForm(String cabbi) {
    return TestForms.form(cabbi)
        .with("rs_x", "HOPITAL BON SECOURS")
        .with("actet_x", "SOINS AUX MALADES")
        .with("dlt_x", "57");
  }

  private static ObjectNode earlier(String name) {
    return JSON.createObjectNode()
        .put("rs_x", name)
        .put("actet_x", "SOINS AUX MALADES")
        .put("clt_x", "METZ")
        .put("dlt_x", "57");
  }

  private static ObjectNode establishment(
      String siret, String name, String apet, String commune, String l6) {
    ObjectNode document =
        JSON.createObjectNode()
            .put("sirus_id", siret.substring(0, 9))
            .put("nic", siret.substring(9))
            .put("apet", apet)
            .put("adr_et_loc_geo", commune)
            .put("sir_adr_et_com_lib", l6.substring(6))
            .put("adr_et_l6", l6);
    return name == null ? document : document.put("denom", name).put("adr_et_l1", name);
  }

  private static void locate(ObjectNode document, double latitude, double longitude) {
    document.putObject("location").put("lat", latitude).put("lon", longitude);
  }

  private Map<String, Row> match(TestForms... forms) {
    return match(1, List.of(forms));
  }

  private Map<String, Row> match(int partitions, List<TestForms> forms) {
    return match(config, partitions, forms);
  }

  private static Map<String, Row> match(RecapConfig config, int partitions, List<TestForms> forms) {
    PairScorer pairs =
        new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), LABELS);
    SiretModel.Plan plan = SiretModel.Plan.of(config.siret());
    List<String> features = FeatureCatalog.of(plan.load().signals()).all().names();
    return CandidateRetrieval.transform(
            TestForms.lookedUp(forms).coalesce(1).repartition(partitions),
            config,
            plan,
            () -> {
              PairScorer.Session session =
                  pairs.open(FeatureCatalog.of(plan.load().signals()).select(features));
              return (form, found) -> row(found, session);
            },
            FOUND)
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getAs("cabbi"), row -> row));
  }

  private static Row row(Retrieved found, PairScorer.Session session) {
    return RowFactory.create(
        found.query().cabbi(),
        session.compare(found).stream().map(ComparedCandidate::toRow).toArray(Row[]::new),
        found.searches(),
        found.sent(),
        found.reason(),
        found.failure());
  }

  private static Map<String, List<String>> evidence(Map<String, Row> found) {
    return found.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    candidates(entry.getValue()).stream()
                        .map(e -> e.siret() + Arrays.toString(e.features()))
                        .toList()));
  }

  private static float feature(ComparedCandidate evidence, String name) {
    int original = features(Plan.ORIGINAL).size();
    Plan plan = evidence.features().length == original ? Plan.ORIGINAL : Plan.COMPACT;
    return evidence.features()[features(plan).position(name)];
  }

  private static FeatureSet features(Plan plan) {
    return FeatureCatalog.of(SearchPlan.load(plan, true, false).signals()).all();
  }

  private static List<ComparedCandidate> candidates(Row found) {
    return found.<Row>getList(found.fieldIndex("candidates")).stream()
        .map(ComparedCandidate::of)
        .toList();
  }

  private static ComparedCandidate candidate(List<ComparedCandidate> candidates, String siret) {
    return candidates.stream().filter(c -> c.siret().equals(siret)).findFirst().orElseThrow();
  }
}
