package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  @Test
  void everyNomenclatureThatFormsAreCodedToHasAPath_andNoPatternIsLeft() throws Exception {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "nomenclatures.pcs2020",
                "{ root = \"a \\\"quoted\\\" {inputs}\", inputs = [profession, rs_x] }",
                "nomenclatures.old",
                "{ coded = false }"));
    JsonNode description;
    try (InputStream in = OpenApi.class.getResourceAsStream("/service/openapi.json")) {
      description = new ObjectMapper().readTree(OpenApi.of(in.readAllBytes(), config.coded()));
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
        .contains(" by profession, rs_x.");
    assertThat(added.at("/responses/200/content/application~1json/schema/properties").fieldNames())
        .toIterable()
        .containsExactly("pcs2020");
  }
}
