package fr.recap.siret;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The candidates of a form in order, and how they stand to each other.
 *
 * @param ranked at least one, the best first
 */
record RankedForm(List<RankedCandidate> ranked) {
  /**
   * What tells how sure the first candidate and its legal unit are, before its features: what was
   * found, the two best scores and their gap, its share and that of its unit, the gap to the first
   * of another unit. What a second candidate would tell is NaN without one.
   */
  private static final List<ToDoubleFunction<RankedForm>> OF_THE_LIST =
      List.of(
          form -> form.best().activityScore(),
          form -> form.best().timesFound(),
          form -> form.best().similarity(),
          form -> form.first().score(),
          RankedForm::second,
          form -> form.first().score() - form.second(),
          form -> form.shares()[0],
          RankedForm::shareOfUnit,
          RankedForm::leadOverOtherUnits);

  RankedForm {
    if (ranked.isEmpty()) {
      throw new IllegalArgumentException("A form without candidates has nothing to decide");
    }
  }

  RankedCandidate first() {
    return ranked.get(0);
  }

  private ComparedCandidate best() {
    return first().candidate();
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

  private double second() {
    return ranked.size() > 1 ? ranked.get(1).score() : Double.NaN;
  }

  private double shareOfUnit() {
    double[] shares = shares();
    double ofUnit = 0;
    for (int i = 0; i < shares.length; i++) {
      if (isOfUnit(ranked.get(i))) {
        ofUnit += shares[i];
      }
    }
    return ofUnit;
  }

  private double leadOverOtherUnits() {
    return ranked.stream()
        .filter(candidate -> !isOfUnit(candidate))
        .findFirst()
        .map(rival -> first().score() - rival.score())
        .orElse(Double.NaN);
  }

  private boolean isOfUnit(RankedCandidate other) {
    return other.candidate().siren().equals(best().siren());
  }

  /** What tells how sure the first candidate is, then its own features. */
  float[] features() {
    int own = OF_THE_LIST.size();
    float[] features = new float[own + best().features().length];
    for (int i = 0; i < own; i++) {
      features[i] = (float) OF_THE_LIST.get(i).applyAsDouble(this);
    }
    System.arraycopy(best().features(), 0, features, own, best().features().length);
    return features;
  }
}
