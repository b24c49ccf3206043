package fr.recap.submit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YarnTemplatesTest {
  private static final Path TEMPLATES = Path.of("..", "submit", "yarn");

  @TempDir Path folder;

  @Test
  void nodeManagersLeaveSharedPagesAndVirtualMemoryOut() {
    Configuration site = new Configuration(false);
    site.addResource(
        new org.apache.hadoop.fs.Path(TEMPLATES.resolve("yarn-site.xml").toUri().toString()));
    assertThat(site.getBoolean(YarnConfiguration.PROCFS_USE_SMAPS_BASED_RSS_ENABLED, false))
        .isTrue();
    assertThat(site.getBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, true)).isFalse();
    assertThat(site.size()).isEqualTo(2);
  }

  @Test
  void theSettingsAreSettingsOfOursAndFindTheAliasesThatTheReadmeCreates() throws Exception {
    String provider = "jceks://file" + folder.resolve("recap.jceks").toAbsolutePath();
    String alias = "recap.postgres.password";
    assertThat(Files.readString(TEMPLATES.resolve("README.md")))
        .contains("hadoop credential create " + alias + " -provider");
    Configuration hadoop = new Configuration();
    hadoop.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider);
    CredentialProvider secrets = CredentialProviderFactory.getProviders(hadoop).get(0);
    secrets.createCredentialEntry(alias, "known".toCharArray());
    secrets.flush();

    RecapConfig config =
        ConfigLoader.load(
            List.of(TEMPLATES.resolve("campaign.conf")),
            Map.of("secrets.credential-provider", provider));

    assertThat(config.postgres().password().orElseThrow().reveal()).isEqualTo("known");
    assertThat(config.store().root()).isEqualTo("hdfs:///user/recap/models");
    assertThat(config.workDirectory()).as("the same folder for all containers").isAbsolute();
  }
}
