package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  @Test
  void headerIsBelievedFromTrustedProxiesAlone_andGoesBackAsFarAsTheyVouchForIt() throws Exception {
    ClientAddress addresses = trusting("[\"10.0.0.5\", \"10.1.0.0/16\", \"2001:db8:7::/48\"]");
    assertThat(client(addresses, "192.0.2.1", "198.51.100.7")).isEqualTo("192.0.2.1");
    assertThat(client(addresses, "10.0.0.5")).isEqualTo("10.0.0.5");
    assertThat(client(addresses, "10.0.0.5", "198.51.100.7")).isEqualTo("198.51.100.7");
    // What stands before the last untrusted address, the client has written itself.
    assertThat(client(addresses, "10.0.0.5", "203.0.113.9", "198.51.100.7"))
        .isEqualTo("198.51.100.7");
    assertThat(client(addresses, "10.0.0.5", "198.51.100.7", "10.1.2.3")).isEqualTo("198.51.100.7");
    assertThat(client(addresses, "2001:db8:7::1", "[2001:db8:9::2]:4711"))
        .isEqualTo("2001:db8:9:0:0:0:0:2");
    assertThat(client(addresses, "10.0.0.5", "198.51.100.7:4711")).isEqualTo("198.51.100.7");
    for (String nothing :
        List.of("", "unknown", "localhost", "300.1.1.1", "1.2.3", "::g", "[::1", "1.2.3.4.5")) {
      assertThat(client(addresses, "10.0.0.5", "203.0.113.9", nothing)).isEqualTo("10.0.0.5");
    }
  }

  @Test
  void withoutTrustedProxiesTheHeaderIsNeverBelieved() throws Exception {
    assertThat(client(trusting("[]"), "127.0.0.1", "198.51.100.7")).isEqualTo("127.0.0.1");
  }

  @Test
  void trustedProxyThatIsNoAddressIsRefusedAsASetting() {
    for (String wrong : List.of("10.0.0.0/33", "10.0.0", "", "proxy of ours")) {
      assertThatThrownBy(() -> trusting("[\"%s\"]".formatted(wrong)))
          .as(wrong)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("service.trusted-proxies")
          .hasMessageContaining("'" + wrong + "'");
    }
  }

  private static ClientAddress trusting(String proxies) {
    return new ClientAddress(
        ConfigLoader.load(List.of(), Map.of("service.trusted-proxies", proxies)).service());
  }

  private static String client(ClientAddress addresses, String peer, String... forwarded)
      throws Exception {
    return addresses.of(InetAddress.getByName(peer), List.of(forwarded)).getHostAddress();
  }
}
