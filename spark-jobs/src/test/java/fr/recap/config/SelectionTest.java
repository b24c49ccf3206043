package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "typcol = 1 AND depcom_code LIKE '57%'",
        "rs_x = 'L''ART; -- (' OR \"select\" IS NULL",
        "depcom_code IN ('57463', '2A004') AND (ilt_x = '1' OR NOT (ilt_x = '2'))",
        "selected_by ~ '^a?b$' AND the_table = 'select'"
      })
  void conditionsOnColumnsAreTaken(String where) {
    assertThat(of(where).where()).contains(where);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "true; DROP TABLE rp_2026",
        "true) UNION SELECT * FROM pg_user WHERE (true",
        "cabbi IN (SELECT cabbi FROM rp_2025)",
        "cabbi IN (TABLE keys)",
        "true -- all",
        "true /* all",
        "rs_x = 'L'ART'",
        "rs_x = E'\\' OR true'",
        "rs_x = $$x$$",
        "(typcol = 1",
        "typcol = ?"
      })
  void whatIsMoreThanACondition_isRefused(String where) {
    assertThatThrownBy(() -> of(where))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("selection.where (--where)")
        .hasMessageContaining(where);
  }

  @Test
  void settingsGiveIt_andLeaveNothingOutByDefault() {
    assertThat(ConfigLoader.defaults().selection().all()).isTrue();
    Selection read =
        ConfigLoader.load(
                List.of(), Map.of("selection.where", "\"typcol = 1\"", "selection.limit", "500"))
            .selection();
    assertThat(read).isEqualTo(new Selection(Optional.of("typcol = 1"), OptionalInt.of(500)));
    assertThat(read.all()).isFalse();
    assertThat(read.text()).isEqualTo("where typcol = 1, at most 500");
    assertThat(Selection.ALL.text()).isEmpty();
  }

  private static Selection of(String where) {
    return new Selection(Optional.of(where), OptionalInt.empty());
  }
}
