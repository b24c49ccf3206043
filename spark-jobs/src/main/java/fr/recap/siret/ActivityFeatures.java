package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.udfs.codes.Naf;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How well the predicted activity of a form fits an establishment, and what its unit is like. */
final class ActivityFeatures {
  private static final double NEAR = 0.05;

  /** The profession comes with the activity e times as often as forms do altogether. */
  private static final double PLAUSIBLE = 1;

  static final Feature DIVISION =
      Feature.ofPair("activity.division", predicted(ActivityFeatures::ofDivision))
          .saying(
              2,
              (score, others) ->
                  score > NEAR
                      ? "activity %s in a predicted division".formatted(others.candidate().apet())
                      : "");

  static final List<Feature> ALL =
      List.of(
          Feature.ofPair(
                  "activity.score", predicted(p -> score(p.form(), p.establishment().apet())))
              .saying(1, (score, others) -> sayPredicted(others.candidate())),
          DIVISION,
          Feature.ofPair(
              "activity.unit_score", predicted(p -> score(p.form(), p.establishment().ape()))),
          Feature.ofPair(
              "activity.best", predicted(p -> Collections.max(p.form().activities().values()))),
          Feature.ofPair(
                  "activity.profession",
                  p -> p.form().plausibility(Naf.division(p.establishment().apet())))
              .saying(
                  3,
                  (plausibility, others) ->
                      plausibility > PLAUSIBLE
                          ? "activity %s usual for the profession"
                              .formatted(others.candidate().apet())
                          : ""),
          Feature.ofPair("unit.staff", p -> Math.log1p(entry(p).staff())),
          Feature.ofPair("unit.unit_staff", p -> Math.log1p(entry(p).unitStaff())),
          Feature.flag("unit.head_office", p -> entry(p).headOffice())
              .saying(1, (is, others) -> is == 1 ? "head office" : ""));

  private ActivityFeatures() {}

  /** The form's predicted score of an activity; 0 if it isn't predicted. */
  static double score(FormView form, String code) {
    return code == null ? 0 : form.activities().getOrDefault(code, 0.0);
  }

  private static RegisterEntry entry(Pair pair) {
    return pair.establishment().establishment();
  }

  /** A value of forms whose activity is predicted; NaN for others. */
  private static ToDoubleFunction<Pair> predicted(ToDoubleFunction<Pair> value) {
    return pair -> pair.form().activities().isEmpty() ? Double.NaN : value.applyAsDouble(pair);
  }

  private static String sayPredicted(ComparedCandidate candidate) {
    return candidate.activityScore() > NEAR
        ? String.format(
            Locale.ROOT,
            "activity %s predicted with %.2f",
            candidate.apet(),
            candidate.activityScore())
        : "";
  }

  private static double ofDivision(Pair pair) {
    String apet = pair.establishment().apet();
    return apet == null
        ? Double.NaN
        : pair.form().divisions().getOrDefault(Naf.division(apet), 0.0);
  }
}
