package fr.recap.nomenclature;

import fr.recap.metrics.CalibrationBin;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a training's report tells, all measured on forms that the measured coder has not learned.
 *
 * @param model NAF, PCS, ...
 * @param forms all training forms by what became of them: used, or the reason why not
 * @param tested number of forms that were measured on
 * @param targetPrecision of the automatic coding
 * @param threshold that was chosen on validation; above 1 where none is sure enough
 * @param metrics by name: top-k, top-1 by level, automatic coding, calibration
 * @param levels from the top, without the leaves
 * @param automatic the automatic coding at other thresholds
 * @param sections by the section (top level) of the first code, the largest first
 * @param novelty forms by how near their text is to one that was learned
 * @param calibration probabilities against what was right, in ten bins
 * @param worst codes with the most errors
 * @param crossings pairs of sections that are confused, the most frequent first
 * @param crossed share of the forms that get a code of another section, in [0, 1]
 * @param losses validation loss of each encoder by epoch, in nats
 * @param learning top-1 of the lexical part alone against the number of forms; may be empty
 */
public record TrainingMeasures(
    String model,
    Map<String, Long> forms,
    int tested,
    double targetPrecision,
    double threshold,
    Map<String, Double> metrics,
    List<Level> levels,
    CodingCurve automatic,
    List<Section> sections,
    List<Novelty> novelty,
    List<CalibrationBin> calibration,
    List<CodeErrors> worst,
    List<Crossing> crossings,
    double crossed,
    List<List<Double>> losses,
    List<Learned> learning) {
  public TrainingMeasures {
    // In order of name, so that the same training writes the same file.
    forms = Collections.unmodifiableMap(new TreeMap<>(forms));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    levels = List.copyOf(levels);
    sections = List.copyOf(sections);
    novelty = List.copyOf(novelty);
    calibration = List.copyOf(calibration);
    worst = List.copyOf(worst);
    crossings = List.copyOf(crossings);
    losses = losses.stream().map(List::copyOf).toList();
    learning = List.copyOf(learning);
  }

  /**
   * A level.
   *
   * @param level 1 at the top
   * @param codes number of its codes, those of higher leaves included
   * @param top1 share of forms whose first code lies below the true code of that level
   */
  public record Level(int level, int codes, double top1) {}

  /**
   * The forms whose first code lies in a section.
   *
   * @param precision share of right first codes among them
   * @param coverage share of them that is coded automatically
   * @param automaticPrecision share of right ones among these; NaN if there is none
   * @param automatic the same at other thresholds
   */
  public record Section(
      String code,
      String label,
      int forms,
      double precision,
      double coverage,
      double automaticPrecision,
      CodingCurve automatic) {}

  /**
   * Forms whose main field is about as near to the nearest labelled text.
   *
   * @param texts what they are, in words
   * @param least similarity of the nearest text, in [0, 1]; the next higher one bounds them above
   * @param top1 share of right first codes
   * @param coverage share that is coded automatically
   * @param automaticPrecision share of right ones among these; NaN if there is none
   */
  public record Novelty(
      String texts,
      double least,
      int forms,
      double top1,
      double coverage,
      double automaticPrecision) {}

  /**
   * A true code and what is said instead.
   *
   * @param forms with that code
   * @param errors of these with another first code
   * @param wrong the most frequent other first code
   * @param wrongForms how often it is
   */
  public record CodeErrors(
      String code,
      String label,
      int forms,
      int errors,
      String wrong,
      String wrongLabel,
      int wrongForms) {}

  /**
   * Forms of one section that get a code of another.
   *
   * @param share of the true section's forms
   * @param example the most frequent pair of true and first code among them
   */
  public record Crossing(
      String section,
      String label,
      String said,
      String saidLabel,
      int forms,
      double share,
      String example) {}

  /**
   * A point of the learning curve.
   *
   * @param forms that were learned
   * @param top1 of the lexical part alone, on test forms
   */
  public record Learned(long forms, double top1) {}
}
