package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.elastic.Hit;
import fr.recap.encoder.PairEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Features of typed forms and establishments; all words weigh 1. */
class PairFeaturesTest {
  private static final SearchPlan PLAN = SearchPlan.load(Plan.COMPACT, true, false);
  private static final FeatureSet FEATURES = FeatureCatalog.of(PLAN.signals()).all();
  private static final List<String> NAMES = FEATURES.names();
  private static final String LAKE = "11111111100011";
  private static final String BRIDGE = "22222222200022";

  private final PairScorer scorer =
      new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), Map.of());

  @Test
  void names_areComparedWordByWord() {
    TestForms form = TestForms.form("F1").with("rs_x", "BOULANGERIE LAC ANNECY");

    float[] lake = features(form, hits()).get(0);

    // "boulangerie lac" has 2 of the form's 3 words, and the form both of its 2: 2 * 2/3 / (5/3).
    assertThat(value(lake, "name.covered")).isCloseTo(2 / 3f, within(1e-6f));
    assertThat(value(lake, "name.covers")).isEqualTo(1);
    assertThat(value(lake, "name.overlap")).isCloseTo(0.8f, within(1e-6f));
    assertThat(value(lake, "name.covered_with_town")).isEqualTo(1);
    assertThat(value(lake, "name.unmatched")).isZero();
    assertThat(value(lake, "name.words")).isEqualTo(3);
    assertThat(value(lake, "name.equal")).isZero();
    assertThat(value(lake, "name.rarest")).isEqualTo(1);
    assertThat(value(lake, "name.overlap_brand")).isNaN();
  }

  @Test
  void aMisspelledWord_countsByItsSimilarityAndAShortenedOneLess() {
    Name name = name("BOULANGRIE");

    // All 10 match, "rie" is out of order with "eri": Jaro (1 + 10/11 + 8.5/10) / 3 = 0.91970;
    // with the prefix + 0.4 * (1 - 0.91970) = 0.95182.
    assertThat(name.coveredBy(name("boulangerie"))).isCloseTo(0.95182, within(1e-5));
    assertThat(name("bouch").coveredBy(name("boucherie"))).isEqualTo(0.8);
    assertThat(name("garage").coveredBy(name("boulangerie"))).isZero();
  }

  @Test
  void acronyms_areFoundInBothDirections() {
    Name spelt = name("Ecole nationale des ponts");

    assertThat(name("ENP CHAMPS").isAcronymOf(spelt)).isTrue();
    assertThat(spelt.isAcronymOf(name("E.N.P."))).isTrue();
    assertThat(name("GARAGE").isAcronymOf(name("BOULANGERIE DU LAC"))).isFalse();
  }

  @Test
  void places_areComparedByCodeStreetNumberAndDistance() {
    TestForms form =
        TestForms.form("F1")
            .with("rs_x", "BOULANGERIE")
            .with("clt_c_c", "74010")
            .with("typevoi_x", "R")
            .with("nomvoi_x", "HAUTE")
            .with("numvoi_x", "0012")
            .at(45.9, 6.13);

    List<float[]> both = features(form, hits());

    assertThat(value(both.get(0), "place.commune")).isEqualTo(1);
    assertThat(value(both.get(0), "place.departement")).isEqualTo(1);
    assertThat(value(both.get(0), "place.street")).isEqualTo(1);
    assertThat(value(both.get(0), "place.number")).isEqualTo(1);
    // A hundredth of a degree north: 6371.0088 * 0.01 * pi / 180 = 1.11195 km.
    assertThat(value(both.get(0), "place.distance"))
        .isCloseTo((float) Math.log(2.11195), within(1e-4f));
    assertThat(value(both.get(1), "place.commune")).isZero();
    assertThat(value(both.get(1), "place.street")).isNaN();
    assertThat(value(both.get(1), "place.distance")).isNaN();
    assertThat(value(both.get(0), "place.residence")).isNaN();
  }

  @Test
  void leads_areOverTheBestOther() {
    TestForms form = TestForms.form("F1").with("rs_x", "BOULANGERIE LAC");

    List<float[]> both = features(form, hits());

    // The bridge's bakery shares one word of two on both sides.
    assertThat(value(both.get(0), "name.overlap")).isEqualTo(1);
    assertThat(value(both.get(1), "name.overlap")).isEqualTo(0.5f);
    assertThat(value(both.get(0), "name.overlap_lead")).isEqualTo(0.5f);
    assertThat(value(both.get(1), "name.overlap_lead")).isEqualTo(-0.5f);
    assertThat(value(both.get(0), "crowd.candidates")).isEqualTo(2);
    assertThat(value(both.get(0), "unit.candidates")).isEqualTo(1);
    assertThat(value(both.get(0), "place.distance_lead")).isNaN();
  }

  @Test
  void activity_isThePredictedScoreOfItsCodeAndDivision() {
    TestForms form =
        TestForms.form("F1")
            .with("rs_x", "BOULANGERIE")
            .naf(List.of("1071C", "1071A", "4724Z"), List.of(0.5, 0.2, 0.1));

    float[] lake = features(form, hits()).get(0);

    assertThat(value(lake, "activity.score")).isEqualTo(0.5f);
    assertThat(value(lake, "activity.division")).isEqualTo(0.7f);
    assertThat(value(lake, "activity.best")).isEqualTo(0.5f);
    assertThat(value(lake, "activity.unit_score")).isZero();
  }

  @Test
  void formWithoutEmployer_hasNoFeaturesOfNames() {
    float[] lake = features(TestForms.form("F1").with("actet_x", "BOULANGERIE"), hits()).get(0);

    assertThat(value(lake, "name.overlap")).isNaN();
    assertThat(value(lake, "name.activity_covered")).isEqualTo(1);
    assertThat(value(lake, "activity.score")).isNaN();
  }

  @Test
  void establishmentWithoutName_isCompared() {
    Hit nameless = new Hit(LAKE, 1, JsonNodeFactory.instance.objectNode(), List.of());

    float[] features =
        features(TestForms.form("F1").with("rs_x", "BOULANGERIE"), List.of(nameless)).get(0);

    assertThat(value(features, "name.overlap")).isZero();
    assertThat(value(features, "name.similarity")).isZero();
    assertThat(value(features, "place.commune")).isNaN();
  }

  @Test
  void searches_giveRankShareOfTheBestScoreAndClauses() {
    List<float[]> both = features(TestForms.form("F1").with("rs_x", "BOULANGERIE"), hits());

    assertThat(value(both.get(1), "search.register.rank")).isEqualTo(2);
    assertThat(value(both.get(1), "search.register.score")).isEqualTo(0.75f);
    assertThat(value(both.get(0), "search.clause.near")).isEqualTo(1);
    assertThat(value(both.get(0), "search.clause.commune")).isEqualTo(1);
    assertThat(value(both.get(1), "search.clause.commune")).isZero();
    assertThat(value(both.get(0), "search.times_found")).isEqualTo(2);
    assertThat(value(both.get(0), "search.history.rank")).isNaN();
  }

  @Test
  void theEncoder_givesItsCosineOrNothing() {
    TestForms form = TestForms.form("F1").with("rs_x", "BOULANGERIE LAC");
    PairEncoder encoder = TestEncoder.small();
    float[] place = encoder.form(List.of("boulangerie lac", "", "", ""));
    float[] lake = encoder.establishment(List.of("boulangerie lac", "", "annecy"));

    assertThat(value(features(form, hits()).get(0), "name.encoder")).isNaN();
    assertThat(value(features(scorer.with(encoder), form, hits()).get(0), "name.encoder"))
        .isCloseTo(PairEncoder.cosine(place, lake), within(1e-6f));
  }

  private static List<Hit> hits() {
    ObjectNode lake =
        JsonNodeFactory.instance
            .objectNode()
            .put("denom", "SARL BOULANGERIE DU LAC")
            .put("apet", "10.71C")
            .put("adr_et_loc_geo", "74010")
            .put("sir_adr_et_com_lib", "ANNECY")
            .put("adr_et_voie_num", "12")
            .put("adr_et_voie_type", "RUE")
            .put("adr_et_voie_lib", "HAUTE");
    lake.putObject("location").put("lat", 45.91).put("lon", 6.13);
    ObjectNode bridge =
        JsonNodeFactory.instance
            .objectNode()
            .put("denom", "BOULANGERIE DU PONT")
            .put("adr_et_loc_geo", "57463");
    return List.of(
        new Hit(LAKE, 8, lake, List.of("near", "commune")),
        new Hit(BRIDGE, 6, bridge, List.of("near")));
  }

  private List<float[]> features(TestForms typed, List<Hit> hits) {
    return features(scorer, typed, hits);
  }

  private static List<float[]> features(PairScorer scorer, TestForms typed, List<Hit> hits) {
    SearchedForm form = typed.searched();
    Candidates candidates = new Candidates(PLAN, form.query());
    candidates.add(0, hits);
    return scorer.open(FEATURES).compare(form.found(candidates.complete(), 1, 1)).stream()
        .map(ComparedCandidate::features)
        .toList();
  }

  private Name name(String text) {
    return Name.of(text, scorer.texts());
  }

  private static float value(float[] features, String name) {
    return features[NAMES.indexOf(name)];
  }
}
