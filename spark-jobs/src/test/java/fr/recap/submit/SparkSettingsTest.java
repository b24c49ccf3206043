package fr.recap.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.internal.config.ConfigEntry;
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
    assertThat(List.of(package$.MODULE$, UI$.MODULE$, StaticSQLConf$.MODULE$))
        .as("objects of Spark that register its settings as they are loaded")
        .hasSize(3);
    Path file = Path.of("..", "conf", "spark-" + environment + ".conf");
    for (String key :
        JavaConverters.mapAsJavaMap(Utils.getPropertiesFromFile(file.toString())).keySet()) {
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
}
