package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.forms.Form;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTextTest {
  private static final Form SELF_EMPLOYED =
      Form.of(
          Map.of(
              "actet_x", "SOINS", "profs_x", "\u00a0", "profi_x", "INFIRMIERE", "profi_c", "431f"));

  @Test
  void theProfessionIsTheFirstFilledOneAndItsCodeGoesWithIt() {
    FormText pcs = new FormText(List.of("profession", "rs_x", "actet_x"));

    assertThat(pcs.texts(SELF_EMPLOYED)).containsExactly("INFIRMIERE", null, "SOINS");
    assertThat(FormText.truth("profession_code", SELF_EMPLOYED)).isEqualTo("431f");
    assertThat(pcs.columns()).containsExactly("profs_x", "profi_x", "profa_x", "rs_x", "actet_x");
  }

  @Test
  void withoutAProfessionThereIsNoCodeOfIt() {
    assertThat(FormText.truth("profession_code", Form.of(Map.of("profs_c", "431f")))).isNull();
  }

  @Test
  void anUnknownInputNamesTheNearest() {
    assertThatThrownBy(() -> new FormText(List.of("actet")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'actet' is neither")
        .hasMessageContaining("did you mean actet_");
  }
}
