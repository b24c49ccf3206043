package fr.recap.geocoding;

import java.util.HashMap;
import java.util.Map;

/** The biggest commune of each postcode. */
final class PostcodeIndex {
  /**
   * A commune and its share of the inhabitants of the postcode's communes.
   *
   * @param share in (0, 1]
   */
  record Share(Commune commune, double share) {}

  private final Map<String, Share> biggest = new HashMap<>();

  PostcodeIndex(Communes communes) {
    Map<String, Commune> first = new HashMap<>();
    Map<String, Double> people = new HashMap<>();
    for (Commune commune : communes.all()) {
      // Towns with arrondissements have all postcodes of these.
      if (Towns.of(commune.code()) == null) {
        for (String postcode : commune.postcodes()) {
          people.merge(postcode, commune.population() + 1.0, Double::sum);
          first.merge(postcode, commune, (a, b) -> b.population() > a.population() ? b : a);
        }
      }
    }
    first.forEach(
        (postcode, commune) ->
            biggest.put(
                postcode, new Share(commune, (commune.population() + 1) / people.get(postcode))));
  }

  /** The biggest commune; null for an unknown postcode. */
  Share biggest(String postcode) {
    return biggest.get(postcode);
  }
}
