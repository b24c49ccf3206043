package fr.recap.elastic;

import java.nio.file.Path;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.hadoop.cfg.Settings;
import org.elasticsearch.hadoop.mr.security.HadoopUserProvider;
import org.elasticsearch.hadoop.security.User;
import org.elasticsearch.hadoop.security.UserProvider;

/**
 * What the connector asks, in every JVM and before it connects, for the user who connects: the one
 * place where a JVM can be made ready for the settings. Made by the connector.
 */
public final class ConnectorUser extends UserProvider {
  /** Setting of ours: the PEM file of the authority. */
  static final String AUTHORITY = "es.recap.ca.certificate";

  @Override
  public void setSettings(Settings settings) {
    super.setSettings(settings);
    VerifiedTls.register();
    String authority = settings.getProperty(AUTHORITY);
    if (authority != null) {
      settings.setProperty(
          ConfigurationOptions.ES_NET_SSL_TRUST_STORE_LOCATION,
          TrustStores.file(Path.of(authority)).toUri().toString());
    }
  }

  @Override
  public User getUser() {
    return HadoopUserProvider.create(getSettings()).getUser();
  }
}
