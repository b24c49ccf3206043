package fr.recap.demo;

import fr.recap.config.ConfigException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to generate.
 *
 * @param forms forms of the campaign to code
 * @param trainingForms forms of the year before, with their final codes
 * @param establishments establishments of the register; ignored with {@code register}
 * @param seed same seed, same rows
 * @param noise factor on all error rates: 1 as calibrated, 2 doubles them (each capped), 0 none
 * @param difficulty how much of what makes real forms hard: 0 none, 1 as calibrated, at most 2
 * @param register a CSV of real establishments to use instead of invented ones
 * @param trainingYear year of the training forms
 * @param campaignYear year of the campaign
 */
public record DemoConfig(
    long forms,
    long trainingForms,
    long establishments,
    long seed,
    double noise,
    double difficulty,
    Optional<Path> register,
    int trainingYear,
    int campaignYear)
    implements Serializable {
  /** Fewer establishments than this leave some kinds of employers without a site. */
  static final long LEAST_ESTABLISHMENTS = 1000;

  /** SIRENs have eight free digits. */
  static final long MOST_ESTABLISHMENTS = 90_000_000;

  public DemoConfig {
    atLeast("forms", forms, 0);
    atLeast("trainingForms", trainingForms, 0);
    if (register.isEmpty()) {
      atLeast("establishments", establishments, LEAST_ESTABLISHMENTS);
      if (establishments > MOST_ESTABLISHMENTS) {
        throw new ConfigException(
            "establishments must be at most " + MOST_ESTABLISHMENTS + ", is " + establishments);
      }
    }
    if (!(noise >= 0 && noise <= 10)) {
      throw new ConfigException("noise must be between 0 and 10, is " + noise);
    }
    if (!(difficulty >= 0 && difficulty <= 2)) {
      throw new ConfigException("difficulty must be between 0 and 2, is " + difficulty);
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new ConfigException(name + " must be at least " + least + ", is " + value);
    }
  }
}
