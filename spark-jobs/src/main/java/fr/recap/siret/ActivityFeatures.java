package fr.recap.siret;

import fr.recap.udfs.codes.Naf;
import java.util.Collections;
import java.util.List;

/** How well the predicted activity of a form fits an establishment, and what its unit is like. */
final class ActivityFeatures {
  static final List<String> NAMES =
      List.of(
          "activity.score",
          "activity.division",
          "activity.unit_score",
          "activity.best",
          "activity.profession",
          "unit.staff",
          "unit.unit_staff",
          "unit.head_office");

  private ActivityFeatures() {}

  static void write(FormView form, EstablishmentView view, Professions professions, Features into) {
    boolean predicted = !form.activities().isEmpty();
    Establishment establishment = view.establishment();
    into.add(predicted ? score(form, view.apet()) : Double.NaN)
        .add(
            predicted && view.apet() != null
                ? form.divisions().getOrDefault(Naf.division(view.apet()), 0.0)
                : Double.NaN)
        .add(predicted ? score(form, view.ape()) : Double.NaN)
        .add(predicted ? Collections.max(form.activities().values()) : Double.NaN)
        .add(professions.plausibility(form.professionWords(), Naf.division(view.apet())))
        .add(Math.log1p(establishment.staff()))
        .add(Math.log1p(establishment.unitStaff()))
        .add(establishment.headOffice());
  }

  /** The form's predicted score of an activity; 0 if it isn't predicted. */
  static double score(FormView form, String code) {
    return code == null ? 0 : form.activities().getOrDefault(code, 0.0);
  }
}
