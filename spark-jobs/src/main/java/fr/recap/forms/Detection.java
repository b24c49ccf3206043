package fr.recap.forms;

import java.io.Serializable;

/**
 * Whether a form leads to no establishment.
 *
 * @param nonCodable whether it doesn't; false where that is not decided
 * @param score probability of it, in [0, 1]; null where it is not decided
 * @param error why it is not decided; null if it is
 */
public record Detection(boolean nonCodable, Double score, String error) implements Serializable {
  private static final String NOT_DECIDED = "not decided: ";

  /** What {@link #error} begins with where the scorer could not cope with the form. */
  public static final String FAILED = NOT_DECIDED + "scoring failed: ";

  /** Not decided, since what the matcher says is read and there is none. */
  public static Detection undecided(String error) {
    return new Detection(false, null, NOT_DECIDED + error);
  }

  /** Not decided, since the scorer could not cope with the form, which says nothing of others. */
  public static Detection failed(RuntimeException e) {
    return new Detection(false, null, FAILED + Failures.reason(e));
  }
}
