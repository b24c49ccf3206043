package fr.recap.siret;

import java.util.ArrayList;
import java.util.List;

/** How near the candidates of a form are in the space of the pair encoder; NaN without one. */
final class EncoderFeatures {
  private static final Feature COSINE = Feature.ofPair("name.encoder", Pair::encoded);
  private static final Feature LEAD = COSINE.lead();

  static final List<Feature> ALL = List.of(COSINE, LEAD);

  private EncoderFeatures() {}

  /**
   * Features of the candidates of one form with these filled in, as far as they are asked for.
   *
   * @param asked the features
   * @param rows of each candidate, in the order of these features; not changed
   * @param cosines of each candidate; NaN where it is unknown
   */
  static List<float[]> filled(FeatureSet asked, List<float[]> rows, double[] cosines) {
    float[] nearness = new float[cosines.length];
    for (int i = 0; i < nearness.length; i++) {
      nearness[i] = (float) cosines[i];
    }
    float[] leads = Leads.of(nearness);
    List<float[]> filled = new ArrayList<>(cosines.length);
    for (int i = 0; i < nearness.length; i++) {
      float[] values = rows.get(i).clone();
      set(values, asked.position(COSINE.name()), nearness[i]);
      set(values, asked.position(LEAD.name()), leads[i]);
      filled.add(values);
    }
    return filled;
  }

  private static void set(float[] values, int position, float value) {
    if (position >= 0) {
      values[position] = value;
    }
  }
}
