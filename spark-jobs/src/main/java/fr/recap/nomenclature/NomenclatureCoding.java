package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.forms.CodedForm;
import fr.recap.forms.Form;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelRef;
import fr.recap.models.ThresholdDecision;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How forms are coded to a nomenclature.
 *
 * @param nomenclature its name
 * @param model the published version, or a training of which each form is coded by the coder that
 *     has not learned it
 * @param outOfFold whether it is such a training
 * @param byOtherFields whether forms without their main field are coded by the others
 * @param threshold that replaces the training's; null for none
 */
public record NomenclatureCoding(
    String nomenclature, ModelRef model, boolean outOfFold, boolean byOtherFields, Double threshold)
    implements Serializable {

  /**
   * By a published version with the threshold that people have decided on, if they have.
   *
   * @param evidence whether other coders read the codes, so that forms are coded by their other
   *     fields too, whatever the settings say; {@link Prediction#told} gives what they let out
   */
  public static NomenclatureCoding of(
      NomenclatureSettings settings, ModelRef model, boolean evidence) {
    OptionalDouble decided = ThresholdDecision.of(model);
    return new NomenclatureCoding(
        settings.name(),
        model,
        false,
        evidence || settings.withoutMainField(),
        decided.isPresent() ? decided.getAsDouble() : null);
  }

  /**
   * As evidence of forms that the model may have learned: each is coded by a coder that has not, as
   * forms that are to come will be (out of fold). Such coders lie in the training that the model
   * comes from; if it has none or is gone, the log says so and the model itself codes them.
   */
  public static NomenclatureCoding outOfFold(NomenclatureSettings settings, ModelRef model) {
    return CrossFitted.trainingOf(model)
        .map(training -> new NomenclatureCoding(settings.name(), training, true, true, null))
        .orElseGet(() -> new NomenclatureCoding(settings.name(), model, false, true, null));
  }

  /** What is said of a form. */
  public Prediction code(CodedForm form) {
    OptionalDouble decided =
        threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
    return coder(form.form()).code(form.form(), byOtherFields).decided(decided);
  }

  /** The columns of a form that are read. */
  List<String> columns() {
    return (outOfFold ? CrossFitted.of(model).forTrain() : NomenclatureCoder.of(model)).columns();
  }

  /** The coder of a form; it loads once a JVM. */
  NomenclatureCoder coder(Form form) {
    return outOfFold ? CrossFitted.of(model).of(form) : NomenclatureCoder.of(model);
  }
}
