package fr.recap.demo;

/**
 * Random numbers that depend on a seed, a purpose and an index only: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
final class Draw {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private long state;

  private Draw(long state) {
    this.state = state;
  }

  /** The numbers of one row for one purpose. */
  static Draw of(long seed, String purpose, long index) {
    return new Draw(mix(mix(mix(seed) ^ purpose.hashCode()) + index * GOLDEN));
  }

  /** Numbers that do not depend on how many were drawn here before: those of a part of the row. */
  static Draw of(long seed, String purpose, String key) {
    long hash = 1125899906842597L;
    for (int i = 0; i < key.length(); i++) {
      hash = 31 * hash + key.charAt(i);
    }
    return of(seed, purpose, hash);
  }

  private static long mix(long z) {
    long x = z;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** In [0, 1). */
  double unit() {
    return (next() >>> 11) * UNIT;
  }

  /** In [low, high). */
  double between(double low, double high) {
    return low + unit() * (high - low);
  }

  /** In [0, bound). */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Standard normal, by the sum of twelve uniforms. */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += unit();
    }
    return sum;
  }

  /** A non-negative seed for parts that are recomputed elsewhere. */
  long seed() {
    return next() >>> 1;
  }

  @SafeVarargs
  final <T> T oneOf(T... values) {
    return values[below(values.length)];
  }
}
