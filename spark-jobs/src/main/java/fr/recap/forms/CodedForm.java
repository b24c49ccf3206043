package fr.recap.forms;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form with what is known of it so far.
 *
 * @param form as it was filled in
 * @param predictions by nomenclature, of those that have coded it
 * @param location of the workplace
 * @param exact establishment found by the exact name of the employer; null if there is none
 * @param match what the matcher says; null until it has
 * @param detection whether it leads to no establishment; null until that is asked
 */
public record CodedForm(
    Form form,
    Map<String, Prediction> predictions,
    Location location,
    ExactMatch exact,
    Match match,
    Detection detection) {
  private static final Prediction NO_PREDICTION = Prediction.none("not coded", Projection.NONE);

  /** A form of which nothing else is known. */
  public static CodedForm of(Form form) {
    return new CodedForm(form, Map.of(), Location.UNKNOWN, null, null, null);
  }

  /** Identifier of the form. */
  public String cabbi() {
    return form.cabbi();
  }

  /** What the coder of a nomenclature says; no code where it has not been asked. */
  public Prediction prediction(String nomenclature) {
    return predictions.getOrDefault(nomenclature, NO_PREDICTION);
  }

  /** The establishment found by the exact name of the employer. */
  public Optional<ExactMatch> exactMatch() {
    return Optional.ofNullable(exact);
  }

  /** The same with what the coder of a nomenclature says. */
  public CodedForm with(String nomenclature, Prediction prediction) {
    Map<String, Prediction> all = new HashMap<>(predictions);
    all.put(nomenclature, prediction);
    return new CodedForm(form, all, location, exact, match, detection);
  }

  /** The same at a place. */
  public CodedForm at(Location place) {
    return new CodedForm(form, predictions, place, exact, match, detection);
  }

  /** The same with an establishment found by name; null for none. */
  public CodedForm with(ExactMatch found) {
    return new CodedForm(form, predictions, location, found, match, detection);
  }

  /** The same with what the matcher says. */
  public CodedForm with(Match found) {
    return new CodedForm(form, predictions, location, exact, found, detection);
  }

  /** The same with what the detection says. */
  public CodedForm with(Detection said) {
    return new CodedForm(form, predictions, location, exact, match, said);
  }
}
