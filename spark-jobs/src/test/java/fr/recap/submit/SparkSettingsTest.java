package fr.recap.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.internal.config.ConfigEntry;
import org.apache.spark.internal.config.Network$;
import org.apache.spark.internal.config.UI$;
import org.apache.spark.internal.config.package$;
import org.apache.spark.sql.internal.SQLConf$;
import org.apache.spark.sql.internal.StaticSQLConf$;
import org.apache.spark.util.Utils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

class SparkSettingsTest {
  /** Settings that Spark reads by their name alone. */
  private static final Set<String> BY_NAME = Set.of("spark.master");

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "k8s"})
  void settingsAreOnesThatSparkKnows(String environment) {
    assertThat(
            List.of(
                package$.MODULE$,
                UI$.MODULE$,
                Network$.MODULE$,
                StaticSQLConf$.MODULE$,
                org.apache.spark.deploy.yarn.config.package$.MODULE$))
        .as("objects of Spark that register its settings as they are loaded")
        .hasSize(5);
    Path file = file(environment);
    for (String key : settings(environment).keySet()) {
      boolean elsewhere = key.startsWith("spark.hadoop.") || key.startsWith("spark.kubernetes.");
      assertThat(
              elsewhere
                  || BY_NAME.contains(key)
                  || ConfigEntry.findEntry(key) != null
                  || SQLConf$.MODULE$.containsConfigKey(key))
          .as("%s in %s", key, file)
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "standalone", "yarn", "k8s"})
  void nobodyIsLetIn(String environment) {
    Map<String, String> settings = settings(environment);
    assertThat(settings)
        .containsEntry("spark.authenticate", "true")
        .containsEntry("spark.ui.killEnabled", "false");
    if (environment.equals("local")) {
      assertThat(settings)
          .containsEntry("spark.ui.enabled", "false")
          .as("a driver on a worker is asked for at its host")
          .doesNotContainKey("spark.driver.bindAddress");
      return;
    }
    assertThat(settings)
        .containsEntry("spark.network.crypto.enabled", "true")
        .containsEntry("spark.io.encryption.enabled", "true")
        .containsEntry("spark.acls.enable", "true");
    assertThat(environment.equals("yarn") || settings.get("spark.ui.enabled").equals("false"))
        .as("only YARN's proxy knows who looks")
        .isTrue();
  }

  private static Path file(String environment) {
    return Path.of("..", "conf", "spark-" + environment + ".conf");
  }

  private static Map<String, String> settings(String environment) {
    return JavaConverters.mapAsJavaMap(Utils.getPropertiesFromFile(file(environment).toString()));
  }
}
