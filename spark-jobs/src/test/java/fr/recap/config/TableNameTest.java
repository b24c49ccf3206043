package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @Test
  void schemaAndTableAreQuotedApart() {
    assertThat(TableName.parse("rp.individus").sql()).isEqualTo("\"rp\".\"individus\"");
    assertThat(TableName.parse("rp_2026").withSuffix("_rejects").sql())
        .isEqualTo("\"rp_2026_rejects\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rp; drop table x", "a.b.c", "", "Rp", "rp\"", ".rp", "2026", "é"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> TableName.parse(name))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'" + name + "'");
  }
}
