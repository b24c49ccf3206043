package fr.recap.nomenclature;

import static fr.recap.config.NomenclatureSettings.PROFESSION_CODE;

import fr.recap.config.NomenclatureSettings;
import fr.recap.forms.Profession;
import fr.recap.monitoring.Workplace;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The columns of training forms that a nomenclature's training reads. */
final class TrainingColumns {
  private TrainingColumns() {}

  /**
   * The key, the fields, the truth and what tells workplaces apart; the first three are demanded.
   */
  static Reading reading(NomenclatureSettings settings) {
    String name = "nomenclatures." + settings.name();
    FormText form = new FormText(settings.inputs());
    Set<String> columns = new LinkedHashSet<>(of(form, settings.truth()));
    columns.addAll(Workplace.COLUMNS);
    List<String> codes =
        settings.truth().equals(PROFESSION_CODE) ? Profession.CODES : List.of(settings.truth());
    return form.demand(
            Rp.readBy("train " + settings.name()).with(columns),
            name + ".inputs",
            "change that setting")
        .demanding(
            codes, "%s.truth, the final code of forms".formatted(name), "change that setting")
        .only(columns);
  }

  /** The key, the fields and the truth, whatever the forms have. */
  static List<String> of(FormText form, String truth) {
    Set<String> columns = new LinkedHashSet<>(List.of(Rp.CABBI));
    columns.addAll(form.columns());
    columns.addAll(FormText.truthColumns(truth));
    return List.copyOf(columns);
  }
}
