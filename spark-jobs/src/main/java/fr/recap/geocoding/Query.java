package fr.recap.geocoding;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A question to a service.
 *
 * @param url of the service, up to what comes before {@code /search}
 * @param text what is looked for
 * @param cityCode commune within which; the empty string for anywhere
 * @param type {@code housenumber}, {@code street} ...; the empty string for any
 */
record Query(Service service, String url, String text, String cityCode, String type) {
  /** Addok refuses longer texts. */
  private static final int LONGEST = 200;

  Query {
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** The address to get, {@code /search?q=...&limit=1&autocomplete=0} and the filters. */
  URI uri() {
    StringBuilder uri = new StringBuilder(url).append("/search?q=").append(encoded(text));
    uri.append("&limit=1&autocomplete=0");
    if (!cityCode.isEmpty()) {
      uri.append("&citycode=").append(encoded(cityCode));
    }
    if (!type.isEmpty()) {
      uri.append("&type=").append(encoded(type));
    }
    return URI.create(uri.toString());
  }

  /** What it is stored under: a hash of all that makes the answer. */
  String key() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(uri().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
