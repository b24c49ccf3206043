package fr.recap.nomenclature;

import java.util.Arrays;

/** What the weights of a coder are chosen for. */
enum Aim {
  /** First codes; the rest of the top 5 breaks near ties. */
  TOP_1("top-1", 1, 0.2),

  /** Codes among the first five; which stands first breaks near ties. */
  TOP_5("top-5", 0.2, 1);

  private static final int SECOND = 5;

  private final String text;
  private final double first;
  private final double amongFive;

  Aim(String text, double first, double amongFive) {
    this.text = text;
    this.first = first;
    this.amongFive = amongFive;
  }

  /** The aim of a name in the settings. */
  static Aim of(String text) {
    return Arrays.stream(values()).filter(aim -> aim.text.equals(text)).findFirst().orElseThrow();
  }

  /**
   * What a ranking is worth.
   *
   * @param rank of the true leaf, 0 the best
   */
  double value(int rank) {
    return rank == 0 ? first + amongFive : rank < SECOND ? amongFive : 0;
  }
}
