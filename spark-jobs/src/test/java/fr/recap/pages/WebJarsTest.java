package fr.recap.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebJarsTest {
  @Test
  void filesAreThoseOfTheVersionsInThePom() {
    assertThat(text("uplot", "dist/uPlot.iife.min.js")).contains("uPlot");
    assertThat(text("swagger-ui", "swagger-ui.css")).contains(".swagger-ui");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> WebJars.read("uplot", "dist/no.js"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("webjars/uplot/")
        .hasMessageContaining("dist/no.js");
  }

  private static String text(String jar, String file) {
    return new String(WebJars.read(jar, file), StandardCharsets.UTF_8);
  }
}
