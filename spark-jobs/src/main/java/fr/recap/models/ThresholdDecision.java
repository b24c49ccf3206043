package fr.recap.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A threshold that people have chosen for a published version, which then replaces that of its
 * training.
 *
 * @param threshold a form is decided automatically if its probability is at least this; above 0
 * @param targetPrecision what it was chosen for
 * @param precision what it gave on the data, of all forms
 * @param coverage share of the forms that it decided there
 * @param who decided
 * @param when it was decided
 * @param data what it was chosen on
 */
public record ThresholdDecision(
    double threshold,
    double targetPrecision,
    double precision,
    double coverage,
    String who,
    Instant when,
    String data) {
  public ThresholdDecision {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("A threshold must be above 0, cannot be: " + threshold);
    }
  }

  /** The threshold that was decided on for a published version; empty if nobody has decided. */
  public static OptionalDouble of(ModelRef model) {
    try {
      return model
          .manifest()
          .decision()
          .map(decision -> OptionalDouble.of(decision.threshold()))
          .orElseGet(OptionalDouble::empty);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The manifest of %s can't be read from %s"
              .formatted(model.version(), model.store().root()),
          e);
    }
  }
}
