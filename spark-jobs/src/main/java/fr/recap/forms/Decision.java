package fr.recap.forms;

import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * Whether something is sure enough to be kept without a clerk.
 *
 * @param automatic whether it is
 * @param probability in [0, 1] that it is right
 */
public record Decision(boolean automatic, double probability) implements Serializable {
  /** Of what was not found. */
  public static final Decision NONE = new Decision(false, 0);

  /** By another threshold than that of the training, if people have chosen one. */
  public Decision by(OptionalDouble threshold) {
    return threshold.isEmpty()
        ? this
        : new Decision(probability >= threshold.getAsDouble(), probability);
  }
}
