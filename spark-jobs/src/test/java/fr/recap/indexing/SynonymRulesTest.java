package fr.recap.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SynonymRulesTest {
  @Test
  void termsAreNormalisedAndLoseTheirStopWords() {
    assertThat(
            SynonymRules.parse(
                "# transport\n\nSNCF, Société nationale des chemins de fer\r\nPTT => La Poste, Postes",
                "mine.txt"))
        .containsExactly("sncf, societe nationale chemins fer", "ptt => poste, postes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sncf", "sncf, SNCF", "a => b => c", "sncf => ", " => sncf", "sncf, de la"})
  void aLineThatIsNoRuleNamesItsPlace(String line) {
    assertThatThrownBy(() -> SynonymRules.parse("\n" + line, "mine.txt"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("mine.txt line 2");
  }

  @Test
  void theListThatComesWithRecapIsReadable() {
    assertThat(SynonymRules.load(Optional.empty()))
        .hasSizeGreaterThan(80)
        .contains("pole emploi, france travail, anpe");
  }
}
