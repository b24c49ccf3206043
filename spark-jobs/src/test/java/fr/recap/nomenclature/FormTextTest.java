package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTextTest {
  private static final Map<String, String> SELF_EMPLOYED =
      Map.of("actet_x", "SOINS", "profs_x", " ", "profi_x", "INFIRMIERE", "profi_c", "431f");

  @Test
  void theProfessionIsTheFirstFilledOneAndItsCodeGoesWithIt() {
    FormText pcs = new FormText(List.of("profession", "rs_x", "actet_x"));

    assertThat(pcs.texts(SELF_EMPLOYED::get)).containsExactly("INFIRMIERE", null, "SOINS");
    assertThat(FormText.pcsField(SELF_EMPLOYED::get)).contains("profi_c");
    assertThat(FormText.truth("profession_code", SELF_EMPLOYED::get)).isEqualTo("431f");
    assertThat(pcs.columns()).containsExactly("profs_x", "profi_x", "profa_x", "rs_x", "actet_x");
  }

  @Test
  void withoutAProfessionThereIsNoCodeOfIt() {
    assertThat(FormText.pcsField(column -> null)).isEmpty();
    assertThat(FormText.truth("profession_code", column -> null)).isNull();
  }

  @Test
  void anUnknownInputNamesTheNearest() {
    assertThatThrownBy(() -> new FormText(List.of("actet")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'actet' is neither")
        .hasMessageContaining("did you mean actet_");
  }
}
