package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.siret.SearchPlan.Search;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "history"})
  void completeForm_givesTheBodyOfTheSpecification(String query) throws IOException {
    JsonNode expected;
    try (InputStream in = getClass().getResourceAsStream("original/" + query + ".json")) {
      expected = JSON.readTree(in);
    }

    assertThat(withoutSource(body(plan(true, false), TestForms.complete(), query)))
        .isEqualTo(withoutSource(Optional.of(expected)));
  }

  @Test
  void withoutDeadClauses_numberAcronymAndUnmappedFieldsAreLeftOut() {
    SearchPlan live = plan(false, false);

    JsonNode a = body(live, TestForms.complete(), "a").orElseThrow();
    JsonNode should = a.at("/query/bool/should");
    assertThat(should.findValuesAsText("adr_et_voie_num")).isEmpty();
    assertThat(should).hasSize(3);
    assertThat(should.at("/0/multi_match/fields").toString()).isEqualTo("[\"adr_et_voie_lib^2\"]");
    assertThat(a.at("/query/bool/must/0/multi_match/fields").toString())
        .doesNotContain("enseigne.ngr", "adr_et_l2.ngr", "_dead")
        .contains("denom.ngr");
    JsonNode e = body(live, TestForms.complete(), "e").orElseThrow();
    assertThat(e.toString()).doesNotContain("div_naf", "depcom", "enp");
    assertThat(body(live, TestForms.complete(), "g").orElseThrow().toString())
        .doesNotContain("enp");
  }

  @Test
  void emptyStreetAndCommune_countAsMatched() {
    TestForms form =
        TestForms.complete().with("nomvoi_x", null).with("typevoi_x", " ").with("clt_x", "");

    JsonNode should = body(plan(true, false), form, "a").orElseThrow().at("/query/bool/should");

    assertThat(should.get(0).toString()).isEqualTo("{\"match_all\":{}}");
    assertThat(should.get(2).toString()).isEqualTo("{\"match_all\":{}}");
  }

  @Test
  void withoutCoordinates_geographicSearchesAreNotSent() {
    TestForms form = TestForms.complete().at(null, null);

    List<String> sent = names(plan(true, false), form);

    assertThat(sent).containsExactly("a", "c", "e", "f", "g", "history");
    JsonNode history = body(plan(true, false), form, "history").orElseThrow();
    assertThat(history.at("/query/bool/must/0/dis_max/queries")).hasSize(1);
  }

  @Test
  void withoutName_onlySearchesThatNeedNoneAreSent() {
    TestForms form = TestForms.complete().with("rs_x", null).at(null, null);

    assertThat(names(plan(true, false), form)).containsExactly("e", "f", "history");
  }

  @Test
  void onlyATown_isNotSearched() {
    TestForms form =
        TestForms.form("F2").with("clt_x", "METZ").with("clt_c_c", "57463").with("dlt_x", "57");

    assertThat(plan(true, false).searches(form.query())).isEmpty();
  }

  @Test
  void compactPlan_sendsASearchOfNames_oneOfWorkplaces_andOneOfEarlierForms() {
    SearchPlan compact = SearchPlan.load(Plan.COMPACT, true, false);

    assertThat(names(compact, TestForms.complete()))
        .containsExactly("register", "workplace", "history");
    assertThat(compact.signals().conditions())
        .contains("acronym", "commune", "near")
        .doesNotHaveDuplicates();
    JsonNode register = body(compact, TestForms.complete(), "register").orElseThrow();
    assertThat(register.at("/query/bool/must/0/bool/should")).hasSize(9);
    assertThat(register.at("/query/bool/should")).hasSize(6);
    assertThat(register.path("size").intValue()).isEqualTo(40);
    JsonNode workplace = body(compact, TestForms.complete(), "workplace").orElseThrow();
    assertThat(workplace.path("size").intValue()).isEqualTo(20);
    assertThat(workplace.at("/query/function_score/query/bool/must")).hasSize(2);
  }

  @Test
  void workplaces_areSearchedForWhereCommuneAndActivityAreKnown_alikeForAllSuchForms() {
    SearchPlan compact = SearchPlan.load(Plan.COMPACT, true, false);
    TestForms other = TestForms.complete().with("rs_x", "CUISINE CENTRALE").at(null, null);

    assertThat(body(compact, other, "workplace"))
        .isEqualTo(body(compact, TestForms.complete(), "workplace"));
    assertThat(names(compact, TestForms.complete().with("clt_c_c", null)))
        .doesNotContain("workplace");
  }

  @Test
  void compactPlan_leavesOutWhatAFormDoesNotSay() {
    SearchPlan compact = SearchPlan.load(Plan.COMPACT, true, false);
    TestForms form = TestForms.form("F2").with("rs_x", "GARAGE MARTIN");

    JsonNode register = body(compact, form, "register").orElseThrow();

    assertThat(register.at("/query/bool/must/0/bool/should")).hasSize(4);
    assertThat(register.at("/query/bool/should").isMissingNode()).isTrue();
    assertThat(compact.searches(TestForms.form("F3").with("clt_x", "METZ").query())).isEmpty();
  }

  @Test
  void historyTrustsSiretc_onlyIfConfigured() {
    assertThat(body(plan(true, false), TestForms.complete(), "history").orElseThrow().toString())
        .doesNotContain("{\"exists\":{\"field\":\"siretc\"}}");
    assertThat(body(plan(true, true), TestForms.complete(), "history").orElseThrow().toString())
        .contains("{\"exists\":{\"field\":\"siretc\"}}");
  }

  @Test
  void quotesAndBracesInAForm_staySearchedText() {
    TestForms form = TestForms.complete().with("rs_x", "LE \"BON\" {{division}} \\ COIN\"}}");

    JsonNode c = body(plan(true, false), form, "c").orElseThrow();

    assertThat(c.at("/query/bool/must/0/multi_match/query").textValue())
        .isEqualTo("LE \"BON\" {{division}} \\ COIN\"}}");
  }

  @Test
  void unknownPlaceholder_isRefusedWithTheNearestKnownOne() {
    assertThatThrownBy(
            () ->
                QueryTemplate.parse(
                    "x.json", "{\"match\":{\"denom\":\"{{nam}}\"}}", true, Set.of("name")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("x.json")
        .hasMessageContaining("{{nam}}")
        .hasMessageContaining("name");
  }

  @Test
  void shouldThatCantReachItsMinimum_findsNothingAndIsNotSent() {
    QueryTemplate template =
        QueryTemplate.parse(
            "x.json",
            """
            {"bool": {"must": [{"match": {"a": "{{name}}"}}],
                      "should": [{"match": {"b": "{{street}}"}}, {"match": {"c": "{{number}}"}}],
                      "minimum_should_match": 2}}
            """,
            true,
            Set.of("name", "street", "number"));

    assertThat(
            template.render(Map.of("name", JSON.valueToTree("n"), "street", JSON.valueToTree("s"))))
        .isEmpty();
  }

  private static SearchPlan plan(boolean dead, boolean trustsSiretc) {
    return SearchPlan.load(Plan.ORIGINAL, dead, trustsSiretc);
  }

  private static List<String> names(SearchPlan plan, TestForms form) {
    return plan.searches(form.query()).stream().map(search -> plan.name(search.query())).toList();
  }

  private static Optional<JsonNode> body(SearchPlan plan, TestForms form, String query) {
    return plan.searches(form.query()).stream()
        .filter(search -> plan.name(search.query()).equals(query))
        .map(SearchPlanTest::read)
        .findFirst();
  }

  /** Which fields come back is no part of the specification. */
  private static JsonNode withoutSource(Optional<JsonNode> body) {
    ObjectNode copy = body.orElseThrow().deepCopy();
    copy.remove("_source");
    return copy;
  }

  private static JsonNode read(Search search) {
    try {
      return JSON.readTree(search.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
