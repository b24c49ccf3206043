package fr.recap.siret;

/** How far each of several values lies above the best of the others. */
final class Leads {
  private Leads() {}

  /**
   * Lead of each value, below 0 for all but the best.
   *
   * @param values NaN where one is unknown
   * @return NaN for an unknown value, and where all others are unknown
   */
  static float[] of(float[] values) {
    float best = Float.NEGATIVE_INFINITY;
    float second = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (value > best) {
        second = best;
        best = value;
      } else if (value > second) {
        second = value;
      }
    }
    float[] leads = new float[values.length];
    for (int i = 0; i < leads.length; i++) {
      float other = values[i] == best ? second : best;
      boolean known = !Float.isNaN(values[i]) && other != Float.NEGATIVE_INFINITY;
      leads[i] = known ? values[i] - other : Float.NaN;
    }
    return leads;
  }
}
