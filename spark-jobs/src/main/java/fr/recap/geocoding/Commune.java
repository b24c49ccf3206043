package fr.recap.geocoding;

import java.io.Serializable;
import java.util.List;

/**
 * A commune of today, or an arrondissement of Paris, Lyon or Marseille.
 *
 * @param code five characters of the official geographic code
 * @param departement two or three characters
 * @param postcodes perhaps none
 * @param population inhabitants; 0 if unknown
 * @param latitude degrees north of its centre; NaN if unknown
 * @param longitude degrees east of its centre; NaN if unknown
 */
public record Commune(
    String code,
    String name,
    String departement,
    List<String> postcodes,
    int population,
    double latitude,
    double longitude)
    implements Serializable {

  public Commune {
    postcodes = List.copyOf(postcodes);
  }

  /** Whether its centre is known. */
  public boolean hasCentre() {
    return !Double.isNaN(latitude) && !Double.isNaN(longitude);
  }

  /** The first postcode and the name, as on the last line of an address. */
  public String label() {
    return postcodes.isEmpty() ? name : postcodes.get(0) + " " + name;
  }

  Commune withCentre(double newLatitude, double newLongitude) {
    return new Commune(code, name, departement, postcodes, population, newLatitude, newLongitude);
  }
}
