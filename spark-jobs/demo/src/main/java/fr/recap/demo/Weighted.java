package fr.recap.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values with weights.
 *
 * @param <T> type of the values
 */
final class Weighted<T> {
  private final List<T> values;
  private final double[] cumulative;

  private Weighted(List<T> values, double[] cumulative) {
    this.values = List.copyOf(values);
    this.cumulative = cumulative;
  }

  static <T> Weighted<T> of(List<T> values, double[] weights) {
    double[] cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      cumulative[i] = sum;
    }
    return new Weighted<>(values, cumulative);
  }

  /** Parses {@code A*3|B}: A three times as often as B. */
  static Weighted<String> parse(String text) {
    return parse(text, '*');
  }

  /** Parses values followed by a mark and their weight. */
  static Weighted<String> parse(String text, char mark) {
    List<String> values = new ArrayList<>();
    String[] parts = text.split("\\|", -1);
    double[] weights = new double[parts.length];
    for (int i = 0; i < parts.length; i++) {
      int at = parts[i].lastIndexOf(mark);
      values.add(at < 0 ? parts[i] : parts[i].substring(0, at));
      weights[i] = at < 0 ? 1 : Double.parseDouble(parts[i].substring(at + 1));
    }
    return of(values, weights);
  }

  boolean isEmpty() {
    return values.isEmpty() || !(total() > 0);
  }

  List<T> values() {
    return values;
  }

  double total() {
    return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
  }

  int index(Draw draw) {
    double at = draw.unit() * total();
    int found = Arrays.binarySearch(cumulative, at);
    return Math.min(found < 0 ? -found - 1 : found + 1, values.size() - 1);
  }

  T pick(Draw draw) {
    return values.get(index(draw));
  }
}
