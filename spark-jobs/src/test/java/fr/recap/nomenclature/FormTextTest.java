package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.forms.Form;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
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
  void formsOfOneEmployerAndWordingBelongTogether() {
    FormText naf = new FormText(List.of("actet_x", "rs_x", "profession"));

    assertThat(naf.group(form("1", "Vente de pains", "BOULANGERIE DUPONT")))
        .isEqualTo(naf.group(form("2", "PAIN (VENTE)", "Dupont, boulangerie")))
        .isNotEqualTo(naf.group(form("2", "VENTE DE PAIN", "BOULANGERIE MARTIN")))
        .isNotEqualTo(naf.group(form("2", "FABRICATION DE PAIN", "BOULANGERIE DUPONT")));
  }

  @Test
  void aFormBelongsToItselfWhereEmployerOrWordingIsNotKnown() {
    FormText naf = new FormText(List.of("actet_x", "rs_x"));

    assertThat(naf.group(Form.of(Map.of("cabbi", "1", "actet_x", "VENTE")))).isEqualTo("1");
    assertThat(naf.group(Form.of(Map.of("cabbi", "1", "rs_x", "DUPONT")))).isEqualTo("1");
    assertThat(new FormText(List.of("actet_x")).group(form("1", "VENTE", "DUPONT"))).isEqualTo("1");
  }

  private static Form form(String cabbi, String activity, String employer) {
    return Form.of(Map.of("cabbi", cabbi, "actet_x", activity, "rs_x", employer));
  }

  @Test
  void anInputThatFormsLackIsRefusedByItsName_withTheNearest() {
    Reading reading =
        new FormText(List.of("actet", "profession"))
            .demand(Rp.readBy("train naf"), "nomenclatures.naf.inputs", "change that setting");

    reading.check(TableName.parse("rp_2025"), List.of("cabbi", "actet", "profi_x"));
    assertThatThrownBy(
            () ->
                reading.check(
                    TableName.parse("rp_2025"), List.of("cabbi", "actet_x", "rs_x", "profs_x")))
        .isInstanceOf(RefusedInputException.class)
        .hasMessage(
            "train naf: the table rp_2025 lacks the column actet, which is read as actet of nomenclatures.naf.inputs; did you mean actet_x? It has [cabbi, actet_x, rs_x, profs_x]. Import it with a typing file that has the column, or add it, or change that setting");
    assertThatThrownBy(
            () -> reading.check(TableName.parse("rp_2025"), List.of("cabbi", "actet", "rs_x")))
        .hasMessageContaining("lacks the column profs_x or profi_x or profa_x");
  }
}
