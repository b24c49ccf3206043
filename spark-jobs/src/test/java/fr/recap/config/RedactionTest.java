package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h:5432/recap?user=a&password=hunter2&ssl=true | jdbc:postgresql://h:5432/recap?user=a&password=***&ssl=true",
        "jdbc:postgresql://h/recap?PassWord=hun@ter2 | jdbc:postgresql://h/recap?PassWord=***",
        "jdbc:postgresql://h/recap?sslpassword=hunter2 | jdbc:postgresql://h/recap?sslpassword=***",
        "jdbc:postgresql://a:hunter2@h/recap | jdbc:postgresql://***@h/recap",
        "https://elastic:hunter2@search.example:9200 | https://***@search.example:9200",
        "https://elastic:hun@ter/2@search.example:9200/x | https://***@search.example:9200/x",
        "https://hunter2@search.example | https://***@search.example",
        "[https://a:hunter2@x:1, http://b:hunter2@y:2] | [https://***@x:1, http://***@y:2]",
        "a:hunter2@proxy.example:3128 | ***@proxy.example:3128",
        "https://h/addok?apikey=hunter2 | https://h/addok?apikey=***",
        "https://h/addok?x=1&access_token=hunter2 | https://h/addok?x=1&access_token=***",
        "s3a://AKIA:hunter2@bucket/x?X-Amz-Signature=hunter2 | s3a://***@bucket/x?X-Amz-Signature=***",
        "No suitable driver for jdbc:x://h?password=hunter2: check | No suitable driver for jdbc:x://h?password=*** check",
        "jdbc:postgresql://h:5432/recap?user=a | jdbc:postgresql://h:5432/recap?user=a",
        "anne@example.org wrote at 12:30 to https://h/x | anne@example.org wrote at 12:30 to https://h/x",
        "${year}_x | ${year}_x",
      })
  void passwordsGo_theRestStays(String text, String expected) {
    assertThat(Redaction.of(text)).isEqualTo(expected);
  }

  @Test
  void noPasswordOfASettingReachesTheManifestOrAMessage() {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "postgres.url", "jdbc:postgresql://h/recap?password=hunter2",
                "elasticsearch.nodes", "[\"https://e:hunter2@h:9200\", \"https://g:9200\"]",
                "store.endpoint", "https://k:hunter2@h:9000",
                "geocoding.services.ban", "https://k:hunter2@api.example/addok"));

    assertThat(config.rendered())
        .doesNotContain("hunter2")
        .contains("jdbc:postgresql://h/recap?password=***")
        .contains("[\"https://***@h:9200\",\"https://g:9200\"]");
    assertThat(config.postgres().url()).as("but connections have it").contains("hunter2");
    for (Map.Entry<String, String> wrong :
        Map.of(
                "postgres.url", "postgres://a:hunter2@h/recap",
                "geocoding.proxy", "a:hunter2@proxy:3128",
                "geocoding.services.ban", "ftp://a:hunter2@h",
                "store.path-style", "https://a:hunter2@h")
            .entrySet()) {
      assertThatThrownBy(
              () -> ConfigLoader.load(List.of(), Map.of(wrong.getKey(), wrong.getValue())))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(wrong.getKey())
          .hasMessageNotContaining("hunter2");
    }
  }
}
