package fr.recap.udfs.address;

/** Which pairs of a latitude and a longitude are places. */
public final class Coordinates {

  /** Where establishments lie: least and greatest latitude, least and greatest longitude. */
  private static final double[][] FRANCE = {
    {41, 51.5, -5.5, 10}, // metropolitan France and what lies behind its borders
    {14, 18.5, -63.5, -60.5}, // Antilles
    {2, 6, -55, -51}, // Guyane
    {-21.5, -20.5, 55, 56}, // La Réunion
    {-13.1, -12.5, 44.9, 45.4}, // Mayotte
    {46.5, 47.5, -56.6, -56}, // Saint-Pierre-et-Miquelon
  };

  private Coordinates() {}

  /**
   * Whether a pair is a place: two finite numbers on the globe, not 0/0, which stands for nothing,
   * and not a place in France with latitude and longitude swapped. Swapped places lie at sea or in
   * Somalia, so that a place of work there is none either; those of the Pacific are off the globe.
   *
   * @param latitude degrees north, in [-90, 90]
   * @param longitude degrees east, in [-180, 180]
   * @return false for null, NaN and infinite numbers
   */
  public static boolean valid(Double latitude, Double longitude) {
    if (latitude == null || longitude == null) {
      return false;
    }
    double north = latitude;
    double east = longitude;
    boolean onGlobe = north >= -90 && north <= 90 && east >= -180 && east <= 180;
    boolean zero = north == 0 && east == 0;
    return onGlobe && !zero && !inFrance(/* north= */ east, /* east= */ north);
  }

  private static boolean inFrance(double north, double east) {
    for (double[] box : FRANCE) {
      if (north >= box[0] && north <= box[1] && east >= box[2] && east <= box[3]) {
        return true;
      }
    }
    return false;
  }
}
