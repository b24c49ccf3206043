package fr.recap.noncodable;

/** Scores of forms with their truth, in order of cabbi. */
final class ScoredForms {
  private final double[] scores;
  private final boolean[] noncodable;

  ScoredForms(double[] scores, boolean[] noncodable) {
    this.scores = scores;
    this.noncodable = noncodable;
  }

  double[] scores() {
    return scores;
  }

  boolean[] noncodable() {
    return noncodable;
  }
}
