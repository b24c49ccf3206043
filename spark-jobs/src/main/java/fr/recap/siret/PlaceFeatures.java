package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.udfs.similarity.JaroWinkler;
import java.util.List;
import java.util.Locale;

/** How near the workplace of a form and an establishment are. */
final class PlaceFeatures {
  private static final double ALMOST = 0.95;

  /** Mean radius of the Earth in km, as the International Union of Geodesy gives it. */
  private static final double EARTH = 6371.0088;

  static final Feature DISTANCE =
      Feature.ofPair("place.distance", PlaceFeatures::logarithm)
          .saying(2, PlaceFeatures::sayDistance);

  static final Feature STREET =
      Feature.ofPair("place.street", PlaceFeatures::street).saying(1, PlaceFeatures::sayStreet);

  static final List<Feature> ALL =
      List.of(
          Feature.ofPair(
                  "place.commune", p -> same(p.form().query().communeCode(), address(p).commune()))
              .saying(3, (is, others) -> is == 1 ? "same commune" : ""),
          Feature.ofPair("place.commune_name", PlaceFeatures::communeName)
              .saying(4, (alike, others) -> alike == 1 ? "commune of this name" : ""),
          Feature.ofPair(
              "place.departement",
              p -> same(p.form().departement(), p.establishment().departement())),
          Feature.ofPair("place.residence", p -> same(p.form().residence(), address(p).commune())),
          DISTANCE,
          STREET,
          Feature.ofPair(
              "place.number", p -> same(p.form().query().number(), p.establishment().number())),
          Feature.flag("place.commune_known", p -> !p.form().query().communeCode().isEmpty()),
          Feature.flag("place.street_known", p -> !p.form().street().isEmpty()));

  private PlaceFeatures() {}

  private static RegisterEntry.Address address(Pair pair) {
    return pair.establishment().establishment().address();
  }

  private static double communeName(Pair pair) {
    String declared = pair.form().communeName();
    String registered = pair.establishment().communeName();
    return declared.isEmpty() || registered.isEmpty()
        ? Double.NaN
        : JaroWinkler.similarity(declared, registered);
  }

  /** ln(1 + km). */
  private static double logarithm(Pair pair) {
    FormQuery query = pair.form().query();
    RegisterEntry.Address address = address(pair);
    return query.latitude() == null
        ? Double.NaN
        : Math.log1p(
            kilometres(
                query.latitude(), query.longitude(), address.latitude(), address.longitude()));
  }

  private static double street(Pair pair) {
    Name declared = pair.form().street();
    Name registered = pair.establishment().street();
    return declared.isEmpty() || registered.isEmpty()
        ? Double.NaN
        : NameComparison.overlap(declared, registered);
  }

  private static String sayStreet(double alike, FeatureValues others) {
    if (!(alike > ALMOST)) {
      return "";
    }
    if (others.is("place.number")) {
      return "same street and number";
    }
    double commune = others.of("place.commune");
    return commune == 1 || Double.isNaN(commune) ? "same street" : "";
  }

  /** Far away, the commune says more. */
  private static String sayDistance(double logarithm, FeatureValues others) {
    double kilometres = Math.expm1(logarithm);
    if (kilometres < 1) {
      return String.format(Locale.ROOT, "%d m away", Math.round(1000 * kilometres));
    }
    boolean communeSays = others.is("place.commune") || others.is("place.commune_name");
    return kilometres < 30 && !communeSays
        ? String.format(Locale.ROOT, "%.0f km away", kilometres)
        : "";
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
