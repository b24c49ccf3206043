package fr.recap.geocoding;

/**
 * The commune that a form means.
 *
 * @param code of today
 * @param latitude degrees north of its centre; NaN if unknown
 * @param longitude degrees east of its centre; NaN if unknown
 * @param score how sure it is, in [0, 1]
 * @param how what led to it
 */
public record ResolvedCommune(
    String code, String name, double latitude, double longitude, double score, How how)
    implements Resolution {

  /** What led to a commune. */
  public enum How {
    CODE("commune by its code"),
    FORMER_CODE("commune by a former code"),
    NAME("commune by its name"),
    FORMER_NAME("commune by a former name"),
    MISSPELT("commune by a misspelt or shortened name"),
    PLACE("commune by a place within it"),
    POSTCODE("commune by its postcode"),
    RESIDENCE("commune of residence, where the person works");

    private final String reason;

    How(String reason) {
      this.reason = reason;
    }

    /** That of a row's reason, which may go on behind it; null if no commune was found. */
    static How of(String reason) {
      for (How how : values()) {
        if (reason.equals(how.reason) || reason.startsWith(how.reason + ";")) {
          return how;
        }
      }
      return null;
    }
  }

  @Override
  public String reason() {
    return how.reason;
  }
}
