package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String NAME = "store.session-token";
  @TempDir private Path dir;

  @Test
  void environmentComesBeforeFilesBeforeTheHadoopCredentialProvider() throws IOException {
    String provider = provider("from the provider");
    Path file = dir.resolve(NAME);

    assertThat(find(Map.of(), provider)).contains("from the provider");
    Files.writeString(file, "from the file\n");
    assertThat(find(Map.of(), provider)).contains("from the file");
    assertThat(find(Map.of("AWS_SESSION_TOKEN", "usual"), provider)).contains("usual");
    assertThat(
            find(
                Map.of("AWS_SESSION_TOKEN", "usual", "RECAP_STORE_SESSION_TOKEN", "ours"),
                provider))
        .contains("ours");
  }

  @Test
  void aMissingSecretTellsTheThreePlacesAndAWrongProviderItsSetting() throws IOException {
    Secrets none = new Secrets(Map.of(), Optional.of(dir), Optional.of(provider("x")));
    assertThat(none.find("postgres.password")).isEmpty();
    assertThatThrownBy(() -> none.require("postgres.password"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RECAP_POSTGRES_PASSWORD")
        .hasMessageContaining("recap.postgres.password");
    Secrets wrong = new Secrets(Map.of(), Optional.empty(), Optional.of("nowhere://x"));
    assertThatThrownBy(() -> wrong.find(NAME))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("secrets.credential-provider");
  }

  private Optional<String> find(Map<String, String> environment, String provider) {
    return new Secrets(environment, Optional.of(dir), Optional.of(provider))
        .find(NAME)
        .map(Secret::reveal);
  }

  /** A key store of Hadoop's that holds the session token. */
  private String provider(String value) throws IOException {
    String uri = "jceks://file" + dir.resolve("secrets.jceks").toAbsolutePath();
    Configuration hadoop = new Configuration(false);
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, uri);
    CredentialProvider store = CredentialProviderFactory.getProviders(hadoop).get(0);
    store.createCredentialEntry("recap." + NAME, value.toCharArray());
    store.flush();
    return uri;
  }
}
