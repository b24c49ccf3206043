package fr.recap.siret;

import java.util.List;

/**
 * The candidates of a form in order, and how they stand to each other.
 *
 * @param ranked at least one, the best first
 */
record RankedForm(List<Ranked> ranked) {
  private static final int OWN_FEATURES = 9;

  RankedForm {
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("A form without candidates has nothing to decide");
    }
  }

  Ranked first() {
    return ranked.get(0);
  }

  /** Share of each candidate in the sum of the exponentials of their scores. */
  double[] shares() {
    double[] shares = new double[ranked.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.exp(ranked.get(i).score() - first().score());
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }

  /**
   * What tells how sure the first candidate and its legal unit are: its evidence, the two best
   * scores and their gap, its share and that of its unit, then its features. What a second
   * candidate would tell is missing (NaN) without one.
   */
  float[] features() {
    double[] shares = shares();
    Evidence first = first().evidence();
    double second = ranked.size() > 1 ? ranked.get(1).score() : Double.NaN;
    double ofUnit = 0;
    double rival = Double.NaN;
    for (int i = 0; i < shares.length; i++) {
      if (ranked.get(i).evidence().siren().equals(first.siren())) {
        ofUnit += shares[i];
      } else if (Double.isNaN(rival)) {
        rival = first().score() - ranked.get(i).score();
      }
    }
    Features features = new Features(OWN_FEATURES + first.features().length);
    features
        .add(first.nafScore())
        .add(first.timesFound())
        .add(first.similarity())
        .add(first().score())
        .add(second)
        .add(first().score() - second)
        .add(shares[0])
        .add(ofUnit)
        .add(rival);
    for (float value : first.features()) {
      features.add(value);
    }
    return features.values();
  }
}
