package fr.recap.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final Scope ALL = Scope.of(ConfigLoader.defaults());
  private static final TableName RESULTS = TableName.parse("results");

  @Test
  void whatAResultsTableLacksIsNotJudged() {
    Scope within = ALL.within(RESULTS, List.of("cabbi", "naf_predictions"));

    assertThat(within.codes()).containsExactly("siret", "siren", "naf");
    assertThat(within.withActivity(RESULTS)).isEqualTo(within);
  }

  @Test
  void withoutTheActivityItIsRefused() {
    Scope within = ALL.within(RESULTS, List.of("cabbi", "pcs_predictions"));

    assertThatExceptionOfType(RefusedInputException.class)
        .isThrownBy(() -> within.withActivity(RESULTS))
        .withMessageContaining("The table results has no codes of naf");
  }
}
