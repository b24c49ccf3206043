package fr.recap.operations;

import fr.recap.config.RecapConfig;
import fr.recap.config.Redaction;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Whether somebody on the network can read along, or stand in for a server: plain HTTP and an
 * unverified PostgreSQL beyond loopback; and whether a password stands in an address.
 */
final class TransportChecks implements Preflight.Check {
  private static final List<String> VERIFYING = List.of("verify-ca", "verify-full");

  private final RecapConfig config;

  TransportChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(postgres(config.postgres().url()));
    config.elasticsearch().nodes().forEach(node -> findings.add(http("elasticsearch.nodes", node)));
    config.store().endpoint().ifPresent(url -> findings.add(http("store.endpoint", url)));
    service(findings, "ban", config.geocoding().services().ban());
    service(findings, "bano", config.geocoding().services().bano());
    service(findings, "poi", config.geocoding().services().poi());
    return findings;
  }

  private static void service(List<Finding> findings, String name, Optional<String> url) {
    url.ifPresent(text -> findings.add(http("geocoding.services." + name, text)));
  }

  private static Finding http(String setting, String url) {
    String subject = "transport " + setting;
    if (Redaction.isNeeded(url)) {
      return password(subject, url, setting);
    }
    if (url.toLowerCase(Locale.ROOT).startsWith("https:")) {
      return Finding.ok(subject, url);
    }
    return isLoopback(host(url))
        ? Finding.ok(subject, url + ", on this machine")
        : Finding.warning(
            subject,
            url + " is not encrypted: whoever is on the network reads forms and keys",
            "give the server a certificate, and write https:// into " + setting);
  }

  private static Finding postgres(String url) {
    String subject = "transport postgres.url";
    if (Redaction.isNeeded(url)) {
      return password(subject, url, "postgres.url");
    }
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed == null) {
      return Finding.error(
          subject, url + " is none that the driver knows", "write jdbc:postgresql://host/database");
    }
    String mode = parsed.getProperty("sslmode", "prefer").toLowerCase(Locale.ROOT);
    if (VERIFYING.contains(mode)) {
      return Finding.ok(subject, "sslmode " + mode);
    }
    for (String host : parsed.getProperty("PGHOST", "localhost").split(",", -1)) {
      if (!isLoopback(host)) {
        return Finding.warning(
            subject,
            "sslmode %s verifies nothing: another one on the network can stand in for %s"
                .formatted(mode, host),
            "add sslmode=verify-full&sslrootcert=FILE to postgres.url");
      }
    }
    return Finding.ok(subject, "on this machine");
  }

  private static Finding password(String subject, String url, String setting) {
    return Finding.warning(
        subject,
        url + " holds a password, which whoever reads the settings can read",
        "take it out of %s and put it where secrets are found (see secrets in recap.conf)"
            .formatted(setting));
  }

  private static String host(String url) {
    try {
      String host = URI.create(url).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A name that nobody knows is taken to be elsewhere. */
  private static boolean isLoopback(String host) {
    try {
      return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
