package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.elastic.MultiSearch;
import fr.recap.elastic.TestElastic;
import fr.recap.forms.CodedForm;
import fr.recap.indexing.ExactKeys;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The cases of {@link ExactMatchesTest}, which joins tables, by look-ups in a real server. */
class ExactLookupTest {
  private static final String BAKERY = "11111111100011";
  private static final String BRANCH = "11111111100022";
  private static final String SCHOOL = "22222222200011";
  private static final String REGISTER = "exact_register";
  private static final String HISTORY = "exact_history";

  @BeforeAll
  static void index() {
    Map<String, ObjectNode> register = new LinkedHashMap<>();
    register.put(BAKERY, establishment("SARL DUPONT", "74010", "AU BON PAIN"));
    register.put(BRANCH, establishment("SARL DUPONT", "74010", "LE FOURNIL"));
    register.put(SCHOOL, establishment("COLLEGE GEORGES MANDEL", "33544", ""));
    TestIndices.create(REGISTER, "sirus", register);
    Map<String, ObjectNode> history = new LinkedHashMap<>();
    history.put("H1", earlier("MANDEL", "33544", SCHOOL));
    history.put("H2", earlier("Mandel", "33544", SCHOOL));
    history.put("H3", earlier("MANDEL.", "33544", SCHOOL));
    history.put("D1", earlier("DUMAS", "33544", SCHOOL));
    history.put("D2", earlier("DUMAS", "33544", SCHOOL));
    history.put("D3", earlier("DUMAS", "33544", SCHOOL));
    history.put("D4", earlier("DUMAS", "33544", BAKERY));
    history.put("F1", earlier("LE FOURNIL", "74010", BAKERY));
    history.put("F2", earlier("LE FOURNIL", "74010", BAKERY));
    history.put("F3", earlier("LE FOURNIL", "74010", BAKERY));
    TestIndices.create(HISTORY, "bi", history);
  }

  @Test
  void nameThatOneEstablishmentHasInTheCommune_leadsThere() {
    assertThat(
            led(
                form("here", "Au Bon-Pain", "74010"),
                form("of another activity", "AU BON PAIN", "74010")
                    .naf(List.of("4520A"), List.of(1.0)),
                form("likely of it", "AU BON PAIN", "74010")
                    .naf(List.of("4520A", "1013A"), List.of(0.6, 0.4)),
                form("elsewhere", "AU BON PAIN", "33544"),
                form("without a commune", "AU BON PAIN", null),
                form("without a name", null, "74010"),
                form("the name of two", "DUPONT", "74010"),
                form("geocoded", "AU BON PAIN", null).geocoded("74010", 0.9),
                form("unsurely geocoded", "AU BON PAIN", null).geocoded("74010", 0.5)))
        .isEqualTo(
            Map.of(
                "here", BAKERY + " 0", "likely of it", BAKERY + " 0", "geocoded", BAKERY + " 0"));
  }

  @Test
  void wordingThatHasLedToOneEstablishmentAlone_leadsThere_ifEnoughOthersAgree() {
    assertThat(
            led(
                form("X1", "MANDEL", "33544"),
                form("H1", "MANDEL", "33544"),
                form("X2", "DUMAS", "33544")))
        .isEqualTo(Map.of("X1", SCHOOL + " 3"));
  }

  @Test
  void registerAndHistoryThatDisagree_leadNowhere() {
    assertThat(led(form("X1", "LE FOURNIL", "74010"))).isEmpty();
  }

  private static Map<String, String> led(TestForms... forms) {
    return new ExactLookup(
            MultiSearch.shared(TestElastic.config().elasticsearch()), REGISTER, HISTORY)
        .lookUp(Stream.of(forms).map(TestForms::searched).toList()).stream()
            .peek(looked -> assertThat(looked.failure()).isNull())
            .map(SearchedForm::form)
            .filter(form -> form.exact() != null)
            .collect(
                Collectors.toMap(
                    CodedForm::cabbi, form -> form.exact().siret() + " " + form.exact().forms()));
  }

  private static TestForms form(String cabbi, String name, String commune) {
    return TestForms.form(cabbi)
        .with(Rp.RS_X, name)
        .with(Rp.CLT_C_C, commune)
        .naf(List.of("1071C"), List.of(0.9));
  }

  private static ObjectNode establishment(String denom, String commune, String brand) {
    Map<String, String> columns =
        Map.of(
            Sirus.DENOM, denom,
            Sirus.ADR_ET_L1, denom,
            Sirus.ADR_ET_LOC_GEO, commune + "0000000000",
            Sirus.ENSEIGNE_ET1, brand);
    ObjectNode document = JsonNodeFactory.instance.objectNode().put(Sirus.APET, "1071C");
    ExactKeys.ofEstablishment(column -> columns.getOrDefault(column, ""))
        .forEach(document.withArray(ExactKeys.OF_NAMES)::add);
    return document;
  }

  private static ObjectNode earlier(String name, String commune, String siret) {
    Map<String, String> columns = Map.of(Rp.RS_X, name, Rp.CLT_C_C, commune);
    return JsonNodeFactory.instance
        .objectNode()
        .put(ExactKeys.OF_WORDING, ExactKeys.ofForm(column -> columns.getOrDefault(column, "")))
        .put(ExactKeys.LEADS_TO, siret);
  }
}
