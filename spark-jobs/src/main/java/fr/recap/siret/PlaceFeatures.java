package fr.recap.siret;

import fr.recap.udfs.similarity.JaroWinkler;
import java.util.List;

/** How near the workplace of a form and an establishment are. */
final class PlaceFeatures {
  static final List<String> NAMES =
      List.of(
          "place.commune",
          "place.commune_name",
          "place.departement",
          "place.residence",
          "place.distance",
          "place.street",
          "place.number",
          "place.commune_known",
          "place.street_known");

  /** Mean radius of the Earth in km, as the International Union of Geodesy gives it. */
  private static final double EARTH = 6371.0088;

  private PlaceFeatures() {}

  static void write(FormView form, EstablishmentView establishment, Features into) {
    FormQuery query = form.query();
    Establishment.Address address = establishment.establishment().address();
    Name street = form.street();
    into.add(same(query.communeCode(), address.commune()))
        .add(
            form.communeName().isEmpty() || establishment.communeName().isEmpty()
                ? Double.NaN
                : JaroWinkler.similarity(form.communeName(), establishment.communeName()))
        .add(same(form.departement(), establishment.departement()))
        .add(same(form.residence(), address.commune()))
        .add(
            query.latitude() == null
                ? Double.NaN
                : Math.log1p(
                    kilometres(
                        query.latitude(),
                        query.longitude(),
                        address.latitude(),
                        address.longitude())))
        .add(
            street.isEmpty() || establishment.street().isEmpty()
                ? Double.NaN
                : NameFeatures.overlap(street, establishment.street()))
        .add(same(query.number(), establishment.number()))
        .add(!query.communeCode().isEmpty())
        .add(!street.isEmpty());
  }

  /** 1 if equal, 0 if not, NaN if one is empty. */
  private static double same(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Double.NaN;
    }
    return a.equals(b) ? 1 : 0;
  }

  /**
   * Great-circle distance by the haversine formula; NaN if a coordinate is.
   *
   * @param latitude degrees north, as {@code otherLatitude}
   * @param longitude degrees east, as {@code otherLongitude}
   */
  static double kilometres(
      double latitude, double longitude, double otherLatitude, double otherLongitude) {
    double north = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
    double east = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
    double chord =
        north * north
            + Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(otherLatitude))
                * east
                * east;
    return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, chord)));
  }
}
