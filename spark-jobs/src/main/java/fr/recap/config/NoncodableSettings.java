package fr.recap.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * Detection of forms that lead to no establishment.
 *
 * @param targetPrecision precision in [0, 1] that the detection is to reach
 * @param model published version; empty for the newest
 */
public record NoncodableSettings(double targetPrecision, Optional<String> model)
    implements Serializable {

  static NoncodableSettings read(Section section) {
    return new NoncodableSettings(section.share("target-precision"), section.optionalText("model"));
  }
}
