package fr.recap.metrics;

import java.nio.charset.StandardCharsets;

/**
 * Part of the data that a row belongs to, by a hash of its key: it doesn't move when rows are added
 * or come in another order.
 */
public enum Split {
  /** 56 %: what is learned from. */
  TRAIN,
  /** 14 %: what choices and thresholds are made on. */
  VALIDATION,
  /** 30 %: what is measured on, once. */
  TEST;

  private static final double TEST_SHARE = 0.30;
  private static final double VALIDATION_SHARE = 0.14;

  /** The part of a row. */
  public static Split of(String key, long seed) {
    double at = uniform(key, seed);
    if (at < TEST_SHARE) {
      return TEST;
    }
    return at < TEST_SHARE + VALIDATION_SHARE ? VALIDATION : TRAIN;
  }

  /** A number in [0, 1) that depends on the key and the seed alone. */
  public static double uniform(String key, long seed) {
    long hash = mix(seed);
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b & 0xff));
    }
    return (hash >>> 11) * 0x1.0p-53;
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
