package fr.recap.udfs.similarity;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/**
 * Jaro-Winkler similarity (Winkler 1990): prefix of at most 4 characters, scale 0.1, added where
 * Jaro's similarity is at least 0.7.
 */
public final class JaroWinkler {

  private static final JaroWinklerSimilarity ANY_LENGTH = new JaroWinklerSimilarity();
  private static final double BOOST_FROM = 0.7;
  private static final double SCALE = 0.1;
  private static final int MAX_PREFIX = 4;

  private JaroWinkler() {}

  /** From 0 to 1, symmetric; 1 for two equal texts, 0 if either is null or one alone is empty. */
  public static double similarity(String a, String b) {
    if (a == null || b == null) {
      return 0;
    }
    if (a.equals(b)) {
      return 1;
    }
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    if (a.length() > Long.SIZE || b.length() > Long.SIZE) {
      return ANY_LENGTH.apply(a, b);
    }
    return a.length() <= b.length() ? shortTexts(a, b) : shortTexts(b, a);
  }

  /** Without allocation: a bit a character says whether it has found its match. */
  private static double shortTexts(String shorter, String longer) {
    int window = Math.max(longer.length() / 2 - 1, 0);
    long inShorter = 0;
    long inLonger = 0;
    for (int i = 0; i < shorter.length(); i++) {
      int end = Math.min(i + window + 1, longer.length());
      for (int j = Math.max(i - window, 0); j < end; j++) {
        if ((inLonger & 1L << j) == 0 && shorter.charAt(i) == longer.charAt(j)) {
          inShorter |= 1L << i;
          inLonger |= 1L << j;
          break;
        }
      }
    }
    int matches = Long.bitCount(inShorter);
    if (matches == 0) {
      return 0;
    }
    double transpositions = outOfOrder(shorter, inShorter, longer, inLonger) / 2.0;
    double jaro =
        ((double) matches / shorter.length()
                + (double) matches / longer.length()
                + (matches - transpositions) / matches)
            / 3;
    return jaro < BOOST_FROM ? jaro : jaro + SCALE * prefix(shorter, longer) * (1 - jaro);
  }

  private static int outOfOrder(String a, long inA, String b, long inB) {
    int differing = 0;
    long restA = inA;
    long restB = inB;
    while (restA != 0) {
      if (a.charAt(Long.numberOfTrailingZeros(restA))
          != b.charAt(Long.numberOfTrailingZeros(restB))) {
        differing++;
      }
      restA &= restA - 1;
      restB &= restB - 1;
    }
    return differing;
  }

  private static int prefix(String shorter, String longer) {
    int end = Math.min(MAX_PREFIX, shorter.length());
    int prefix = 0;
    while (prefix < end && shorter.charAt(prefix) == longer.charAt(prefix)) {
      prefix++;
    }
    return prefix;
  }
}
