package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import java.util.Locale;
import java.util.Optional;

/** The address services, in the order in which they are asked. */
enum Service {
  BAN,
  BANO,
  POI;

  /** Its URL, up to what comes before {@code /search}. */
  Optional<String> url(GeocodingSettings.Services services) {
    return switch (this) {
      case BAN -> services.ban();
      case BANO -> services.bano();
      case POI -> services.poi();
    };
  }

  /** Its name in settings. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
