package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port | 70000 | must be between 0 and 65535, cannot be: 70000",
        "host | \"\" | must be an address or name of this machine, cannot be empty",
        "token-lifetime | 0s | must be between 1s and 30d, cannot be: 0s",
        "token-lifetime | -30m | must be between 1s and 30d, cannot be: -30m",
        "token-lifetime | 1000d | must be between 1s and 30d, cannot be: 1000d",
        "lock-out.failures | 0 | must be between 1 and 1000, cannot be: 0",
        "lock-out.pause | 25h | must be between 1s and 1d, cannot be: 25h",
        "connections.total | 0 | must be between 1 and 100000, cannot be: 0",
        "connections.of-address | 600 | must be at most service.connections.total, which is 512, cannot be: 600",
        "connections.header-time | 1ms | must be between 100ms and 5m, cannot be: 1ms",
        "limits.documents | 0 | must be between 1 and 10000, cannot be: 0",
        "limits.body | 1g | must be between 1k and 256m, cannot be: 1073741824",
        "threads.search | 0 | must be between 1 and 1024, cannot be: 0",
        "queue | -1 | must be between 1 and 100000, cannot be: -1",
        "time-limit | 200000d | must be between 100ms and 10m, cannot be: ",
        "search-timeout | 11s | must be at most service.time-limit, which is 10s, cannot be: 11s",
        "address-timeout | 0s | must be between 10ms and 10m, cannot be: 0",
        "watch | -1s | must be 0s or between 100ms and 1d, cannot be: -1s",
        "watch | 1ms | must be 0s or between 100ms and 1d, cannot be: 1ms",
        "drain-time | 11m | must be between 0s and 10m, cannot be: 11m",
        "stop-time | 1h | must be between 100ms and 10m, cannot be: 1h",
        "watch | often | has a wrong value: often"
      })
  void wrongValueIsRefused_withItsKeyAndWhatIsAllowed(String key, String value, String problem) {
    assertThatThrownBy(() -> read(key, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("service." + key + " " + problem);
  }

  @Test
  void valuesAtTheirBoundsAreTaken() {
    assertThat(read("watch", "0s").watch()).isZero();
    assertThat(read("token-lifetime", "30d").tokenLifetime()).isEqualTo(Duration.ofDays(30));
    assertThat(read("search-timeout", "10s").searchTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read("connections.of-address", "512").connections().ofAddress()).isEqualTo(512);
  }

  private static ServiceSettings read(String key, String value) {
    return ConfigLoader.load(List.of(), Map.of("service." + key, value)).service();
  }
}
