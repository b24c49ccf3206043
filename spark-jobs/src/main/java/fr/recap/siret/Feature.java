package fr.recap.siret;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * One number that tells of a form and one of its candidates; NaN where it can't be known.
 *
 * @param name begins with what it tells of: {@code name}, {@code place}, {@code activity}, {@code
 *     unit}, {@code search}, {@code history} or {@code crowd}, then a dot. A model keeps it.
 * @param values what it is
 * @param precedence among the features of its kind that say something, the smallest speaks
 * @param wording what it says of a candidate in words
 */
record Feature(String name, Values values, int precedence, Wording wording) {
  private static final Wording SILENT = (value, others) -> "";

  /** The values of a feature for the candidates of one form, in their order. */
  @FunctionalInterface
  interface Values {
    double[] of(PairList candidates);
  }

  /** A reason in words why a candidate stands where it does; empty if the value is no reason. */
  @FunctionalInterface
  interface Wording {
    /**
     * Says a value.
     *
     * @param value of this feature
     * @param others values of all that the model asks for
     */
    String of(double value, FeatureValues others);
  }

  /** A feature of each candidate alone. */
  static Feature ofPair(String name, ToDoubleFunction<Pair> value) {
    return ofList(name, candidates -> candidates.each(value));
  }

  /** A feature of each candidate alone that holds or not: 1 or 0. */
  static Feature flag(String name, Predicate<Pair> holds) {
    return ofPair(name, pair -> holds.test(pair) ? 1 : 0);
  }

  /** A feature that tells a candidate from the others of the same form. */
  static Feature ofList(String name, Values values) {
    return new Feature(name, values, Integer.MAX_VALUE, SILENT);
  }

  /** How far a value lies above the best of the other candidates. */
  Feature lead() {
    return lead(1);
  }

  /** The same of a value of which the least is the best. */
  Feature leadOfLeast() {
    return lead(-1);
  }

  private Feature lead(int sign) {
    return ofList(
        name + "_lead",
        candidates -> {
          double[] own = candidates.of(this);
          float[] signed = new float[own.length];
          for (int i = 0; i < signed.length; i++) {
            signed[i] = sign * (float) own[i];
          }
          float[] leads = Leads.of(signed);
          double[] wide = new double[leads.length];
          for (int i = 0; i < wide.length; i++) {
            wide[i] = leads[i];
          }
          return wide;
        });
  }

  /** The same, which says something in words unless one of a smaller precedence does. */
  Feature saying(int rank, Wording words) {
    return new Feature(name, values, rank, words);
  }

  /** What it tells of: the name up to the first dot. */
  String kind() {
    return name.substring(0, name.indexOf('.'));
  }
}
