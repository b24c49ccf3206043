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
    float[] nearness = new float[cosines.length];
    for (int i = 0; i < nearness.length; i++) {
      nearness[i] = (float) cosines[i];
    }
    float[] leads = Leads.of(nearness);
    float[][] filled = new float[cosines.length][];
    for (int i = 0; i < filled.length; i++) {
      float[] values = features.get(i).clone();
      values[values.length - 2] = nearness[i];
      values[values.length - 1] = leads[i];
      filled[i] = values;
    }
    return Arrays.asList(filled);
  }
}
