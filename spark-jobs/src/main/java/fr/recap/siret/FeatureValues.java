package fr.recap.siret;

/** The features of one candidate by name. */
final class FeatureValues {
  private final FeatureSet features;
  private final ComparedCandidate candidate;

  FeatureValues(FeatureSet features, ComparedCandidate candidate) {
    this.features = features;
    this.candidate = candidate;
  }

  /** Whose they are. */
  ComparedCandidate candidate() {
    return candidate;
  }

  /** A value; NaN for a feature that the model does not ask for. */
  double of(String name) {
    int position = features.position(name);
    return position < 0 ? Double.NaN : candidate.features()[position];
  }

  /** Whether a value is 1. */
  boolean is(String name) {
    return of(name) == 1;
  }

  /** A value as a count; 0 if it is not known. */
  int count(String name) {
    return (int) of(name);
  }
}
