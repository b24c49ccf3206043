package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.pages.WebJars;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void everyNomenclatureThatFormsAreCodedToHasAPath_andNoPatternIsLeft() throws Exception {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "nomenclatures.pcs2020",
                "{ root = \"a \\\"quoted\\\" {inputs}\", inputs = [profession, rs_x, compl_x] }",
                "nomenclatures.old",
                "{ coded = false }"));
    JsonNode description;
    try (InputStream in = OpenApi.class.getResourceAsStream("/service/openapi.json")) {
      description =
          new ObjectMapper()
              .readTree(OpenApi.of(in.readAllBytes(), Texts.of(Language.EN), config.coded()));
    }
    assertThat(description.path("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/token",
            "/users/me",
            "/naf",
            "/pcs",
            "/pcs2020",
            "/siret",
            "/noncodable",
            "/save_bi",
            "/health",
            "/ready",
            "/metrics",
            "/admin/reload");
    JsonNode added = description.path("paths").path("/pcs2020").path("post");
    assertThat(added.path("operationId").asText()).isEqualTo("pcs2020");
    assertThat(added.path("description").asText())
        .startsWith("Codes forms to the nomenclature a \"quoted\" ")
        .contains(" by profession, rs_x, compl_x.");
    assertThat(description.at("/components/schemas/Form/properties/compl_x/maxLength").asInt())
        .isEqualTo(300);
    assertThat(description.at("/components/schemas/Form/properties/compl_x/description").asText())
        .isEqualTo(Texts.of(Language.EN).get(OpenApi.OWN_FIELD));
    assertThat(added.at("/responses/200/content/application~1json/schema/properties").fieldNames())
        .toIterable()
        .containsExactly("pcs2020");
  }

  @Test
  void allThatItSaysIsInTheLanguage_andEveryTextOfTheServiceIsSaid() throws Exception {
    byte[] pattern;
    try (InputStream in = OpenApi.class.getResourceAsStream("/service/openapi.json")) {
      pattern = in.readAllBytes();
    }
    Set<String> keys = new TreeSet<>();
    collect(new ObjectMapper().readTree(pattern), keys);
    Texts french = Texts.of(Language.FR);
    assertThat(keys)
        .isEqualTo(
            french.keys().stream()
                .filter(key -> key.startsWith("service.") && !key.equals(OpenApi.OWN_FIELD))
                .collect(Collectors.toCollection(TreeSet::new)));
    Set<String> said = new TreeSet<>();
    byte[] filled = OpenApi.of(pattern, french, ConfigLoader.defaults().coded());
    collect(new ObjectMapper().readTree(filled), said);
    assertThat(said)
        .contains("Codes de naf", "numéro dans la voie du lieu de travail")
        .noneMatch(text -> text.startsWith("service."));
    Texts english = Texts.of(Language.EN);
    keys.forEach(key -> assertThat(said).doesNotContain(english.get(key)));
  }

  @Test
  void whatIsTranslatedOfSwaggerUiIsWhatItSays() {
    String bundle =
        new String(WebJars.read("swagger-ui", "swagger-ui-bundle.js"), StandardCharsets.UTF_8);
    assertThat(Texts.of(Language.EN).under("swagger.").values())
        .hasSizeGreaterThan(30)
        .allMatch(label -> bundle.contains(label));
  }

  private static void collect(JsonNode node, Set<String> texts) {
    for (String field : List.of("title", "summary", "description")) {
      if (node.path(field).isTextual()) {
        texts.add(node.path(field).asText());
      }
    }
    node.forEach(child -> collect(child, texts));
  }
}
