package fr.recap.forms;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The establishments that a form most likely means.
 *
 * @param ranked at most ten, the best first
 * @param establishment whether the first one is sure enough
 * @param unit whether its legal unit is, be the establishment or not
 * @param presence that the register has the form's establishment at all, found or not, in [0, 1];
 *     NaN where there is no candidate, or the matcher doesn't tell
 * @param projection of the form by the encoder of pairs
 * @param error why there is none; null if there is
 * @param failed whether that is since a search failed, which says nothing of the form
 */
public record Match(
    List<MatchedEstablishment> ranked,
    Decision establishment,
    Decision unit,
    double presence,
    Projection projection,
    String error,
    boolean failed)
    implements Serializable {
  /** What comes before the cause where a search failed. */
  public static final String SEARCH_FAILED = "a search failed: ";

  public Match {
    ranked = List.copyOf(ranked);
  }

  /** Of a form whose search failed. */
  public static Match failed(String cause) {
    return failed(cause, Projection.NONE);
  }

  /** Of a form whose search failed, with its projection. */
  public static Match failed(String cause, Projection projection) {
    return new Match(
        List.of(),
        Decision.NONE,
        Decision.NONE,
        Double.NaN,
        projection,
        SEARCH_FAILED + cause,
        true);
  }

  /** The best establishment. */
  public Optional<MatchedEstablishment> first() {
    return ranked.stream().findFirst();
  }

  /** By a threshold that people have chosen for the establishment, if they have. */
  public Match decided(OptionalDouble threshold) {
    return threshold.isEmpty() || ranked.isEmpty()
        ? this
        : new Match(ranked, establishment.by(threshold), unit, presence, projection, error, failed);
  }
}
