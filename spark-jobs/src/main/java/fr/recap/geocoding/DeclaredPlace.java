package fr.recap.geocoding;

/**
 * What a form tells of the commune of the workplace; any part may be null or blank.
 *
 * @param code commune code given by a previous coder ({@code clt_c_c})
 * @param commune as declared ({@code clt_x})
 * @param departement as declared, a name, a code or a postcode ({@code dlt_x})
 * @param country as declared ({@code plt_x})
 * @param residence code of the commune of residence ({@code depcom_code})
 * @param atResidence whether the person works in the commune of residence ({@code ilt_x} = 1), or
 *     at home ({@code vardompart_x} = 2)
 */
public record DeclaredPlace(
    String code,
    String commune,
    String departement,
    String country,
    String residence,
    boolean atResidence) {

  DeclaredPlace withDepartement(String other) {
    return new DeclaredPlace(code, commune, other, country, residence, atResidence);
  }

  /** A declared name alone. */
  static DeclaredPlace named(String commune) {
    return new DeclaredPlace(null, commune, null, null, null, false);
  }
}
