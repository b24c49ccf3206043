package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.TestElastic;
import fr.recap.udfs.text.Acronyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisTest {
  private static final RecapConfig CONFIG = TestElastic.config();
  private static ElasticClient client;
  private static String sirus;
  private static String bi;

  @BeforeAll
  static void createIndices() {
    client = ElasticClient.open(CONFIG.elasticsearch());
    IndexAdmin admin = new IndexAdmin(client);
    sirus = admin.createVersion("analysis_sirus", definition(IndexKind.SIRUS, CONFIG), "1");
    bi = admin.createVersion("analysis_bi", definition(IndexKind.BI, CONFIG), "1");
  }

  @AfterAll
  static void close() {
    client.delete("/" + sirus + "," + bi);
    client.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text      | L'Hôpital de la Ville d'Orléans        | hopital ville orleans",
        "ngr       | BOULANGERIE DU LAC | bo bou boul boula boulan boulang boulange la lac",
        "ngr_search| BOULANGERIE DU LAC A                   | boulange lac",
        "stem      | Les Boulangeries de l'Été, boulangerie | boulang ete",
        "acro      | société nationale des chemins de fer   | sncf",
        "acro      | Centre d'Études - Nord                 | cen",
        "acro      | Garage Martin                          | ''",
        "sigle     | S.N.C.F.                               | sncf",
        "sigle     | R A T P PARIS                          | ratp paris",
        "div_naf   | 6201z                                  | 62",
        "2car      | 6201Z                                  | 62",
        "3car      | 6201Z                                  | 620",
        "4car      | 6201Z                                  | 6201",
        "5car      | 6201z                                  | 6201Z",
        "depcom    | 2a004-0001                             | 2A004",
      })
  void analyzersCutTextsIntoTheseTokens(String analyzer, String text, String tokens) {
    assertThat(String.join(" ", analyze(sirus, analyzer, text))).isEqualTo(tokens);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Société Nationale des Chemins de Fer Français",
        "REGIE AUTONOME DES TRANSPORTS PARISIENS",
        "Hôpital de l'Été & du Cœur (2e secteur)",
        "Garage Martin"
      })
  void acronymsOfTheIndexAreThoseOfTheFunction(String name) {
    String expected = Acronyms.of(name);
    assertThat(analyze(sirus, "acro", name))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "denom nom_comm_et        | acro keyword ngr stem",
        "denom_condense adr_et_l1 | keyword ngr stem",
        "enseigne enseigne_et1 sigle adr_et_l2 adr_et_l3 adr_et_voie_lib sir_adr_et_com_lib | keyword ngr",
        "fourretout rs_denom rs_adr | ngr stem",
        "ape apet                 | 2car 3car 4car 5car div_naf keyword ngr",
        "adr_et_loc_geo           | depcom keyword",
        "adr_et_voie_num adr_et_l4 cj geo_adresse geo_l4 geo_type geo_score | keyword",
        "eff_3112_et eff_et_effet_daaaammjj eff_3112_unitelegale | keyword",
      })
  void establishmentsHaveTheSubFieldsThatUsersQuery(String fields, String subFields) {
    assertSubFields(sirus, fields, subFields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rs_x actet_x profs_x clt_x dlt_x nomvoi_x | ngr stem",
        "clt_c_c cabbi siretc siretm siret_dec geo_adresse geo_type geo_score | keyword",
      })
  void formsHaveTheSubFieldsThatUsersQuery(String fields, String subFields) {
    assertSubFields(bi, fields, subFields);
  }

  @Test
  void namesAreCopiedAndPlacesAreTyped() {
    JsonNode fields = properties(sirus);
    for (String name :
        List.of("denom", "denom_condense", "nom_comm_et", "enseigne", "enseigne_et1", "sigle")) {
      assertThat(fields.path(name).path("copy_to").toString())
          .as(name)
          .isEqualTo("[\"fourretout\",\"rs_denom\"]");
    }
    for (String name : List.of("adr_et_l1", "adr_et_l2", "adr_et_l3")) {
      assertThat(fields.path(name).path("copy_to").toString())
          .as(name)
          .isEqualTo("[\"fourretout\",\"rs_adr\"]");
    }
    assertThat(fields.path("location").path("type").asText()).isEqualTo("geo_point");
    assertThat(properties(bi).path("location").path("type").asText()).isEqualTo("geo_point");
    assertThat(fields.path("eff_3112_et").path("type").asText()).isEqualTo("integer");
    assertThat(fields.path("sigle").path("analyzer").asText()).isEqualTo("sigle");
    assertThat(fields.path("denom").path("fields").path("acro").path("search_analyzer").asText())
        .isEqualTo("simple");
  }

  @Test
  void searchesOnNamesKnowSynonymsWithAndWithoutStopWords() {
    assertThat(analyze(sirus, "text_search", "CAISSE D ALLOCATIONS FAMILIALES")).contains("caf");
    assertThat(analyze(sirus, "text_search", "Pôle emploi")).contains("france", "travail");
    assertThat(analyze(sirus, "text", "Pôle emploi")).containsExactly("pole", "emploi");
  }

  @Test
  void theUsersSynonymsReplaceOurs(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.txt"), "# mine\nLe Bon Pain, BP\n");
    RecapConfig mine = TestElastic.config(Map.of("elasticsearch.synonyms", file.toString()));
    IndexAdmin admin = new IndexAdmin(client);
    String index = admin.createVersion("analysis_mine", definition(IndexKind.BI, mine), "1");
    try {
      assertThat(analyze(index, "text_search", "BP"))
          .containsExactlyInAnyOrder("bp", "bon", "pain");
      assertThat(analyze(index, "text_search", "Pôle emploi")).containsExactly("pole", "emploi");
    } finally {
      admin.dropVersion(index, "analysis_mine");
    }
  }

  @Test
  void aMissingSynonymsFileIsTheUsersToCorrect() {
    RecapConfig mine = TestElastic.config(Map.of("elasticsearch.synonyms", "/nowhere/mine.txt"));
    assertThatThrownBy(() -> definition(IndexKind.BI, mine))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/nowhere/mine.txt");
  }

  private static ObjectNode definition(IndexKind kind, RecapConfig config) {
    return IndexDefinition.load(kind, config.elasticsearch());
  }

  private static void assertSubFields(String index, String fields, String subFields) {
    for (String field : fields.split(" ", -1)) {
      List<String> names = new ArrayList<>();
      properties(index).path(field).path("fields").fieldNames().forEachRemaining(names::add);
      assertThat(names).as(field).containsExactlyInAnyOrder(subFields.split(" ", -1));
    }
  }

  private static JsonNode properties(String index) {
    return client.get("/" + index + "/_mapping").path(index).path("mappings").path("properties");
  }

  private static List<String> analyze(String index, String analyzer, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("analyzer", analyzer).put("text", text);
    List<String> tokens = new ArrayList<>();
    client
        .post("/" + index + "/_analyze", body)
        .path("tokens")
        .forEach(t -> tokens.add(t.path("token").asText()));
    return tokens;
  }
}
