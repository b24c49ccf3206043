package fr.recap.siret;

import java.util.Arrays;
import java.util.List;

/**
 * How near the candidates of a form are in the space of the pair encoder: the last features of
 * each. NaN without an encoder.
 */
final class EncoderFeatures {
  /** The cosine, and its lead over the best other candidate. */
  static final List<String> NAMES = List.of("name.encoder", "name.encoder_lead");

  private EncoderFeatures() {}

  /**
   * Features of the candidates of one form with these last ones filled in.
   *
   * @param features of each candidate, in the order of {@link PairFeatures#names}; not changed
   * @param cosines of each candidate; NaN where it is unknown
   */
  static List<float[]> filled(List<float[]> features, double[] cosines) {
    double best = Double.NEGATIVE_INFINITY;
    double second = Double.NEGATIVE_INFINITY;
    for (double cosine : cosines) {
      if (cosine > best) {
        second = best;
        best = cosine;
      } else if (cosine > second) {
        second = cosine;
      }
    }
    float[][] filled = new float[cosines.length][];
    for (int i = 0; i < cosines.length; i++) {
      float[] values = features.get(i).clone();
      double other = cosines[i] == best ? second : best;
      values[values.length - 2] = (float) cosines[i];
      values[values.length - 1] =
          other == Double.NEGATIVE_INFINITY ? Float.NaN : (float) (cosines[i] - other);
      filled[i] = values;
    }
    return Arrays.asList(filled);
  }
}
