package fr.recap.demo;

import java.io.Serializable;

/**
 * How hard the forms and the register are: 0 leaves out all that {@link Rates} lists as what makes
 * real forms hard, 1 is as calibrated on the results of the original system on real forms.
 *
 * @param level from 0 to 2
 */
record Difficulty(double level) implements Serializable {
  private static final double CAP = 0.95;

  /** Whether something happens that happens at this rate in real forms. */
  boolean chance(double rate, Draw draw) {
    return draw.chance(rate(rate));
  }

  /** A rate of real forms at this level, at most 0.95. */
  double rate(double ofRealForms) {
    return Math.min(CAP, ofRealForms * level);
  }

  /** A quantity that is one thing on kind forms and another on real ones; real beyond 1. */
  double between(double kind, double real) {
    return kind + (real - kind) * Math.min(1, level);
  }
}
