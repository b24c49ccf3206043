package fr.recap.noncodable;

import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.Outcomes;
import java.io.Serializable;

/** Scores of forms by a classifier, with their truth; counters of parts are merged. */
final class Detected implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Outcomes.Counter free = new Outcomes.Counter();
  private final Outcomes.Counter coded = new Outcomes.Counter();

  /**
   * Counts a form.
   *
   * @param isCoded whether the matcher codes it
   */
  void add(double score, boolean noncodable, boolean isCoded) {
    (isCoded ? coded : free).add(score, noncodable);
  }

  Detected merge(Detected other) {
    free.merge(other.free);
    coded.merge(other.coded);
    return this;
  }

  /** The scores of all forms. */
  Outcomes scores() {
    return free.outcomes().plus(coded.outcomes());
  }

  /** Their probabilities. */
  Outcomes probabilities(LogisticCalibration calibration) {
    return scores().with(calibration::probability);
  }

  /** The same, but 0 for forms that are coded: they are never called non-codable. */
  Outcomes deciding(LogisticCalibration calibration) {
    return free.outcomes().with(calibration::probability).plus(coded.outcomes().with(score -> 0));
  }
}
